"""The year's plan and fieldwork: planned visits, absences, notes, samples, interviews, tips, what was drawn on pictures, steps back.

Revision ID: 0003
Revises: 0002
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "absence",
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("login", sa.String(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("uid"),
    )
    op.create_index(op.f("ix_absence_login"), "absence", ["login"], unique=False)
    op.create_table(
        "plan_year",
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("authors", sa.String(), nullable=False),
        sa.Column("submitted_by", sa.String(), nullable=True),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.String(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decision_reason", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("uid"),
        sa.UniqueConstraint("year"),
    )
    op.create_table(
        "undo_step",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("object_uid", sa.String(), nullable=False),
        sa.Column("login", sa.String(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("change", sa.Text(), nullable=False),
        sa.Column("undone", sa.Boolean(), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_index(op.f("ix_undo_step_object_uid"), "undo_step", ["object_uid"], unique=False)
    op.create_table(
        "tip",
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("reporter", sa.Text(), nullable=False),
        sa.Column("firm_uid", sa.String(), nullable=True),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("material", sa.Text(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("closing", sa.String(), nullable=False),
        sa.Column("kept_by", sa.String(), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["firm_uid"],
            ["firm.uid"],
        ),
        sa.PrimaryKeyConstraint("uid"),
        sa.UniqueConstraint("number"),
    )
    op.create_index(op.f("ix_tip_firm_uid"), "tip", ["firm_uid"], unique=False)
    op.create_table(
        "field_note",
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("visit_uid", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("item_key", sa.String(), nullable=True),
        sa.Column("finding_uid", sa.String(), nullable=True),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["visit_uid"],
            ["visit.uid"],
        ),
        sa.PrimaryKeyConstraint("uid"),
    )
    op.create_index(op.f("ix_field_note_visit_uid"), "field_note", ["visit_uid"], unique=False)
    op.create_table(
        "interview",
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("visit_uid", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("held_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("kept_by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["visit_uid"],
            ["visit.uid"],
        ),
        sa.PrimaryKeyConstraint("uid"),
    )
    op.create_index(op.f("ix_interview_visit_uid"), "interview", ["visit_uid"], unique=False)
    op.create_table(
        "planned_visit",
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("firm_uid", sa.String(), nullable=False),
        sa.Column("visit_kind", sa.String(), nullable=False),
        sa.Column("mode", sa.String(), nullable=False),
        sa.Column("authority", sa.String(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("inspectors", sa.String(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("changed_after_approval", sa.Boolean(), nullable=False),
        sa.Column("visit_uid", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["firm_uid"],
            ["firm.uid"],
        ),
        sa.ForeignKeyConstraint(
            ["visit_uid"],
            ["visit.uid"],
        ),
        sa.PrimaryKeyConstraint("uid"),
    )
    op.create_index(op.f("ix_planned_visit_firm_uid"), "planned_visit", ["firm_uid"], unique=False)
    op.create_index(op.f("ix_planned_visit_year"), "planned_visit", ["year"], unique=False)
    op.create_table(
        "sample",
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("visit_uid", sa.String(), nullable=False),
        sa.Column("item_key", sa.String(), nullable=False),
        sa.Column("population", sa.String(), nullable=False),
        sa.Column("population_size", sa.Integer(), nullable=True),
        sa.Column("chosen", sa.Text(), nullable=False),
        sa.Column("method", sa.String(), nullable=False),
        sa.Column("result", sa.Text(), nullable=False),
        sa.Column("kept_by", sa.String(), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["visit_uid"],
            ["visit.uid"],
        ),
        sa.PrimaryKeyConstraint("uid"),
    )
    op.create_index(op.f("ix_sample_visit_uid"), "sample", ["visit_uid"], unique=False)
    op.create_table(
        "section_assignment",
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("visit_uid", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("login", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["visit_uid"],
            ["visit.uid"],
        ),
        sa.PrimaryKeyConstraint("uid"),
        sa.UniqueConstraint("visit_uid", "code"),
    )
    op.create_index(op.f("ix_section_assignment_visit_uid"), "section_assignment", ["visit_uid"], unique=False)
    op.create_table(
        "tip_link",
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("tip_uid", sa.String(), nullable=False),
        sa.Column("object_kind", sa.String(), nullable=False),
        sa.Column("object_uid", sa.String(), nullable=False),
        sa.Column("item_key", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tip_uid"],
            ["tip.uid"],
        ),
        sa.PrimaryKeyConstraint("uid"),
        sa.UniqueConstraint("tip_uid", "object_uid", "item_key"),
    )
    op.create_index(op.f("ix_tip_link_object_uid"), "tip_link", ["object_uid"], unique=False)
    op.create_index(op.f("ix_tip_link_tip_uid"), "tip_link", ["tip_uid"], unique=False)
    op.create_table(
        "evidence_layer",
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("evidence_uid", sa.String(), nullable=False),
        sa.Column("shapes", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["evidence_uid"],
            ["evidence.uid"],
        ),
        sa.PrimaryKeyConstraint("uid"),
        sa.UniqueConstraint("evidence_uid"),
    )
    op.add_column("finding", sa.Column("severity_reason", sa.String(), nullable=False, server_default=""))
    op.add_column("finding", sa.Column("locations", sa.String(), nullable=False, server_default="[]"))
    op.add_column("finding", sa.Column("firm_remark", sa.Text(), nullable=False, server_default=""))
    op.add_column("finding", sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True))
    op.create_table(
        "search_entry",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("object_uid", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number"),
        sa.UniqueConstraint("object_uid"),
    )
    op.execute("CREATE VIRTUAL TABLE search_gram USING fts5(text, content='', tokenize='unicode61')")
    # What is removed is removed from the index at once, not when its pages are merged some day.
    op.execute("INSERT INTO search_gram (search_gram, rank) VALUES ('secure-delete', 1)")
    op.create_index("ix_finding_peers", "finding", ["pattern", "state", "year", "severity", "firm_uid", "deleted_at", "uid"])
    op.create_index("ix_finding_firm_pattern", "finding", ["firm_uid", "pattern", "uid"])
    op.create_index("ix_finding_firm_text", "finding", ["firm_uid", "item_text_hash"])
    op.add_column("visit", sa.Column("submitted_by", sa.String(), nullable=True))
    op.add_column("finding", sa.Column("co_authors", sa.String(), nullable=False, server_default="[]"))
    op.add_column("finding", sa.Column("submitted_by", sa.String(), nullable=True))
    op.add_column("visit", sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("visit", sa.Column("submit_reasons", sa.Text(), nullable=False, server_default="{}"))
    op.add_column("visit", sa.Column("signed_off_by", sa.String(), nullable=True))
    op.add_column("visit", sa.Column("signed_off_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("visit_item", sa.Column("claimed_by", sa.String(), nullable=True))
    op.add_column("visit_item", sa.Column("flagged", sa.Boolean(), nullable=False, server_default="0"))
    with op.batch_alter_table("evidence") as evidence:
        evidence.add_column(sa.Column("visit_uid", sa.String(), nullable=True))
        evidence.add_column(sa.Column("note_uid", sa.String(), nullable=True))
        evidence.add_column(sa.Column("derived_from", sa.String(), nullable=True))
        evidence.add_column(sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True))
        evidence.alter_column("finding_uid", existing_type=sa.String(), nullable=True)
        evidence.create_foreign_key("evidence_visit", "visit", ["visit_uid"], ["uid"])
        evidence.create_index("ix_evidence_visit_uid", ["visit_uid"])
        evidence.create_index("ix_evidence_note_uid", ["note_uid"])
