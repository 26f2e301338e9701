"""Commands: the register, one dated fact, firm lists, and the scope of a firm on a day."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from auditdesk.cli import firm_records
from auditdesk.cli.session import SESSION, parsed_day, problems_json, tell_problems
from auditdesk.cli.tables import show_line, show_pairs, show_table
from auditdesk.model.commands import RecordFact
from auditdesk.model.facts import DatedFact, DutyInScope, Reason, Scope, StaffingCheck
from auditdesk.model.firm_list import FirmChange, ListPreview
from auditdesk.model.rows import FirmRow
from auditdesk.model.rulebook import Band
from auditdesk.model.terms import FactKind

app = typer.Typer(help="The register of firms.", no_args_is_help=True)
app.add_typer(firm_records.app)
On = Annotated[str | None, typer.Option("--on", help="The register as of this day (default today).")]


def _band(band: Band | None) -> dict[str, Any] | None:
    return None if band is None else {"id": band.id, "min": band.minimum, "max": band.below}


def _staffing(check: StaffingCheck | None) -> dict[str, Any] | None:
    if check is None:
        return None
    return {
        "required": {"unit": check.unit_required, "chief": check.chief_required, "staff_min": check.staff_required},
        "actual": {"unit": check.unit_actual, "chief": check.chief_actual, "staff": check.staff_actual},
        "met": check.met,
        "short": check.short,
    }


def _firm(row: FirmRow) -> dict[str, Any]:
    return {
        "code": row.code,
        "name": row.name,
        "paid_in_capital": row.paid_in_capital,
        "assigned_operating_funds": row.assigned_operating_funds,
        "capital_tier": _band(row.scope_band),
        "staffing_tier": _band(row.staffing_band),
        "internet_ordering": row.internet_ordering,
        "staffing": _staffing(row.staffing),
        "open_findings": row.open_findings,
        "last_visit": row.last_visit,
        "standing": row.standing,
        "licence": row.licence,
    }


def _day(on: str | None) -> date:
    return parsed_day(on) if on else SESSION.today()


@app.command("list")
def list_firms(on: On = None, gone: Annotated[bool, typer.Option("--gone", help="Merged and closed firms too.")] = False) -> None:
    """Every firm with its capital tier and staffing on a day."""
    day = _day(on)
    with SESSION.desk() as desk:
        rows = desk.firms.list(day, gone=gone)
    columns: tuple[str, ...] = (
        "code",
        "name",
        "paid_in_capital_ntd",
        "capital_tier",
        "internet_ordering",
        "short",
        "staffing_met",
    )
    columns += ("open_findings", "licence")
    lines = [
        (
            row.code,
            row.name,
            row.paid_in_capital,
            row.staffing_band.name if row.staffing_band else None,
            row.internet_ordering,
            None if row.staffing is None or row.staffing.met is None else row.staffing.short,
            None if row.staffing is None else row.staffing.met,
            row.open_findings,
            SESSION.words.say(f"licence.{row.licence}"),
        )
        for row in rows
    ]
    SESSION.result({"on": day, "firms": [_firm(row) for row in rows]}, lambda: show_table(columns, lines))


@app.command("show")
def show_firm(code: str, on: On = None) -> None:
    """One firm with its dated facts."""
    day = _day(on)
    with SESSION.desk() as desk:
        found = desk.firms.detail(code, day)
        holding = desk.firms.facts(code, day)
    content = _firm(found.row) | {
        "on": day,
        "short_name": found.row.short_name,
        "english_name": found.english_name,
        "unified_number": found.unified_number,
        "kind": found.kind,
        "former_names": list(found.former_names),
        "address": found.address,
        "telephone": found.telephone,
        "facts": {fact.kind: {"value": fact.value, "valid_from": fact.valid_from, "source": fact.source} for fact in holding},
        "history": [_kept(fact) for fact in found.facts],
        "spellings": list(found.spellings),
        "letter_address": found.letter_address,
        "letter_recipient": found.letter_recipient,
        "relations": [{"relation": tie.relation, "code": tie.code, "name": tie.name, "from": tie.since} for tie in found.ties],
        "branches": len(found.branches),
    }

    def show() -> None:
        others = (name for name in found.row.other_names if name != found.row.name)
        pairs = (
            ("code", found.row.code),
            ("name", found.row.name),
            ("english_name", found.english_name),
            ("short_name", found.row.short_name),
            ("other_names", tuple(others)),
            ("unified_number", found.unified_number),
            ("licence", found.row.licence),
            ("branch_address", found.address),
            ("telephone", found.telephone),
            ("letter_address", found.letter_address),
            ("count_branches", len(found.branches)),
        )
        show_pairs(tuple((name, value) for name, value in pairs if value))
        lines = [(fact.kind, _fact_value(fact), fact.valid_from, fact.source) for fact in found.facts if fact.retraction is None]
        show_table(("fact", "value", "valid_from", "source"), lines)

    SESSION.result(content, show)


def _kept(fact: DatedFact) -> dict[str, Any]:
    told = {"id": fact.uid, "fact": fact.kind, "value": fact.value, "valid_from": fact.valid_from, "source": fact.source}
    taken_back = fact.retraction
    return told | {"retracted": {"on": taken_back.on, "by": taken_back.by, "reason": taken_back.reason} if taken_back else None}


@app.command("set")
def set_fact(
    code: str,
    fact: str,
    value: str,
    from_: Annotated[str, typer.Option("--from", help="First day on which it holds.")],
    source: Annotated[str, typer.Option(help="Where it is known from.")] = "",
) -> None:
    """Keep one dated fact of a firm: an amount (40億), a count, yes or no."""
    from auditdesk.rules.firm_facts import parse_fact

    order = RecordFact(code, fact, parse_fact(fact, value), parsed_day(from_), source)
    with SESSION.desk() as desk:
        doubt = desk.firms.doubt_about(order)
        kept = desk.firms.record_fact(order)
        keeping = desk.firms.visits_that_keep(code, kept.kind)
    content: dict[str, Any] = {"code": code, "fact": kept.kind, "value": kept.value, "valid_from": kept.valid_from}
    content["source"] = kept.source
    content["doubt"] = None if doubt is None else {"code": doubt.code, "likely": doubt.likely, "before": doubt.before}
    content["visits_keep"] = list(keeping)
    if keeping:
        typer.echo(SESSION.words.say("firms.visits_keep", visits=keeping, fact=kept.kind), err=True)
    if doubt is not None:
        told = {"amount_ntd": kept.value, "likely_ntd": doubt.likely, "before_ntd": doubt.before}
        typer.echo(SESSION.words.say(doubt.code, **told), err=True)
    SESSION.result(
        content,
        lambda: show_line("firms.fact_kept", firm=code, fact=SESSION.words.say(f"fact.{fact}"), day=kept.valid_from),
    )


@app.command("import")
def import_list(
    file: Path,
    as_of: Annotated[str | None, typer.Option(help="Day from which the facts count.")] = None,
    preview: Annotated[bool, typer.Option("--preview", help="Only say what would change.")] = False,
    map_: Annotated[
        Path | None, typer.Option("--map", help="JSON file: our field to their heading. Remembered once the list is applied.")
    ] = None,
    leave_out: Annotated[
        list[str] | None, typer.Option("--leave-out", help="Code of a firm or branch not to take; repeatable.")
    ] = None,
) -> None:
    """Take in a firm list: open data, CSV, XLSX or ODS. Nothing is imported while a problem blocks."""
    day = parsed_day(as_of) if as_of else None
    with SESSION.desk() as desk, SESSION.progress() as progress:
        mapping = desk.firm_lists.mapping(map_) if map_ else None
        found = desk.firm_lists.leave_out(desk.firm_lists.preview(file, day, mapping, progress), leave_out or [])
        if not preview:
            desk.firm_lists.apply(found, progress)
            if mapping is not None:
                desk.firm_lists.keep_mapping_of(file, mapping)
    SESSION.result(_preview(found, applied=not preview), lambda: _show_preview(found, applied=not preview))


@app.command("template")
def template(
    to: Annotated[Path, typer.Option(help="Target file (.xlsx or .ods).")],
    filled: Annotated[bool, typer.Option("--filled", help="Filled in with the register.")] = False,
    on: On = None,
) -> None:
    """Write the office's own spreadsheet for firm lists, explained; empty, or filled in with the register on a day."""
    if filled:
        day = _day(on)
        with SESSION.desk() as desk:
            count = desk.firm_lists.template(to, SESSION.words, day)
    else:
        from auditdesk.exchange.firm_template import write_firm_template

        write_firm_template(to, SESSION.words)
        count = 0
    SESSION.result({"file": str(to), "firms": count}, lambda: show_line("firms.template_written", file=str(to)))


