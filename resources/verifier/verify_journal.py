#!/usr/bin/env python3
"""Verifies an exported AuditDesk journal without AuditDesk: python verify_journal.py EXPORT.jsonl [CHECKPOINT.json ...]

Checkpoints kept elsewhere (checkpoint.json of an earlier day) are held against the journal: it must still have their line.

Standard library alone for every byte, line and link; signatures (Ed25519) with the package "cryptography" where it is installed.
Exit codes: 0 all holds; 1 something was changed; 2 the file can't be read as an export; 3 all holds, but no signature was checked.
"""

from __future__ import annotations

import base64
import hashlib
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import Any

Parts = list[tuple[str, dict[str, Any]]]
Check = Callable[[str, str, bytes], bool]

TEXTS = ("before", "after")
WHO_AND_WHAT = ("sequence", "at", "login", "computer", "act", "object_kind", "object_uid")
CHAINED = {
    1: (*WHO_AND_WHAT, "before", "after", "previous_hash"),
    2: (*WHO_AND_WHAT, "before_hash", "after_hash", "previous_hash", "form"),
}
LINE = {*WHO_AND_WHAT, *TEXTS, "previous_hash", "hash", "form", "salt", "before_hash", "after_hash"}
CHECKPOINT = ("number", "sequence", "hash", "at", "login", "public_key", "signature")
END = ("sha256", "login", "public_key", "signature", "seal")


class Unreadable(Exception):
    """The file is no export of a journal."""


def canonical(value: Any) -> str:
    """JSON that is the same text for the same value."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def read(content: bytes) -> tuple[Parts, bytes]:
    """(kind, value) of each line, and the bytes before the last one. Raises Unreadable."""
    if not content.endswith(b"\n"):
        raise Unreadable("the file does not end with a whole line")
    found = []
    lines = content[:-1].split(b"\n")
    for number, line in enumerate(lines, start=1):
        try:
            text = line.decode()
            value = json.loads(text)
        except ValueError as problem:
            raise Unreadable(f"line {number} of the file is no JSON in UTF-8") from problem
        if not isinstance(value, dict) or len(value) != 1 or canonical(value) != text:
            raise Unreadable(f"line {number} of the file is not written as an export writes it")
        kind, inside = next(iter(value.items()))
        if not isinstance(inside, dict):
            raise Unreadable(f"line {number} of the file holds no record")
        found.append((kind, inside))
    kinds = [kind for kind, _ in found]
    middle = kinds[1:-1]
    wanted = ["line"] * middle.count("line") + ["checkpoint"] * middle.count("checkpoint")
    if len(kinds) < 2 or kinds[0] != "header" or kinds[-1] != "end" or middle != wanted:
        raise Unreadable("the parts of an export are not all there, or not in their order")
    header = found[0][1]
    if header.get("format") != "auditdesk-journal" or header.get("version") != 1:
        raise Unreadable("the file is no journal export of a version that this program knows")
    people = header.get("people")
    if not isinstance(people, list) or not all(isinstance(one, dict) and strings(one, ("login", "public_key")) for one in people):
        raise Unreadable("the head of the file does not say who signs")
    return found, content[: -len(lines[-1]) - 1]


def strings(value: dict[str, Any], names: Sequence[str]) -> bool:
    return all(isinstance(value.get(name), str) for name in names)


def line_faults(line: dict[str, Any], expected: int, previous: str) -> Iterator[str]:
    """What is wrong with one line of the journal; ``expected`` is its number, ``previous`` the hash of the line before."""
    texts = LINE - {"sequence", "form"}
    if set(line) != LINE or type(line["form"]) is not int or line["form"] not in CHAINED or not strings(line, sorted(texts)):
        yield "has other fields than a line of the journal"
        return
    if line["sequence"] != expected:
        yield f"stands where line {expected} belongs: lines were removed, inserted or moved"
    if line["previous_hash"] != previous:
        yield "does not follow from the line before it"
    if sha256(canonical([line[name] for name in CHAINED[line["form"]]]).encode()) != line["hash"]:
        yield "was changed: content and hash do not match"
    if line["form"] == 1:
        if line["salt"] or line["before_hash"] or line["after_hash"]:
            yield "was changed: a line of form 1 has no salt"
    elif line["salt"] or line["before"] or line["after"]:
        try:
            salt = bytes.fromhex(line["salt"])
            kept = [sha256(salt + line[name].encode()) == line[f"{name}_hash"] for name in TEXTS]
        except (ValueError, TypeError, AttributeError):
            kept = [False]
        if not all(kept):
            yield "was changed: its texts do not match their hashes"


NAMING = (("visits.remove", "visit"), ("contacts.erase", "contact"), ("outside.remove", "outside_finding"))
"""Acts and objects whose lines name what lost its texts."""


def removals(lines: list[dict[str, Any]]) -> dict[str, int]:
    """For each object whose texts were removed, the number of the last line that says so; all but a visit name themselves alone."""
    found = {}
    for line in lines:
        act, own = line.get("act"), line.get("object_uid")
        if (act, line.get("object_kind")) in NAMING and line.get("after"):
            try:
                named = json.loads(line["after"]).get("removed_objects", [])
            except (ValueError, AttributeError):
                continue
            found.update(
                (uid, line["sequence"]) for uid in named if isinstance(uid, str) and (act == "visits.remove" or uid == own)
            )
    return found


def keys_given(header: dict[str, Any], lines: list[dict[str, Any]]) -> dict[str, list[tuple[int, str]]]:
    """By login, the public keys the journal gave him, each with the number of the line that did."""
    logins: dict[str, str] = {}
    found: dict[str, list[tuple[int, str]]] = {}
    for line in lines:
        if line.get("object_kind") != "person" or not isinstance(line.get("sequence"), int):
            continue
        try:
            after = json.loads(line["after"])
            uid, login, key = str(line["object_uid"]), after.get("login"), after.get("signing_key")
        except (ValueError, KeyError, TypeError, AttributeError):
            continue
        if isinstance(login, str):
            logins[uid] = login
        if isinstance(key, str) and key and uid in logins:
            found.setdefault(logins[uid], []).append((line["sequence"], key))
    for person in header["people"]:
        # A workspace of the first version gave its people keys before it wrote them down.
        if person["public_key"] and person["login"] not in found:
            found[person["login"]] = [(0, person["public_key"])]
    return found


def may_sign(given: dict[str, list[tuple[int, str]]], login: Any, key: Any, sequence: int) -> bool:
    """Whether the key was this person's when he signed; before the journal gave him one, the first that it gave."""
    keys = given.get(login, []) if isinstance(login, str) else []
    earlier = [each for number, each in keys if number <= sequence]
    return key in (earlier or [each for _, each in keys[:1]])


