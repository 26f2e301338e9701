"""Commands: visits leave the office in parcels, come home, and what clashes is settled."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Annotated, Any

import typer

from auditdesk.cli.session import SESSION, parsed_day
from auditdesk.cli.tables import show_line, show_pairs, show_table
from auditdesk.errors import AuditDeskError, Refused, Unavailable
from auditdesk.exchange.parcel_files import Opening, identity_in, new_identity
from auditdesk.files import write_atomically
from auditdesk.model.parcel_rows import CheckInPreview, CheckInRow, CheckOutRow, CheckOutVisits, ClashView, HeldRow, Turn

app = typer.Typer(help="Visits that leave the office and come home.", no_args_is_help=True)
KEY = "AUDITDESK_PARCEL_PASSPHRASE"
File = Annotated[Path, typer.Argument(help="A parcel.")]
To = Annotated[Path, typer.Option(help="The new file.")]
KeyFile = Annotated[
    Path | None, typer.Option("--parcel-passphrase-file", help=f"Holds the parcel's passphrase; else {KEY}, else you are asked.")
]
IdentityFile = Annotated[
    Path | None, typer.Option("--identity-file", help="Holds the secret key of 'parcels key', where the parcel was sealed to it.")
]

Trust = Annotated[
    str,
    typer.Option("--trust", help="Fingerprint of a signing key not seen here before, once you have compared it with the office."),
]


def _opening(key: Path | None, identity: Path | None) -> Opening:
    if identity is None:
        return Opening(passphrase=_parcel_passphrase(key))
    try:
        return Opening(identities=(identity_in(identity.read_text(encoding="utf-8-sig")),))
    except (OSError, UnicodeDecodeError) as problem:
        raise Unavailable("passphrase.file_unreadable", path=str(identity)) from problem


def _parcel_passphrase(file: Path | None, *, confirm: bool = False) -> str:
    if file is not None:
        try:
            return file.read_text(encoding="utf-8-sig").rstrip("\r\n")
        except (OSError, UnicodeDecodeError) as problem:
            raise Unavailable("passphrase.file_unreadable", path=str(file)) from problem
    return os.environ[KEY] if KEY in os.environ else SESSION.asked_passphrase(confirm=confirm)


@app.command("key")
def key_pair(to: To) -> None:
    """A key pair for parcels: the secret goes into a new file that only you can read, the public key is said."""
    if to.exists():
        raise Refused("paper.exists", path=str(to))
    secret, public = new_identity()
    write_atomically(to, secret.encode() + b"\n", private=True)
    SESSION.result({"public_key": public, "file": str(to)}, lambda: show_line("parcels.key", key=public, path=str(to)))


@app.command("out")
def out(
    visits: Annotated[list[str], typer.Argument(help="Visits, by number.")],
    to: To,
    holder: Annotated[str, typer.Option("--for", help="Login of who takes them along; one of their inspectors.")],
    recipient: Annotated[list[str] | None, typer.Option(help="An age public key instead of a passphrase.")] = None,
    device: Annotated[str, typer.Option(help="The computer it goes to, as you call it.")] = "",
    due: Annotated[str | None, typer.Option(help="The day by which it should be back.")] = None,
    old_evidence: Annotated[bool, typer.Option("--old-evidence", help="Also what lies with earlier years' findings.")] = False,
    key: KeyFile = None,
) -> None:
    """Check visits out into one encrypted, signed file."""
    passphrase = "" if recipient else _parcel_passphrase(key, confirm=True)
    order = CheckOutVisits(
        tuple(visits), holder, to, passphrase, tuple(recipient or ()), device, parsed_day(due) if due else None, old_evidence
    )
    with SESSION.desk() as desk, SESSION.progress() as progress:
        done = desk.parcels.out(order, progress)
    content = {
        "parcel": done.number,
        "file": str(done.file),
        "visits": done.visits,
        "records": done.records,
        "evidence": done.evidence,
        "size": done.size,
        "sha256": done.sha256,
    }
    SESSION.result(content, lambda: show_line("parcels.written", parcel=done.number, path=str(to), evidence=done.evidence))


@app.command("list")
def list_parcels() -> None:
    """What left, who holds it, and what came home."""
    with SESSION.desk() as desk:
        outs, ins = desk.parcels.outs(), desk.parcels.ins()

    def show() -> None:
        if not outs:
            show_line("parcels.none")
            return
        show_table(
            ("parcel", "visit", "holder", "computer", "state", "due_back"),
            [(row.number, " ".join(row.visits), row.holder_name, row.device, _state(row), row.due_back) for row in outs],
        )

    SESSION.result({"parcels": [_out_content(row) for row in outs], "check_ins": [_in_content(row) for row in ins]}, show)


@app.command("recall")
def recall(parcel: str, reason: Annotated[str, typer.Option(help="Why.")] = "") -> None:
    """Await it no longer: what comes home of it is refused then."""
    with SESSION.desk() as desk:
        row = desk.parcels.recall(parcel, reason)
    SESSION.result(_out_content(row), lambda: show_line("parcels.now", parcel=row.number, state=_state(row)))


@app.command("extend")
def extend(
    parcel: str, to: Annotated[str, typer.Option(help="The new day.")], reason: Annotated[str, typer.Option(help="Why.")] = ""
) -> None:
    """Let it stay out longer."""
    with SESSION.desk() as desk:
        row = desk.parcels.extend(parcel, parsed_day(to), reason)
    SESSION.result(_out_content(row), lambda: show_line("parcels.now", parcel=row.number, state=_state(row)))


@app.command("in")
def check_in(
    file: File,
    preview: Annotated[bool, typer.Option("--preview", help="Only tell what it would do.")] = False,
    receipt: Annotated[Path | None, typer.Option(help="Also write the laptop's receipt here.")] = None,
) -> None:
    """Take a parcel in that comes home. A backup is made before."""
    again = False
    with SESSION.desk() as desk, SESSION.progress() as progress:
        if preview:
            told = desk.parcels.preview(file, progress)
            content, again = _preview_content(told), told.taken
        else:
            known = {one.uid for one in desk.parcels.ins()}
            row = desk.parcels.check_in(file, progress)
            again = row.uid in known
            clashes = [one for visit in row.visits for one in desk.parcels.clashes(visit)]
            content = {**_in_content(row), "clashes": [_clash_content(one) for one in clashes]}
            if receipt is not None:
                content["receipt"] = {"file": str(receipt), "sha256": desk.parcels.write_receipt(row.uid, receipt)}

    def show() -> None:
        words = SESSION.words
        if again:
            show_line("parcels.taken_before")
        show_pairs((f"turn_{turn.value}", content[turn.value]) for turn in Turn if turn not in (Turn.CLASHING, Turn.REFUSED))
        for one in content["refused"]:
            show_line("parcels.refused", name=one["name"] or one["kind"], why=words.say(f"refused_why.{one['why']}"))
        show_line("parcels.clashing", count=len(content["clashes"]))

    SESSION.result(content, show)


@app.command("undo")
def undo(parcel: Annotated[str, typer.Argument(help="Its number, or the check-in's own.")]) -> None:
    """Take a whole check-in back."""
    with SESSION.desk() as desk:
        found = next((row.uid for row in desk.parcels.ins() if row.parcel == parcel and row.undone_at is None), parcel)
        row = desk.parcels.undo(found)
    SESSION.result(_in_content(row), lambda: show_line("parcels.undone", parcel=row.parcel))


@app.command("clashes")
def clashes(
    visit: Annotated[str | None, typer.Option(help="Only of this visit.")] = None,
    settled: Annotated[bool, typer.Option("--settled", help="Those that were decided.")] = False,
) -> None:
    """What was changed differently in several places."""
    with SESSION.desk() as desk:
        found = desk.parcels.clashes(visit, settled=settled)

    def show() -> None:
        words = SESSION.words
        if not found:
            show_line("parcels.no_clash")
            return
        rows = [
            (
                one.uid,
                one.visit,
                one.name,
                words.say(f"merge_group.{one.group}"),
                *map(_said, (one.sides[0][2], one.sides[-1][2])),
            )
            for one in found
        ]
        show_table(("clash", "visit", "object", "field", "office_side", "laptop_side"), rows)

    SESSION.result({"clashes": [_clash_content(one) for one in found]}, show)


@app.command("settle")
def settle(
    clash: str,
    choice: Annotated[str, typer.Argument(help="office, laptop, both or text.")],
    text: Annotated[str | None, typer.Option(help="The text, for the choice text.")] = None,
    side: Annotated[int, typer.Option(help="Which laptop, where several stand against each other; from 1.")] = 1,
) -> None:
    """Decide one clash. The losing side is kept and can be chosen later."""
    with SESSION.desk() as desk:
        done = desk.parcels.settle(clash, choice, text, side=side)
    SESSION.result(_clash_content(done), lambda: show_line("parcels.settled", name=done.name, value=_said(done.carried)))


@app.command("reopen")
def reopen(clash: str) -> None:
    """Ask about a settled clash again."""
    with SESSION.desk() as desk:
        done = desk.parcels.reopen(clash)
    SESSION.result(_clash_content(done), lambda: show_line("parcels.reopened", name=done.name))


@app.command("waiting")
def waiting(folder: Annotated[Path, typer.Argument(help="A folder where parcels are laid.")]) -> None:
    """The parcels in a folder that have not been taken in."""
    with SESSION.desk() as desk, SESSION.progress() as progress:
        found: list[dict[str, Any]] = []
        for file, told in desk.parcels.waiting(folder, progress):
            if isinstance(told, AuditDeskError):
                found.append({"file": str(file), "error": told.code})
            else:
                found.append({"file": str(file), **_preview_content(told)})

    def show() -> None:
        if not found:
            show_line("parcels.none_waiting")
        for one in found:
            show_line("parcels.waits", file=one["file"], parcel=one.get("parcel", one.get("error", "")))

    SESSION.result({"parcels": found}, show)


@app.command("start")
def start(file: File, key: KeyFile = None, identity: IdentityFile = None) -> None:
    """Begin a laptop's workspace from nothing but a parcel."""
    from auditdesk.desk import Desk

    opening = _opening(key, identity)
    own = SESSION.passphrase(confirm=True)
    with SESSION.progress() as progress:
        desk = Desk.start_from_parcel(SESSION.workspace_home, file, opening, own, today=SESSION.day, progress=progress)
    held = desk.parcels.held()
    desk.close()
    content = {"home": str(SESSION.workspace_home), "login": desk.actor.login, "visits": [row.visit for row in held]}
    SESSION.result(content, lambda: show_line("parcels.started", login=desk.actor.login, home=str(SESSION.workspace_home)))


