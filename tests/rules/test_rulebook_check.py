from __future__ import annotations

from dataclasses import replace

import pytest

from auditdesk.rules.rulebook_check import RuleFault, faults_between


def faults(edition):
    return list(
        faults_between(
            edition.staffing_table.bands,
            edition.scope_table.bands,
            edition.parts,
            edition.sections,
            edition.items,
            edition.patterns,
        )
    )


def first(pieces, **changes):
    return (replace(pieces[0], **changes), *pieces[1:])


def test_the_shipped_edition_is_without_fault(edition):
    assert faults(edition) == []


@pytest.mark.parametrize(
    ("piece", "changes", "fault"),
    [
        ("sections", {"part": "P9"}, RuleFault("rulebook.unknown_part", "sections", 0, "part", "P9")),
        ("patterns", {"items": ("CC-99000-01",)}, RuleFault("rulebook.unknown_item", "patterns", 0, "items", "CC-99000-01", 0)),
        ("patterns", {"id": "CC-11000-P02"}, RuleFault("rulebook.id_twice", "patterns", 1, "id", "CC-11000-P02")),
        ("items", {"key": "CC-12000-99"}, RuleFault("rulebook.key_of_other_section", "items", 0, "key", "CC-12000-99")),
        ("items", {"key": "CC-11000-02"}, RuleFault("rulebook.id_twice", "items", 1, "key", "CC-11000-02")),
    ],
)
def test_a_broken_name_is_found_at_its_place(edition, piece, changes, fault):
    assert faults(replace(edition, **{piece: first(getattr(edition, piece), **changes)})) == [fault]


def test_a_part_that_no_band_names_would_never_be_audited(edition):
    table = edition.scope_table
    bands = (*table.bands[:-1], replace(table.bands[-1], parts=("P1", "P2", "P7")))
    assert [
        (fault.code, fault.value)
        for fault in faults(replace(edition, tables=replace(edition.tables, scope=(replace(table, bands=bands),))))
    ] == [
        ("rulebook.unknown_part", "P7"),
        ("rulebook.part_never_checked", "P3"),
    ]
