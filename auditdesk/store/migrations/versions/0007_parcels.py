"""Parcels: what is checked out, taken in, clashing.

Revision ID: 0007
Revises: 0006
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def _own() -> tuple[sa.Column[object], ...]:
    return (sa.Column("uid", sa.String(), nullable=False), sa.Column("version", sa.Integer(), nullable=False))


def upgrade() -> None:
    op.create_table(
        "check_out",
        *_own(),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("visits", sa.String(), nullable=False),
        sa.Column("holder", sa.String(), nullable=False),
        sa.Column("device", sa.String(), nullable=False),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_back", sa.Date(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("ended_by", sa.String(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("base", sa.Text(), nullable=False),
        sa.Column("knew", sa.String(), nullable=False),
        sa.Column("return_key", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("uid"),
        sa.UniqueConstraint("number"),
    )
    op.create_index(op.f("ix_check_out_state"), "check_out", ["state"], unique=False)
    op.create_table(
        "check_in",
        *_own(),
        sa.Column("check_out_uid", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("device", sa.String(), nullable=False),
        sa.Column("taken_by", sa.String(), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("receipt_to", sa.String(), nullable=False),
        sa.Column("counts", sa.String(), nullable=False),
        sa.Column("refused", sa.Text(), nullable=False),
        sa.Column("changes", sa.Text(), nullable=False),
        sa.Column("history", sa.Text(), nullable=False),
        sa.Column("undone_by", sa.String(), nullable=True),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["check_out_uid"], ["check_out.uid"]),
        sa.PrimaryKeyConstraint("uid"),
    )
    op.create_index(op.f("ix_check_in_check_out_uid"), "check_in", ["check_out_uid"], unique=False)
    op.create_index(op.f("ix_check_in_sha256"), "check_in", ["sha256"], unique=False)
    op.create_table(
        "refused_parcel",
        *_own(),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("refused_by", sa.String(), nullable=False),
        sa.Column("refused_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("uid"),
    )
    op.create_table(
        "merge_side",
        *_own(),
        sa.Column("visit_uid", sa.String(), nullable=False),
        sa.Column("object_kind", sa.String(), nullable=False),
        sa.Column("object_uid", sa.String(), nullable=False),
        sa.Column("group_name", sa.String(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("base", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("knew", sa.Text(), nullable=False),
        sa.Column("along", sa.Text(), nullable=False),
        sa.Column("decides", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["visit_uid"], ["visit.uid"]),
        sa.PrimaryKeyConstraint("uid"),
        sa.UniqueConstraint("object_uid", "group_name", "origin"),
    )
    for name in ("visit_uid", "object_uid", "origin"):
        op.create_index(op.f(f"ix_merge_side_{name}"), "merge_side", [name], unique=False)
    op.create_table(
        "clash",
        *_own(),
        sa.Column("visit_uid", sa.String(), nullable=False),
        sa.Column("object_kind", sa.String(), nullable=False),
        sa.Column("object_uid", sa.String(), nullable=False),
        sa.Column("group_name", sa.String(), nullable=False),
        sa.Column("contenders", sa.Text(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("choice", sa.String(), nullable=False),
        sa.Column("settled_by", sa.String(), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["visit_uid"], ["visit.uid"]),
        sa.PrimaryKeyConstraint("uid"),
        sa.UniqueConstraint("object_uid", "group_name"),
    )
    for name in ("visit_uid", "object_uid", "state"):
        op.create_index(op.f(f"ix_clash_{name}"), "clash", [name], unique=False)
    op.create_table(
        "held_visit",
        *_own(),
        sa.Column("visit_uid", sa.String(), nullable=False),
        sa.Column("check_out_uid", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("office", sa.String(), nullable=False),
        sa.Column("holder", sa.String(), nullable=False),
        sa.Column("return_to", sa.String(), nullable=False),
        sa.Column("parcel_sha256", sa.String(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_back", sa.Date(), nullable=True),
        sa.Column("came", sa.Text(), nullable=False),
        sa.Column("editions", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("handed_in_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("handed_in_sha256", sa.String(), nullable=False),
        sa.Column("receipt_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["visit_uid"], ["visit.uid"]),
        sa.PrimaryKeyConstraint("uid"),
        sa.UniqueConstraint("visit_uid"),
    )
    op.create_index(op.f("ix_held_visit_check_out_uid"), "held_visit", ["check_out_uid"], unique=False)
    op.create_table(
        "parcel_secret",
        sa.Column("check_out_uid", sa.String(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("secret", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("check_out_uid", "purpose"),
    )