@app.command("receive")
def receive(file: File, key: KeyFile = None, identity: IdentityFile = None, trust: Trust = "") -> None:
    """Take another parcel of the office in on the laptop."""
    opening = _opening(key, identity)
    with SESSION.desk() as desk, SESSION.progress() as progress:
        done = desk.parcels.receive(file, opening, progress, trust)
    content = {
        "parcel": done.number,
        "visits": done.visits,
        "records": done.records,
        "evidence": done.evidence,
        "signed_by": done.signed_by,
        "fingerprint": done.fingerprint,
        "known": done.known,
    }
    SESSION.result(content, lambda: show_line("parcels.received", parcel=done.number, name=done.signed_by or done.fingerprint))


@app.command("hand-in")
def hand_in(visit: str, to: To) -> None:
    """Write what goes home, with every visit of the same parcel. Everything stays here until the receipt."""
    with SESSION.desk() as desk, SESSION.progress() as progress:
        done = desk.parcels.hand_in(visit, to, progress)
    content = {"parcel": done.number, "file": str(to), "visits": done.visits, "records": done.records, "sha256": done.sha256}
    SESSION.result(content, lambda: show_line("parcels.written", parcel=done.number, path=str(to), evidence=done.evidence))


@app.command("resume")
def resume(visit: str) -> None:
    """Go on with what was handed in, while the office has not taken it."""
    with SESSION.desk() as desk:
        rows = desk.parcels.resume(visit)
    _show_held(rows)


