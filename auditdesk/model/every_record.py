"""Every module that holds records, imported together: the schema is compared with all of them."""

from __future__ import annotations

from auditdesk.model import (  # noqa: F401 — importing them tells the database library of their tables
    fieldwork_records,
    notice_records,
    office_rule_records,
    parcel_records,
    pattern_records,
    review_records,
)