def _fact_value(fact: DatedFact) -> str:
    """The value with its unit, as people read it."""
    kind, words = FactKind(fact.kind), SESSION.words
    if kind.is_amount:
        return words.show("value_ntd", fact.value)
    if kind.is_count:
        return words.say("value.persons", count=fact.value)
    return words.show("licence" if kind is FactKind.LICENCE_STATE else "authority", fact.value)


def _change(change: FirmChange) -> dict[str, Any]:
    fields = [{"field": field.field, "before": field.before, "after": field.after} for field in change.fields]
    return {"code": change.code, "name": change.name, "fields": fields}


def _preview(found: ListPreview, *, applied: bool) -> dict[str, Any]:
    every = (*found.changes, *found.branch_changes)
    return {
        "format": found.list.format,
        "file": found.list.file,
        "as_of": found.as_of,
        "rows": found.list.rows,
        "applied": applied,
        "added": found.added,
        "changed": found.changed,
        "unchanged": found.unchanged,
        "missing": [{"code": code, "name": name} for code, name in found.missing],
        "tier_moves": [{"code": move.code, "from": move.before, "to": move.after} for move in found.tier_moves],
        "left_out": [{"code": left.code, "name": left.name, "reason": left.reason} for left in found.left_out],
        "additions": [_change(change) for change in every if change.change == "added"],
        "changes": [_change(change) for change in every if change.change == "changed"],
        "older": [_change(change) for change in found.older],
        "problems": problems_json(found.list.problems, SESSION.words),
    }