@app.command("receipt")
def receipt(file: File) -> None:
    """Take the office's receipt in on the laptop."""
    with SESSION.desk() as desk, SESSION.progress() as progress:
        rows = desk.parcels.take_receipt(file, progress)
    _show_held(rows)


@app.command("held")
def held() -> None:
    """The visits this computer holds for an office."""
    with SESSION.desk() as desk:
        rows = desk.parcels.held()
    _show_held(rows)


def _show_held(rows: tuple[HeldRow, ...]) -> None:
    words = SESSION.words

    def show() -> None:
        show_table(
            ("visit", "parcel", "state", "due_back"),
            [(row.visit, row.number, words.say(f"held_state.{row.state}"), row.due_back) for row in rows],
        )

    content = [
        {
            "visit": row.visit,
            "parcel": row.number,
            "state": row.state,
            "holder": row.holder,
            "received_at": row.received_at,
            "due_back": row.due_back,
            "handed_in_at": row.handed_in_at,
            "receipt_at": row.receipt_at,
        }
        for row in rows
    ]
    SESSION.result({"held": content}, show)


def _state(row: CheckOutRow) -> str:
    return SESSION.words.say(f"check_out_state.{row.state}")


def _out_content(row: CheckOutRow) -> dict[str, Any]:
    return {
        "parcel": row.number,
        "visits": row.visits,
        "holder": row.holder,
        "device": row.device,
        "state": row.state,
        "made_by": row.made_by,
        "made_at": row.made_at,
        "due_back": row.due_back,
        "overdue": row.overdue,
        "reason": row.reason,
    }


