"""Letters: templates, batches, dispatch, replies.

Revision ID: 0006
Revises: 0005
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def _own() -> tuple[sa.Column[object], ...]:
    return (sa.Column("uid", sa.String(), nullable=False), sa.Column("version", sa.Integer(), nullable=False))


def upgrade() -> None:
    op.add_column("letter", sa.Column("letter_kind", sa.String(), nullable=False, server_default="result"))
    op.add_column("letter", sa.Column("batch_uid", sa.String(), nullable=True))
    op.add_column("letter", sa.Column("refers_to", sa.String(), nullable=True))
    op.add_column("letter", sa.Column("about", sa.String(), nullable=False, server_default="[]"))
    op.add_column("letter", sa.Column("dispatched_on", sa.Date(), nullable=True))
    op.add_column("letter", sa.Column("dispatched_way", sa.String(), nullable=False, server_default=""))
    op.add_column("letter", sa.Column("received_on", sa.Date(), nullable=True))
    op.create_index(op.f("ix_letter_batch_uid"), "letter", ["batch_uid"], unique=False)
    op.create_index(op.f("ix_letter_refers_to"), "letter", ["refers_to"], unique=False)
    op.create_table(
        "letter_template",
        *_own(),
        sa.Column("template_kind", sa.String(), nullable=False),
        sa.Column("layer", sa.String(), nullable=False),
        sa.Column("version_number", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("authors", sa.String(), nullable=False),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("submitted_by", sa.String(), nullable=True),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("approved_by", sa.String(), nullable=True),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("uid"),
        sa.UniqueConstraint("template_kind", "layer", "version_number"),
    )
    op.create_index(op.f("ix_letter_template_template_kind"), "letter_template", ["template_kind"], unique=False)
    op.create_table(
        "letter_batch",
        *_own(),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("letter_kind", sa.String(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("reply_by", sa.Date(), nullable=False),
        sa.Column("folder", sa.String(), nullable=False),
        sa.Column("making", sa.String(), nullable=False),
        sa.Column("wording", sa.Text(), nullable=False),
        sa.Column("wording_digest", sa.String(), nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("form_digest", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("started_by", sa.String(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("approved_by", sa.String(), nullable=True),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("undone_by", sa.String(), nullable=True),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("uid"),
        sa.UniqueConstraint("number"),
    )
    op.create_index(op.f("ix_letter_batch_year"), "letter_batch", ["year"], unique=False)
    op.create_table(
        "letter_in_batch",
        *_own(),
        sa.Column("batch_uid", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("firm_uid", sa.String(), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("problem", sa.String(), nullable=False),
        sa.Column("hints", sa.String(), nullable=False),
        sa.Column("sampled", sa.Boolean(), nullable=False),
        sa.Column("opened", sa.String(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("findings", sa.String(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("refers_to", sa.String(), nullable=True),
        sa.Column("made", sa.Text(), nullable=False),
        sa.Column("letter_uid", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["batch_uid"], ["letter_batch.uid"]),
        sa.ForeignKeyConstraint(["firm_uid"], ["firm.uid"]),
        sa.PrimaryKeyConstraint("uid"),
        sa.UniqueConstraint("batch_uid", "position"),
    )
    op.create_index(op.f("ix_letter_in_batch_batch_uid"), "letter_in_batch", ["batch_uid"], unique=False)
    op.create_index(op.f("ix_letter_in_batch_firm_uid"), "letter_in_batch", ["firm_uid"], unique=False)
    op.create_index(op.f("ix_letter_in_batch_letter_uid"), "letter_in_batch", ["letter_uid"], unique=False)
    op.create_table(
        "letter_reply",
        *_own(),
        sa.Column("letter_uid", sa.String(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("kept_by", sa.String(), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["letter_uid"], ["letter.uid"]),
        sa.PrimaryKeyConstraint("uid"),
    )
    op.create_index(op.f("ix_letter_reply_letter_uid"), "letter_reply", ["letter_uid"], unique=False)