def _show_preview(found: ListPreview, *, applied: bool) -> None:
    show_line(
        "firms.list_applied" if applied else "firms.list_previewed",
        file=found.list.file,
        rows=found.list.rows,
        added=found.added,
        changed=found.changed,
        unchanged=found.unchanged,
        missing=len(found.missing),
    )
    if found.tier_moves:
        show_table(("code", "name", "from", "to"), [(move.code, move.name, move.before, move.after) for move in found.tier_moves])
    if found.older:
        show_line("firms.list_older", count=len(found.older))
        rows = [(change.code, change.name, one.field, one.before, one.after) for change in found.older for one in change.fields]
        show_table(("code", "name", "field", "known", "listed"), rows)
    for blocking, line in ((True, "firms.list_blocked"), (False, "firms.list_noted")):
        told = tuple(problem for problem in found.list.problems if problem.blocking is blocking)
        if told:
            typer.echo(SESSION.words.say(line, count=len(told)), err=True)
            tell_problems(told, SESSION.words)


def scope(code: str, on: On = None) -> None:
    """Tier, staffing duty and scope of a firm on a day, and why."""
    day = _day(on)
    with SESSION.desk() as desk:
        found = desk.firms.scope(code, day)
        licence = desk.firms.detail(code, day).row.licence
    SESSION.result(_scope(found) | {"licence": licence}, lambda: _show_scope(found, licence))


def _why(reasons: tuple[Reason, ...]) -> list[dict[str, Any]]:
    words = SESSION.words
    return [
        {"code": reason.code, "holds": reason.holds, "text": words.say(f"reason.{reason.code}", **reason.values)}
        for reason in reasons
    ]