def verify(found: Parts, before_end: bytes, is_signature: Check | None) -> Iterator[str]:
    """Every fault in a sentence. ``is_signature`` (public key, signature, content) is None where signatures can't be checked."""
    header, end = found[0][1], found[-1][1]
    lines = [value for kind, value in found if kind == "line"]
    checkpoints = [value for kind, value in found if kind == "checkpoint"]
    if set(end) != set(END):
        yield "the end of the file has other fields than an export's"
        return
    if end["seal"] != sha256(canonical({name: end[name] for name in END if name != "seal"}).encode()):
        yield "the end of the file was changed"
    if end["sha256"] != sha256(before_end):
        yield "the file was changed after it was exported: its SHA-256 is not the one at its end"
    if (header.get("lines"), header.get("checkpoints")) != (len(lines), len(checkpoints)):
        yield "the file does not hold as many lines and checkpoints as its head says"
    given, removed, hashes = keys_given(header, lines), removals(lines), {}
    expected, previous = 1, "0" * 64
    for line in lines:
        for fault in line_faults(line, expected, previous):
            yield f"line {line.get('sequence')} {fault}"
        number = line["sequence"] if type(line.get("sequence")) is int else expected
        if line.get("form") == 2 and not line.get("salt") and not removed.get(str(line.get("object_uid")), 0) > number:
            yield f"line {number} has lost its texts, and no removal names them"
        hashes[number] = previous = line.get("hash")
        expected = number + 1
    if lines and (header.get("first"), header.get("last")) != (lines[0].get("sequence"), lines[-1].get("sequence")):
        yield "the file does not begin and end with the lines that its head names"
    for place, checkpoint in enumerate(checkpoints, start=1):
        if (
            set(checkpoint) != set(CHECKPOINT)
            or type(checkpoint["sequence"]) is not int
            or not strings(checkpoint, CHECKPOINT[2:])
        ):
            yield f"checkpoint {place} has other fields than a checkpoint"
            continue
        who = f"checkpoint {checkpoint['number']} ({checkpoint['login']}, {checkpoint['at']})"
        if checkpoint["number"] != place:
            yield f"{who} stands where number {place} belongs"
        if hashes.get(checkpoint["sequence"]) != checkpoint["hash"]:
            yield f"{who} contradicts the journal at line {checkpoint['sequence']}: it was cut or written anew"
        told = ["auditdesk-checkpoint", 1, header.get("workspace"), *(checkpoint[name] for name in CHECKPOINT[:-1])]
        if is_signature and not is_signature(checkpoint["public_key"], checkpoint["signature"], canonical(told).encode()):
            yield f"{who} has a wrong signature"
        if not may_sign(given, checkpoint["login"], checkpoint["public_key"], checkpoint["sequence"]):
            yield f"{who} is signed with a key that the journal never gave to this person"
    told = ["auditdesk-journal-export", 1, header.get("workspace"), end["sha256"], end["login"], end["public_key"]]
    if is_signature and not is_signature(end["public_key"], end["signature"], canonical(told).encode()):
        yield "the signature under the whole export is wrong"
    if end["login"] != header.get("exported_by") or not may_sign(given, end["login"], end["public_key"], expected):
        yield "the export is not signed with the key of the person who made it"


