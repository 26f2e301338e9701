"""The life of a notice as one table: which act leads from which stage to which, who must be another person, and what voids a sign-off."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from auditdesk.errors import Refused
from auditdesk.model.notice_draft_rows import NoticeStage
from auditdesk.rules.sign_off import demand_reason, demand_second_person

_C, _R, _A, _L, _E = NoticeStage.CHECK, NoticeStage.REVIEW, NoticeStage.APPROVE, NoticeStage.LOCK, NoticeStage.LOCKED


@dataclass(frozen=True, slots=True)
class Step:
    """``second_person``: none of the authors. ``needs_reason``: not without words."""

    leaves: frozenset[NoticeStage]
    leads_to: NoticeStage
    second_person: bool = False
    needs_reason: bool = False


STEPS: Final = {
    # An edit after a sign-off is never refused: it voids what was signed.
    "edit": Step(frozenset({_C, _R, _A, _L}), _C),
    "submit": Step(frozenset({_C}), _R),
    "review": Step(frozenset({_R}), _A, second_person=True),
    "approve": Step(frozenset({_A}), _L, second_person=True),
    "return": Step(frozenset({_R, _A, _L}), _C, needs_reason=True),
    "lock": Step(frozenset({_L}), _E),
}


def next_stage(
    step: str,
    stage: str,
    *,
    actor: str,
    authors: Collection[str] = (),
    reviewer: str | None = None,
    people: int = 3,
    reason: str = "",
) -> NoticeStage:
    """The stage after ``step``. With ``people`` 3 the approver is not the reviewer either.

    Raises Refused ``notice.wrong_stage``, ``four_eyes.author``, ``notice.third_person`` or ``reason.needed``.
    """
    wanted = STEPS[step]
    if NoticeStage(stage) not in wanted.leaves:
        raise Refused("notice.wrong_stage", act=f"notice.{step}", notice_stage=stage)
    if wanted.second_person:
        demand_second_person(actor, authors)
    if step == "approve" and people > 2 and actor == reviewer:
        raise Refused("notice.third_person", login=actor)
    if wanted.needs_reason:
        demand_reason(reason, f"notice.{step}")
    return wanted.leads_to