def _in_content(row: CheckInRow) -> dict[str, Any]:
    counts = {turn.value: row.counts.get(turn.value, 0) for turn in Turn if turn is not Turn.REFUSED}
    return {
        "check_in": row.uid,
        "parcel": row.parcel,
        "visits": row.visits,
        "sha256": row.sha256,
        "taken_by": row.taken_by,
        "taken_at": row.taken_at,
        "undone_by": row.undone_by,
        **counts,
        "refused": list(row.refused),
        "open_clashes": row.open_clashes,
    }


def _preview_content(told: CheckInPreview) -> dict[str, Any]:
    named = [{"kind": one.kind, "object": one.uid, "name": one.name, "fields": one.groups} for one in told.turns]
    clashing = [each for each, one in zip(named, told.turns, strict=True) if one.turn is Turn.CLASHING]
    refused = [{**each, "why": one.why} for each, one in zip(named, told.turns, strict=True) if one.turn is Turn.REFUSED]
    counts = {turn.value: told.count(turn) for turn in Turn if turn is not Turn.REFUSED}
    return {
        "parcel": told.parcel,
        "visits": told.visits,
        "holder": told.holder,
        "taken": told.taken,
        **counts,
        "clashes": clashing,
        "refused": refused,
    }


def _clash_content(one: ClashView) -> dict[str, Any]:
    return {
        "clash": one.uid,
        "visit": one.visit,
        "kind": one.kind,
        "object": one.name,
        "field": one.group,
        "base": one.base,
        "office": one.sides[0][2] if one.sides else one.carried,
        "laptop": one.sides[1][2] if len(one.sides) > 1 else None,
        "sides": [{"origin": origin, "by": who, "value": value} for origin, who, value in one.sides],
        "both": one.proposal,
        "overlaps": one.overlaps,
        "state": one.state,
        "choice": one.choice,
        "settled_by": one.settled_by,
    }


def _said(value: Any) -> str:
    return " ".join(str(each) for each in value.values() if each) if isinstance(value, dict) else json.dumps(value)
