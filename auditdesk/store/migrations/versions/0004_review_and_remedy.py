"""The life of a finding: review, reply, remedy, measures, other authorities' findings.

Revision ID: 0004
Revises: 0003
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _review_and_remedy()
    _tips_and_working_papers()
    _patterns_and_outside_findings()
    op.add_column("scope_exception", sa.Column("text_hash", sa.String(), nullable=False, server_default=""))
    op.add_column("visit_item", sa.Column("earlier", sa.Text(), nullable=False, server_default=""))

def _tips_and_working_papers() -> None:
    """What a sample was drawn from and how, what interviews were about, who sent tips in, papers that were opened again."""
    op.add_column("sample", sa.Column("listed", sa.Text(), nullable=False, server_default="[]"))
    op.add_column("sample", sa.Column("seed", sa.String(), nullable=False, server_default=""))
    op.add_column("sample", sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("interview", sa.Column("items", sa.Text(), nullable=False, server_default="[]"))
    op.add_column("interview", sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("tip", sa.Column("result", sa.String(), nullable=False, server_default=""))
    op.add_column("tip", sa.Column("closed_by", sa.String(), nullable=True))
    op.add_column("tip", sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True))
    op.create_table(
        "tip_reporter",
        sa.Column("tip_uid", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("contact", sa.String(), nullable=False),
        sa.Column("salt", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("tip_uid"),
    )
    op.create_table(
        "tip_reading",
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("tip_uid", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("read_by", sa.String(), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["tip_uid"], ["tip.uid"]),
        sa.PrimaryKeyConstraint("uid"),
    )
    op.create_index(op.f("ix_tip_reading_tip_uid"), "tip_reading", ["tip_uid"], unique=False)
    op.create_table(
        "tip_file",
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("tip_uid", sa.String(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("blob", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("added_by", sa.String(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["tip_uid"], ["tip.uid"]),
        sa.PrimaryKeyConstraint("uid"),
    )
    op.create_index(op.f("ix_tip_file_blob"), "tip_file", ["blob"], unique=False)
    op.create_index(op.f("ix_tip_file_tip_uid"), "tip_file", ["tip_uid"], unique=False)
    op.create_table(
        "visit_reopening",
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("visit_uid", sa.String(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("reopened_by", sa.String(), nullable=False),
        sa.Column("reopened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("submitted_by", sa.String(), nullable=True),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("signed_off_by", sa.String(), nullable=False),
        sa.Column("signed_off_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["visit_uid"], ["visit.uid"]),
        sa.PrimaryKeyConstraint("uid"),
    )
    op.create_index(op.f("ix_visit_reopening_visit_uid"), "visit_reopening", ["visit_uid"], unique=False)


def _review_and_remedy() -> None:
    """Frozen versions, comments, replies, extensions, follow-up checks, measures, saved views, corrections that are due."""
    op.add_column("finding", sa.Column("letter_uid", sa.String(), nullable=True))
    op.add_column("finding", sa.Column("closed_by", sa.String(), nullable=True))
    op.add_column("finding", sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True))
    op.create_index(op.f("ix_finding_letter_uid"), "finding", ["letter_uid"], unique=False)
    op.create_table(
        "sheet_secret",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("secret", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_table(
        "finding_version",
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("finding_uid", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("act", sa.String(), nullable=False),
        sa.Column("text_hash", sa.String(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["finding_uid"], ["finding.uid"]),
        sa.PrimaryKeyConstraint("uid"),
        sa.UniqueConstraint("finding_uid", "number"),
    )
    op.create_index(op.f("ix_finding_version_finding_uid"), "finding_version", ["finding_uid"], unique=False)
    op.create_table(
        "review_comment",
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("finding_uid", sa.String(), nullable=False),
        sa.Column("text_hash", sa.String(), nullable=False),
        sa.Column("answers", sa.String(), nullable=True),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("quoted", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_by", sa.String(), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["finding_uid"], ["finding.uid"]),
        sa.PrimaryKeyConstraint("uid"),
    )
    op.create_index(op.f("ix_review_comment_answers"), "review_comment", ["answers"], unique=False)
    op.create_index(op.f("ix_review_comment_finding_uid"), "review_comment", ["finding_uid"], unique=False)
    op.create_table(
        "correction_due",
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("finding_uid", sa.String(), nullable=False),
        sa.Column("letter_uid", sa.String(), nullable=False),
        sa.Column("act", sa.String(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("raised_by", sa.String(), nullable=False),
        sa.Column("raised_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_by_letter", sa.String(), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["finding_uid"], ["finding.uid"]),
        sa.ForeignKeyConstraint(["letter_uid"], ["letter.uid"]),
        sa.PrimaryKeyConstraint("uid"),
    )
    op.create_index(op.f("ix_correction_due_finding_uid"), "correction_due", ["finding_uid"], unique=False)
    op.create_index(op.f("ix_correction_due_letter_uid"), "correction_due", ["letter_uid"], unique=False)
    op.create_table(
        "reply_sheet",
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("made", sa.Text(), nullable=False),
        sa.Column("taken_by", sa.String(), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undone_by", sa.String(), nullable=True),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("uid"),
    )
    op.create_table(
        "firm_reply",
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("finding_uid", sa.String(), nullable=False),
        sa.Column("sheet_uid", sa.String(), nullable=True),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("claim", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("measures", sa.Text(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("contact", sa.String(), nullable=False),
        sa.Column("source_name", sa.String(), nullable=False),
        sa.Column("source_sha256", sa.String(), nullable=False),
        sa.Column("kept_by", sa.String(), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_back_by", sa.String(), nullable=True),
        sa.Column("taken_back_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("take_back_reason", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["finding_uid"], ["finding.uid"]),
        sa.ForeignKeyConstraint(["sheet_uid"], ["reply_sheet.uid"]),
        sa.PrimaryKeyConstraint("uid"),
    )
    op.create_index(op.f("ix_firm_reply_finding_uid"), "firm_reply", ["finding_uid"], unique=False)
    op.create_index(op.f("ix_firm_reply_sheet_uid"), "firm_reply", ["sheet_uid"], unique=False)
    op.create_table(
        "due_extension",
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("finding_uid", sa.String(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("due_before", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("kept_by", sa.String(), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decision", sa.String(), nullable=False),
        sa.Column("decision_reason", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.String(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["finding_uid"], ["finding.uid"]),
        sa.PrimaryKeyConstraint("uid"),
    )
    op.create_index(op.f("ix_due_extension_finding_uid"), "due_extension", ["finding_uid"], unique=False)
    op.create_table(
        "follow_up",
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("finding_uid", sa.String(), nullable=False),
        sa.Column("reply_uid", sa.String(), nullable=True),
        sa.Column("checked_on", sa.Date(), nullable=False),
        sa.Column("mode", sa.String(), nullable=False),
        sa.Column("result", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.Column("checked_by", sa.String(), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["finding_uid"], ["finding.uid"]),
        sa.ForeignKeyConstraint(["reply_uid"], ["firm_reply.uid"]),
        sa.PrimaryKeyConstraint("uid"),
    )
    op.create_index(op.f("ix_follow_up_finding_uid"), "follow_up", ["finding_uid"], unique=False)
    op.create_table(
        "measure",
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("firm_uid", sa.String(), nullable=False),
        sa.Column("measure_kind", sa.String(), nullable=False),
        sa.Column("article", sa.String(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("letter_number", sa.String(), nullable=False),
        sa.Column("letter_date", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("kept_on", sa.Date(), nullable=True),
        sa.Column("findings", sa.String(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_back_by", sa.String(), nullable=True),
        sa.Column("taken_back_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("take_back_reason", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["firm_uid"], ["firm.uid"]),
        sa.PrimaryKeyConstraint("uid"),
    )
    op.create_index(op.f("ix_measure_firm_uid"), "measure", ["firm_uid"], unique=False)
    op.create_table(
        "saved_view",
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("shared", sa.Boolean(), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("uid"),
        sa.UniqueConstraint("owner", "place", "name"),
    )
    op.create_index(op.f("ix_saved_view_place"), "saved_view", ["place"], unique=False)

def _patterns_and_outside_findings() -> None:
    """Patterns of the office's own, what became of patterns, files of findings taken in, findings of other authorities."""
    op.create_table(
        "office_pattern",
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("pattern", sa.String(), nullable=False),
        sa.Column("group_name", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("heading_zh", sa.String(), nullable=False),
        sa.Column("heading_en", sa.String(), nullable=False),
        sa.Column("items", sa.Text(), nullable=False),
        sa.Column("wording_zh", sa.Text(), nullable=False),
        sa.Column("wording_en", sa.Text(), nullable=False),
        sa.Column("standard_zh", sa.Text(), nullable=False),
        sa.Column("standard_en", sa.Text(), nullable=False),
        sa.Column("severity", sa.String(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("proposed_by", sa.String(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.String(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decision_reason", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("uid"),
        sa.UniqueConstraint("pattern"),
    )
    op.create_table(
        "pattern_succession",
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("pattern", sa.String(), nullable=False),
        sa.Column("into", sa.String(), nullable=False),
        sa.Column("undoes", sa.String(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("proposed_by", sa.String(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.String(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decision_reason", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("uid"),
    )
    op.create_index(op.f("ix_pattern_succession_pattern"), "pattern_succession", ["pattern"], unique=False)
    op.create_table(
        "finding_import",
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("format", sa.String(), nullable=False),
        sa.Column("drafts", sa.Integer(), nullable=False),
        sa.Column("outside", sa.Integer(), nullable=False),
        sa.Column("made", sa.Text(), nullable=False),
        sa.Column("applied_by", sa.String(), nullable=False),
        sa.Column("applied_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undone_by", sa.String(), nullable=True),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("uid"),
    )
    op.create_table(
        "outside_finding",
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("authority", sa.String(), nullable=False),
        sa.Column("firm_uid", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("fact_date", sa.Date(), nullable=True),
        sa.Column("heading", sa.String(), nullable=False),
        sa.Column("pattern", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("severity", sa.String(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("source_file", sa.String(), nullable=False),
        sa.Column("source_sha256", sa.String(), nullable=False),
        sa.Column("source_row", sa.Integer(), nullable=False),
        sa.Column("import_uid", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["firm_uid"], ["firm.uid"]),
        sa.ForeignKeyConstraint(["import_uid"], ["finding_import.uid"]),
        sa.PrimaryKeyConstraint("uid"),
    )
    op.create_index(op.f("ix_outside_finding_authority"), "outside_finding", ["authority"], unique=False)
    op.create_index(op.f("ix_outside_finding_firm_uid"), "outside_finding", ["firm_uid"], unique=False)
    op.create_index(op.f("ix_outside_finding_import_uid"), "outside_finding", ["import_uid"], unique=False)
    op.create_index(op.f("ix_outside_finding_year"), "outside_finding", ["year"], unique=False)
