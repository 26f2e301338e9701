"""How a finding moves: gather what the table looks at, ask it, keep the new state with its frozen version, inside a unit of work."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from auditdesk.errors import Refused
from auditdesk.model.records import Finding, Visit
from auditdesk.model.review_records import CorrectionDue, FindingVersion
from auditdesk.model.terms import FindingClass, FindingState
from auditdesk.rules import acts
from auditdesk.rules.finding_states import ACTS, COUNTED_STATES, Standing, Transition, transition
from auditdesk.rules.repeats import Earlier, EarlierFindings, Occurrence, earlier_of, scheme_for
from auditdesk.services.holding import demand_at_office
from auditdesk.services.office import Office
from auditdesk.services.pattern_overlay import successions_in
from auditdesk.store.journal import canonical
from auditdesk.store.queries import register
from auditdesk.store.queries import review as queries
from auditdesk.store.work import Work

if TYPE_CHECKING:
    from sqlalchemy import Connection

FROZEN = frozenset({"submit", "return", "accept", "reopen", "withdraw"})
"""Acts that keep a version of the words."""
_CONTENT = (
    "item_key",
    "pattern",
    "finding_class",
    "severity",
    "severity_reason",
    "due_date",
    "facts",
    "locations",
    "firm_remark",
)


def content_of(connection: Connection, finding: Any) -> dict[str, Any]:
    """What a finding says: its fields as texts, and its files with their hashes. ``finding``: a record or a row."""
    fields = finding if isinstance(finding, Mapping) or hasattr(finding, "keys") else finding.model_dump()
    content: dict[str, Any] = {name: _plain(fields[name]) for name in _CONTENT}
    content["evidence"] = [list(file) for file in queries.evidence_of(connection, fields["uid"])]
    return content


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def hash_of(content: Mapping[str, Any]) -> str:
    """The SHA-256 of what a finding says; two findings that say the same have the same."""
    return hashlib.sha256(canonical(dict(content)).encode()).hexdigest()


def hands_of(finding: Any) -> frozenset[str]:
    """Everybody who wrote, changed or handed in a finding. ``finding``: a mapping of its fields."""
    return frozenset({finding["author"], *json.loads(finding["co_authors"]), *filter(None, (finding["submitted_by"],))})


def standing_of(connection: Connection, finding: Any, clashes: int) -> Standing:
    """What the table looks at besides the state, as it is stored now. ``finding``: a mapping of its fields."""
    reply = queries.last_reply(connection, finding["uid"])
    check = queries.last_follow_up(connection, finding["uid"])
    return Standing(
        hands=hands_of(finding),
        rechecker=check["checked_by"] if check else None,
        facts=bool(finding["facts"].strip()),
        replied=reply is not None,
        result=check["result"] if check else None,
        open_notes=queries.open_notes(connection, finding["uid"]),
        clashes=clashes,
    )


def observations_answered(office: Office) -> bool:
    """Whether the office asks for answers to observations too."""
    return bool(office.settings()["observations.reply_needed"])


def move(
    office: Office, work: Work, finding: Finding, act: str, *, reason: str = "", observations: bool | None = None
) -> Transition:
    """Do one act of the table: the new state, who did it and why, the frozen version, and the correcting letter that becomes due.

    ``observations``: see ``observations_answered``; to be given where many are moved. Raises as ``transition`` does.
    """
    work.flush()
    if act not in ("submit", "withdraw"):
        demand_at_office(work, work.get(Visit, finding.visit_uid))
    connection = work.session.connection()
    fields = finding.model_dump()
    done = transition(
        act,
        FindingState(finding.state),
        standing_of(connection, fields, office.open_clashes(connection, finding.visit_uid)),
        finding_class=FindingClass(finding.finding_class),
        actor=work.login,
        reason=reason,
        observations_answered=observations_answered(office) if observations is None else observations,
    )
    if act in ("submit", "accept"):
        earlier = earlier_findings(office, connection, fields)
        finding.repeat_of = earlier[0].finding.uid if earlier else None
    finding.state = done.leads_to.value
    finding.decided_at = work.now()
    if reason.strip():
        finding.reason = reason.strip()
    if act in ("accept", "return"):
        finding.reviewer = work.login
    elif act == "submit":
        finding.submitted_by = work.login
    finding.closed_by, finding.closed_at = (work.login, work.now()) if act == "close" else (None, None)
    if act in FROZEN:
        freeze(work, finding, act, reason)
    if done.voids_letter and finding.letter_uid is not None:
        work.add(
            CorrectionDue(
                uid=work.new_uid(),
                finding_uid=finding.uid,
                letter_uid=finding.letter_uid,
                act=act,
                reason=reason.strip(),
                raised_by=work.login,
                raised_at=work.now(),
            )
        )
    return done


def freeze(work: Work, finding: Finding, act: str, reason: str = "") -> FindingVersion:
    """Keep what the finding says now as its next version."""
    work.flush()
    connection = work.session.connection()
    content = content_of(connection, finding.model_dump())
    kept = queries.versions(connection, finding.uid)
    return work.add(
        FindingVersion(
            uid=work.new_uid(),
            finding_uid=finding.uid,
            number=len(kept) + 1,
            act=act,
            text_hash=hash_of(content),
            content=canonical(content),
            reason=reason.strip(),
            made_by=work.login,
            made_at=work.now(),
        )
    )


def schemes(office: Office) -> dict[str, str]:
    """Edition id → scheme of its codes."""
    return {edition.id: edition.scheme for edition in office.rulebook.editions}


def editions_alike(office: Office, edition: str) -> tuple[str, ...]:
    """The editions whose codes mean the same as those of ``edition``, itself included."""
    known = schemes(office)
    return tuple(one for one, scheme in known.items() if scheme == known.get(edition, ""))


def earlier_findings(office: Office, connection: Connection, finding: Any) -> tuple[Earlier, ...]:
    """The chain of earlier findings of the same requirement at the firm, the newest first. ``finding``: a mapping of its fields.

    It need not be kept yet: ``uid`` and ``number`` may be empty.
    """
    known = schemes(office)
    one = _occurrence(finding, known)
    among = queries.occurrences(connection, known, firms=(one.firm_uid,), before=one.year)
    return EarlierFindings(among, successions_in(connection).same_failing_in).of(one)


def earlier_at_merged(office: Office, connection: Connection, finding: Any) -> dict[str, tuple[Earlier, ...]]:
    """Code of a firm that has become part of the finding's by its visit → the same failings found there, the newest first.

    Whether a firm answers for what was found at one it took over is not settled: they are shown, never counted as repeats.
    """
    merged = register.merged_into(connection, finding["firm_code"], finding["reference_date"])
    if not merged:
        return {}
    known, steps = schemes(office), successions_in(connection)
    one = _occurrence(finding, known)
    among = queries.occurrences(connection, known, firms=merged, before=one.year)
    chains = {code: earlier_of(replace(one, firm_uid=uid), among, steps.same_failing_in) for uid, code in merged.items()}
    return {code: chain for code, chain in chains.items() if chain}


def _occurrence(finding: Any, known: Mapping[str, str]) -> Occurrence:
    return Occurrence(
        finding["uid"],
        finding["number"],
        finding["firm_uid"],
        finding["year"],
        finding["pattern"],
        finding["item_text_hash"] or "",
        scheme_for(finding["item_key"], known.get(finding["edition"], "")),
    )


def refusals(office: Office, connection: Connection, finding: Any, observations: bool) -> dict[str, Refused | None]:
    """For each act of the table why the person who acts can't do it to this finding now; None = he can. A reason is taken as given."""
    standing = standing_of(connection, finding, office.open_clashes(connection, finding["visit_uid"]))
    found: dict[str, Refused | None] = {}
    for act in ACTS:
        state = FindingState(finding["state"])
        try:
            acts.demand(act_key(act, state), office.actor.login, office.actor.roles)
            transition(
                act,
                state,
                # Recording a reply brings the proof along.
                standing if act != "reply" else Standing(standing.hands, replied=True),
                finding_class=FindingClass(finding["finding_class"]),
                actor=office.actor.login,
                reason=act,
                observations_answered=observations,
            )
            found[act] = None
        except Refused as refused:
            found[act] = refused
    return found


def act_key(act: str, state: FindingState) -> str:
    """The key of the act in ``rules.acts``: withdrawing what was accepted is another person's right."""
    if act == "letter":
        return "letters.write"
    return "findings.void" if act == "withdraw" and state in COUNTED_STATES else f"findings.{act}"