def _would_change(reason: Reason | None) -> str | None:
    return None if reason is None else SESSION.words.say(f"reason.{reason.code}", **reason.values)


def _scope(found: Scope) -> dict[str, Any]:
    duty = found.staffing.band
    return {
        "code": found.firm_code,
        "on": found.day,
        "edition": found.edition_id,
        "capital": None if found.capital is None else {"fact": found.capital.kind, "value": found.capital.value},
        "capital_tier": _band(found.scope_band),
        "tier_why": _why(found.tier_reasons),
        "staffing_tier": _band(duty),
        "staffing": None if duty is None else {"unit": duty.unit, "chief": duty.chief, "staff_min": duty.staff_minimum},
        "staffing_why": _why(found.staffing.reasons),
        "staffing_check": _staffing(found.staffing_check),
        "parts": [
            {
                "id": part.part.id,
                "name": part.part.name.in_language(SESSION.words.language),
                "applies": part.applies,
                "items": part.items_in_scope,
                "why": _why(part.reasons),
                "would_change": _would_change(part.would_change),
            }
            for part in found.parts
        ],
        "items": [
            {
                "code": judged.item.code,
                "item": judged.item.key,
                "paragraph": judged.item.paragraph,
                "summary": judged.item.summary.in_language(SESSION.words.language),
                "applies": judged.applies,
                "frequency": judged.item.frequency.value,
                "certainty": judged.item.certainty.value,
                "source": judged.item.source,
                "effective_from": judged.item.effective_from,
                "effective_until": judged.item.effective_until,
                "why": _why(judged.reasons),
            }
            for judged in found.items
        ],
        "duties": [
            {
                "id": judged.duty.id,
                "name": judged.duty.name.in_language(SESSION.words.language),
                "applies": judged.applies,
                "due": judged.duty.due,
                "certainty": judged.duty.clause.certainty.value,
                "source": judged.duty.source,
                "effective_from": judged.duty.clause.effective_from,
                "effective_until": judged.duty.clause.effective_until,
                "why": _why(judged.reasons),
                "would_change": _would_change(judged.would_change),
            }
            for judged in found.duties
        ],
    }


def _show_scope(found: Scope, licence: str) -> None:
    words = SESSION.words
    show_pairs(
        (
            ("code", found.firm_code),
            ("on", found.day),
            ("licence", licence),
            ("edition", found.edition_id),
            ("capital_tier", found.scope_band.name if found.scope_band else None),
            ("staffing_tier", found.staffing.band.name if found.staffing.band else None),
        )
    )
    for reasons in (found.tier_reasons, found.staffing.reasons):
        for reason in reasons:
            show_line(f"reason.{reason.code}", **reason.values)
    for part in found.parts:
        lines = [
            (judged.item.key, judged.item.summary, words.say(f"applies.{str(judged.applies).lower()}"))
            for judged in found.items
            if judged.item.part == part.part.id
        ]
        told = "added" if part.applies is False and part.items_in_scope else str(part.applies).lower()
        show_line(f"scope.part.{told}", part=part.part.name, items=part.items_in_scope)
        show_table(("item", "summary", "applies"), lines)
        for judged in found.items:
            if judged.item.part == part.part.id:
                for reason in judged.reasons:
                    if reason.code.startswith("exception_"):
                        show_line(
                            "scope.exception", item=judged.item.key, why=words.say(f"reason.{reason.code}", **reason.values)
                        )
    duties = [
        (judged.duty.id, judged.duty.name, words.say(f"applies.{_verdict(judged)}"), judged.duty.clause.effective_from)
        for judged in found.duties
    ]
    if duties:
        show_table(("duty", "name", "applies", "effective_from"), duties)


def _verdict(judged: DutyInScope) -> str:
    if judged.applies is None and any(reason.code == "not_published" for reason in judged.reasons):
        return "not_published"
    return str(judged.applies).lower()
