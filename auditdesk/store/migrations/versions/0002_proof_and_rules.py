"""People, keys and proof; the rulebook through time: signed checkpoints, drafts, holds, contacts, exceptions, the office's own editions.

Revision ID: 0002
Revises: 0001
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "checkpoint",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("login", sa.String(), nullable=False),
        sa.Column("public_key", sa.String(), nullable=False),
        sa.Column("signature", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_table(
        "column_mapping",
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("columns", sa.Text(), nullable=False),
        sa.Column("kept_by", sa.String(), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("uid"),
    )
    op.create_table(
        "draft",
        sa.Column("login", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("caret", sa.Integer(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("login", "place", "field"),
    )
    op.create_table(
        "key_item",
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("item_key", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("proposed_by", sa.String(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.String(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decision_reason", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("uid"),
        sa.UniqueConstraint("year", "item_key"),
    )
    op.create_index(op.f("ix_key_item_year"), "key_item", ["year"], unique=False)
    op.create_table(
        "legal_hold",
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("subject_kind", sa.String(), nullable=False),
        sa.Column("subject_uid", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("placed_by", sa.String(), nullable=False),
        sa.Column("placed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lifted_by", sa.String(), nullable=True),
        sa.Column("lifted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lift_reason", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("uid"),
    )
    op.create_index(op.f("ix_legal_hold_subject_uid"), "legal_hold", ["subject_uid"], unique=False)
    op.create_table(
        "list_applied",
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=True),
        sa.Column("made", sa.Text(), nullable=False),
        sa.Column("applied_by", sa.String(), nullable=False),
        sa.Column("applied_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undone_by", sa.String(), nullable=True),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("uid"),
    )
    op.create_table(
        "office_edition",
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("edition", sa.String(), nullable=False),
        sa.Column("based_on", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("authors", sa.String(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("submitted_by", sa.String(), nullable=True),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.String(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decision_reason", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("uid"),
        sa.UniqueConstraint("edition"),
    )
    op.create_table(
        "contact",
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("firm_uid", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("telephone", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["firm_uid"],
            ["firm.uid"],
        ),
        sa.PrimaryKeyConstraint("uid"),
    )
    op.create_index(op.f("ix_contact_firm_uid"), "contact", ["firm_uid"], unique=False)
    op.create_table(
        "scope_exception",
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("firm_uid", sa.String(), nullable=False),
        sa.Column("item_key", sa.String(), nullable=False),
        sa.Column("exception_kind", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("proposed_by", sa.String(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.String(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decision_reason", sa.String(), nullable=False),
        sa.Column("ended_by", sa.String(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("end_reason", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["firm_uid"],
            ["firm.uid"],
        ),
        sa.PrimaryKeyConstraint("uid"),
    )
    op.create_index(op.f("ix_scope_exception_firm_uid"), "scope_exception", ["firm_uid"], unique=False)
    op.add_column("evidence", sa.Column("media_type", sa.String(), nullable=False, server_default=""))
    op.add_column("evidence", sa.Column("taken_at", sa.String(), nullable=False, server_default=""))
    op.add_column("evidence", sa.Column("place", sa.String(), nullable=False, server_default=""))
    op.add_column("evidence", sa.Column("clean_blob", sa.String(), nullable=True))
    op.create_index(op.f("ix_evidence_clean_blob"), "evidence", ["clean_blob"], unique=False)
    op.add_column("firm", sa.Column("spellings", sa.String(), nullable=False, server_default="[]"))
    op.add_column("firm", sa.Column("letter_address", sa.String(), nullable=False, server_default=""))
    op.add_column("firm", sa.Column("letter_recipient", sa.String(), nullable=False, server_default=""))
    op.add_column("firm", sa.Column("listed", sa.Boolean(), nullable=False, server_default="1"))
    op.add_column("firm_fact", sa.Column("retracts", sa.String(), nullable=True))
    op.create_index(op.f("ix_firm_fact_retracts"), "firm_fact", ["retracts"], unique=False)
    op.add_column("journal", sa.Column("form", sa.Integer(), nullable=False, server_default="1"))
    op.add_column("journal", sa.Column("salt", sa.String(), nullable=False, server_default=""))
    op.add_column("journal", sa.Column("before_hash", sa.String(), nullable=False, server_default=""))
    op.add_column("journal", sa.Column("after_hash", sa.String(), nullable=False, server_default=""))
    op.add_column("person", sa.Column("signing_key", sa.String(), nullable=False, server_default=""))
    op.add_column("visit", sa.Column("removed_on", sa.Date(), nullable=True))
    op.add_column("visit", sa.Column("removed_by", sa.String(), nullable=True))
