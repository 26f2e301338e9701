"""The notice: frozen figures, flags, certificates, register.

Revision ID: 0005
Revises: 0004
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def _own() -> tuple[sa.Column[object], ...]:
    return (sa.Column("uid", sa.String(), nullable=False), sa.Column("version", sa.Integer(), nullable=False))


def upgrade() -> None:
    op.create_table(
        "notice_draft",
        *_own(),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("edition_number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("decisions", sa.Text(), nullable=False),
        sa.Column("authors", sa.String(), nullable=False),
        sa.Column("compiled_by", sa.String(), nullable=False),
        sa.Column("compiled_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("text_hash", sa.String(), nullable=False),
        sa.Column("submitted_by", sa.String(), nullable=True),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reviewed_by", sa.String(), nullable=True),
        sa.Column("reviewed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("approved_by", sa.String(), nullable=True),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("locked_by", sa.String(), nullable=True),
        sa.Column("locked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ticks", sa.Text(), nullable=False),
        sa.Column("voided", sa.Text(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("uid"),
        sa.UniqueConstraint("year", "edition_number"),
    )
    op.create_index(op.f("ix_notice_draft_year"), "notice_draft", ["year"], unique=False)
    op.create_table(
        "notice_paragraph",
        *_own(),
        sa.Column("draft_uid", sa.String(), nullable=False),
        sa.Column("paragraph_key", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text_zh", sa.Text(), nullable=False),
        sa.Column("text_en", sa.Text(), nullable=False),
        sa.Column("edited_by", sa.String(), nullable=True),
        sa.Column("edited_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["draft_uid"], ["notice_draft.uid"]),
        sa.PrimaryKeyConstraint("uid"),
        sa.UniqueConstraint("draft_uid", "paragraph_key"),
    )
    op.create_index(op.f("ix_notice_paragraph_draft_uid"), "notice_paragraph", ["draft_uid"], unique=False)
    op.create_table(
        "notice_flag",
        *_own(),
        sa.Column("draft_uid", sa.String(), nullable=False),
        sa.Column("flag_key", sa.String(), nullable=False),
        sa.Column("flag_kind", sa.String(), nullable=False),
        sa.Column("paragraph_key", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("settled_by", sa.String(), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_by", sa.String(), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["draft_uid"], ["notice_draft.uid"]),
        sa.PrimaryKeyConstraint("uid"),
        sa.UniqueConstraint("draft_uid", "flag_key"),
    )
    op.create_index(op.f("ix_notice_flag_draft_uid"), "notice_flag", ["draft_uid"], unique=False)
    op.create_table(
        "leak_certificate",
        *_own(),
        sa.Column("draft_uid", sa.String(), nullable=False),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("text_hash", sa.String(), nullable=False),
        sa.Column("dictionary_hash", sa.String(), nullable=False),
        sa.Column("not_leaks", sa.Integer(), nullable=False),
        sa.Column("report", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["draft_uid"], ["notice_draft.uid"]),
        sa.PrimaryKeyConstraint("uid"),
    )
    op.create_index(op.f("ix_leak_certificate_draft_uid"), "leak_certificate", ["draft_uid"], unique=False)
    op.create_table(
        "notice_issue",
        *_own(),
        sa.Column("notice_uid", sa.String(), nullable=False),
        sa.Column("draft_uid", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("edition_number", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("title_en", sa.String(), nullable=False),
        sa.Column("updated_on", sa.Date(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("publisher", sa.String(), nullable=False),
        sa.Column("corrects", sa.String(), nullable=True),
        sa.Column("correction", sa.String(), nullable=False),
        sa.Column("files", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["notice_uid"], ["notice.uid"]),
        sa.ForeignKeyConstraint(["draft_uid"], ["notice_draft.uid"]),
        sa.PrimaryKeyConstraint("uid"),
        sa.UniqueConstraint("notice_uid"),
        sa.UniqueConstraint("number"),
    )
    op.create_index(op.f("ix_notice_issue_draft_uid"), "notice_issue", ["draft_uid"], unique=False)
    op.create_index(op.f("ix_notice_issue_year"), "notice_issue", ["year"], unique=False)
