from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from auditdesk.model.rulebook import AllOf, Always, AnyOf, Bilingual, CapitalWithin, FactIs, Not
from auditdesk.model.terms import Severity
from auditdesk.rules.rulebook_diff import FieldChange, diff, written


def test_an_edition_does_not_differ_from_itself(edition):
    found = diff(edition, edition)
    assert (found.added, found.changed, found.removed) == ((), (), ())


def test_added_and_removed_items_are_named_with_their_words(edition):
    less = replace(edition, items=edition.items[1:])
    added = diff(less, edition).added
    assert [(piece.kind, piece.id, piece.name) for piece in added] == [("item", "CC-11000-01", edition.items[0].summary)]
    assert [piece.id for piece in diff(edition, less).removed] == ["CC-11000-01"]


def test_a_changed_item_lists_only_the_fields_that_differ_before_and_after(edition):
    item = edition.items[0]
    newer = replace(item, summary=Bilingual("盤點資產。", item.summary.en), condition=Always(), effective_until=date(2024, 5, 14))
    (piece,) = diff(edition, replace(edition, items=(newer, *edition.items[1:]))).changed
    assert (piece.kind, piece.id) == ("item", "CC-11000-01")
    assert piece.fields == (
        FieldChange("summary.zh", item.summary.zh, "盤點資產。"),
        FieldChange("condition", "{fact: internet_ordering, is: true}", "always"),
        FieldChange("effective_until", None, "2024-05-14"),
    )


def test_bands_and_patterns_and_the_edition_itself_are_compared_too(edition):
    bands = edition.scope_table.bands
    table = replace(edition.scope_table, bands=(replace(bands[0], below=5_000_000_000), *bands[1:]))
    pattern = replace(edition.patterns[0], default_severity=Severity.HIGH, items=("CC-11000-01", "CC-11000-02"))
    tables = replace(edition.tables, scope=(table,))
    other = replace(edition, tables=tables, patterns=(pattern, *edition.patterns[1:]), effective_until=date(2020, 1, 31))
    changed = {(piece.kind, piece.id): piece.fields for piece in diff(edition, other).changed}
    assert changed == {
        ("edition", ""): (FieldChange("effective_until", "2020-02-09", "2020-01-31"),),
        ("scope_band", "under_4bn"): (FieldChange("below", 4_000_000_000, 5_000_000_000),),
        ("pattern", "CC-11000-P01"): (
            FieldChange("items", "CC-11000-02", "CC-11000-01, CC-11000-02"),
            FieldChange("default_severity", "medium", "high"),
        ),
    }


@pytest.mark.parametrize(
    ("condition", "text"),
    [
        (Always(), "always"),
        (Not(FactIs("co_location", False)), "{not: {fact: co_location, is: false}}"),
        (FactIs("lead_authority", "tpex"), "{fact: lead_authority, is: tpex}"),
        (CapitalWithin(40, None), "{capital: {min: 40, below: null}}"),
        (AllOf((Always(), AnyOf((CapitalWithin(0, 40),)))), "{all: [always, {any: [{capital: {min: 0, below: 40}}]}]}"),
    ],
)
def test_a_condition_is_told_as_a_rule_file_writes_it(condition, text):
    assert written(condition) == text


def test_codes_of_the_old_scheme_are_never_compared_with_the_present_ones():
    from auditdesk.services.shipped_rules import read_shipped_rules

    editions = {edition.id: edition for edition in read_shipped_rules().editions}
    found = diff(editions["2002-02-21"], editions["2016-05-16"])
    assert {(change.kind, change.id) for change in found.changed} <= {("edition", "")} | {
        (change.kind, change.id) for change in found.changed if change.kind.endswith("band") or change.kind == "duty"
    }
    assert ("section", "CC-11000") in {(change.kind, change.id) for change in found.removed}
    assert ("section", "CC-11000") in {(change.kind, change.id) for change in found.added}
