"""Commands of a visit under way: notes, marks, sections, steps back, what is missing, handing in, signing off."""

from __future__ import annotations

import dataclasses
from typing import Annotated, Any

import typer

from auditdesk.cli.session import SESSION
from auditdesk.cli.tables import show_line, show_table
from auditdesk.errors import Refused
from auditdesk.model.fieldwork_rows import KeepNote, NoteState, XrayLine
from auditdesk.model.rows import VisitRow
from auditdesk.rules.item_numbers import named


def register(app: typer.Typer) -> None:
    """Add these commands to those of visits."""
    for name, command in (
        ("note", note),
        ("flag", flag),
        ("claim", claim),
        ("assign", assign),
        ("place", place),
        ("xray", xray),
        ("submit", submit),
        ("sign-off", sign_off),
        ("undo", undo),
    ):
        app.command(name)(command)


def note(
    visit: str,
    text: Annotated[str, typer.Argument(help="What was seen; #17010-3 links an item.")],
    item: Annotated[str | None, typer.Option(help="Put it to this item.")] = None,
    finding: Annotated[bool, typer.Option("--finding", help="Turn it into a finding of its item.")] = False,
    remark: Annotated[bool, typer.Option("--remark", help="A mere remark, not to be sorted.")] = False,
    instead: Annotated[str | None, typer.Option("--instead-of", metavar="NOTE", help="Other words for this note.")] = None,
) -> None:
    """Jot something down, or give a note other words."""
    if instead and (item or finding or remark):
        raise typer.BadParameter("--instead-of stands alone")
    with SESSION.desk() as desk:
        keys = [one.key for one in desk.fieldwork.screen(visit).items]
        key = None if item is None else named(item, keys) or item
        state = NoteState.REMARK if remark else NoteState.SORTED if key and not finding else NoteState.UNSORTED
        if instead is None:
            row = desk.fieldwork.note(KeepNote(visit, text, key, state=state))
        elif instead in {one.uid for one in desk.fieldwork.notes(visit)}:
            row = desk.fieldwork.edit_note(instead, text)
        else:
            raise Refused("note.unknown", note=instead)
        if finding:
            row = desk.fieldwork.note_to_finding(row.uid)
    state_text = SESSION.words.say(f"note_state.{row.state}")
    SESSION.result(dataclasses.asdict(row) | {"note": row.uid}, lambda: show_line("visits.noted", state=state_text))


def flag(
    visit: str,
    item: str,
    off: Annotated[bool, typer.Option("--off", help="Take the mark away.")] = False,
) -> None:
    """Mark an item to come back to."""
    with SESSION.desk() as desk:
        key = named(item, [one.key for one in desk.fieldwork.screen(visit).items]) or item
        desk.fieldwork.flag(visit, key, not off)
    content = {"visit": visit, "item": key, "flagged": not off}
    SESSION.result(content, lambda: show_line("visits.unflagged" if off else "visits.flagged", item=key))


def claim(
    visit: str,
    item: str,
    release: Annotated[bool, typer.Option("--release", help="Nobody in particular looks after it any more.")] = False,
) -> None:
    """Show that you look after an item; it locks nobody out."""
    with SESSION.desk() as desk:
        key = named(item, [one.key for one in desk.fieldwork.screen(visit).items]) or item
        (desk.fieldwork.release if release else desk.fieldwork.claim)(visit, key)
        login = None if release else desk.actor.login
    content = {"visit": visit, "item": key, "claimed_by": login}
    SESSION.result(
        content,
        lambda: show_line("visits.claimed", item=key, login=login) if login else show_line("visits.released", item=key),
    )


def place(
    visit: str,
    finding: str,
    item: Annotated[str, typer.Argument(help="The item it belongs to.")],
) -> None:
    """Put a finding under another item of its visit, or one that stands under none."""
    with SESSION.desk() as desk:
        key = named(item, [one.key for one in desk.fieldwork.screen(visit).items]) or item
        row = desk.fieldwork.put_to_item(finding, key)
    content = {"visit": visit, "finding": row.number, "item": key}
    SESSION.result(content, lambda: show_line("visits.put_to_item", finding=row.number, item=key))


def assign(
    visit: str,
    section: str,
    login: Annotated[str | None, typer.Argument(help="Who looks after it; leave out for nobody.")] = None,
) -> None:
    """Say who looks after a section."""
    with SESSION.desk() as desk:
        desk.fieldwork.assign_section(visit, section, login)
    content = {"visit": visit, "section": section, "assigned": login}
    SESSION.result(
        content,
        lambda: (
            show_line("visits.assigned", section=section, login=login)
            if login
            else show_line("visits.unassigned", section=section)
        ),
    )


def _line(line: XrayLine) -> dict[str, Any]:
    return {
        "key": line.key,
        "code": line.code,
        "object": line.object_kind,
        "id": line.object_uid,
        "item": line.item,
        "text": SESSION.words.say(f"xray.{line.code}", **line.values),
    }


def xray(visit: str) -> None:
    """Everything wrong or missing in a visit; exit code 1 when there is anything."""
    with SESSION.desk() as desk:
        lines = [_line(line) for line in desk.fieldwork.xray(visit)]
    table = [(line["key"], line["item"], line["text"]) for line in lines]
    SESSION.result(
        {"visit": visit, "lines": lines, "total": len(lines)}, lambda: show_table(("xray_line", "item", "summary"), table)
    )
    if lines:
        raise typer.Exit(1)


def _reasons(given: list[str]) -> dict[str, str]:
    found = {}
    for one in given:
        key, equals, reason = one.partition("=")
        if not equals or not reason.strip():
            raise Refused("reason.needed", act="visits.submit")
        found[key] = reason
    return found


def _told(row: VisitRow) -> None:
    content = dataclasses.asdict(row)
    content["visit"] = content.pop("number")
    state = SESSION.words.say(f"standing.visit.{row.standing}")
    SESSION.result(content, lambda: show_line("visits.now", visit=row.number, state=state))


def submit(
    visit: str,
    reason: Annotated[list[str] | None, typer.Option(help="KEY=why, for a line of the x-ray; may be repeated.")] = None,
    reason_for_all: Annotated[str, typer.Option(help="Why, for every line that has no reason of its own.")] = "",
) -> None:
    """Hand a visit in: clean, or with a reason for each line of its x-ray."""
    with SESSION.desk() as desk:
        reasons = {line.key: reason_for_all for line in desk.fieldwork.xray(visit)} if reason_for_all.strip() else {}
        row = desk.fieldwork.submit(visit, reasons | _reasons(reason or []))
    _told(row)


def sign_off(visit: str) -> None:
    """Sign the working papers off: they are read-only from then on. Never one's own."""
    with SESSION.desk() as desk:
        row = desk.fieldwork.sign_off(visit)
    _told(row)


def undo(
    visit: str,
    redo: Annotated[bool, typer.Option("--redo", help="Do again what was undone last.")] = False,
) -> None:
    """Take one's last step in a visit back."""
    with SESSION.desk() as desk:
        name = desk.fieldwork.redo(visit) if redo else desk.fieldwork.undo(visit)
    text = SESSION.words.say(name.code, **name.values)
    content = {"visit": visit, "step": name.code, "values": name.values, "text": text}
    SESSION.result(content, lambda: show_line("visits.redone" if redo else "visits.undone", step=text))