def kept_elsewhere(path: str, found: Parts) -> Iterator[str]:
    """What a checkpoint kept elsewhere says against the export, in a sentence."""
    try:
        with open(path, "rb") as file:
            kept = json.loads(file.read(65536))
        workspace, sequence, hash_ = kept["workspace"], kept["sequence"], kept["hash"]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        yield f"{path} is no checkpoint"
        return
    if workspace != found[0][1].get("workspace"):
        yield f"{path} belongs to another workspace"
    elif not any(kind == "line" and value.get("sequence") == sequence and value.get("hash") == hash_ for kind, value in found):
        yield f"{path} contradicts the journal at line {sequence}: it was cut or written anew"


def signature_check() -> Check | None:
    """A function that checks Ed25519 signatures; None where the package for it is not installed."""
    try:
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    except ImportError:
        return None

    def is_signature(public_key: str, signature: str, content: bytes) -> bool:
        try:
            key = Ed25519PublicKey.from_public_bytes(base64.b64decode(public_key, validate=True))
            key.verify(base64.b64decode(signature, validate=True), content)
        except (InvalidSignature, ValueError, TypeError):
            return False
        return True

    return is_signature


def main(arguments: list[str]) -> int:
    sys.stdout.reconfigure(errors="backslashreplace")
    if not arguments:
        print("usage: python verify_journal.py EXPORT.jsonl [CHECKPOINT.json ...]")
        return 2
    try:
        with open(arguments[0], "rb") as file:
            content = file.read()
        found, before_end = read(content)
    except (OSError, Unreadable) as problem:
        print(f"UNREADABLE 無法讀取: {problem}")
        return 2
    except RecursionError:
        print("UNREADABLE 無法讀取: the file is nested too deeply")
        return 2
    is_signature = signature_check()
    faults = list(verify(found, before_end, is_signature))
    faults.extend(fault for path in arguments[1:] for fault in kept_elsewhere(path, found))
    for fault in faults:
        print(f"BROKEN 不符: {fault}")
    if faults:
        return 1
    header = found[0][1]
    print(f"WHOLE 完整: {header['lines']} lines, {header['checkpoints']} checkpoints, exported by {header['exported_by']}")
    for login, key in sorted({(value["login"], value["public_key"]) for kind, value in found if kind in ("checkpoint", "end")}):
        print(f"  signed by 簽章者 {login}: {key}")
    if is_signature is None:
        print('SIGNATURES NOT CHECKED 未檢查簽章: install the package "cryptography" and run again')
        return 3
    print("Signatures hold 簽章正確. Compare the public keys above with those on paper 請與書面留存的公鑰核對.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
