"""The year after the demo's own: a plan drafted, approved and changed since, two visits of it begun, and what the public reported."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from auditdesk import places
from auditdesk.model.commands import AnswerItem, OpenVisit
from auditdesk.model.evidence_rows import Incoming
from auditdesk.model.fieldwork_rows import EditFinding, JudgeItem, KeepNote
from auditdesk.model.plan_commands import KeepAbsence, MovePlanned
from auditdesk.model.plan_rows import PlannedVisitRow, PlanView
from auditdesk.model.samples import KeepInterview, KeepSample
from auditdesk.model.terms import Judgement, VisitKind, VisitMode
from auditdesk.model.tips import AddTip, TipResult, TipSource

if TYPE_CHECKING:
    from auditdesk.desk import Desk

_RULES, _RECORDS = "CC-17010-03", "CC-17010-04"
_HANDED_IN = {
    _RECORDS: ("線上紀錄僅保存 120 天，離線備份自上年 6 月起才有。", "外網防火牆"),
    _RULES: ("防火牆規則共 96 條，最近一次檢視為 15 個月前。", "外網防火牆"),
}
_BEING_WRITTEN = "防火牆規則共 128 條，最近一次檢視為 107 年 3 月；抽查 20 條，其中 6 條已無對應之系統。"
_NOTES = ("機櫃 3 後方有未貼標籤的測試機 #18000-2", "值班表少了上月 9 日夜班簽名")
_REASON = "依計畫抽查，證物於會議紀錄留存。"


@dataclass(frozen=True, slots=True)
class Begun:
    """The next two visits of the plan: one is handed in, the other is being worked on. ``tip`` is the number of a tip about its firm."""

    handed_in: PlannedVisitRow
    under_way: PlannedVisitRow
    tip: str


def draft_plan(desk: Desk, year: int, inspectors: tuple[str, ...], first_day: date) -> None:
    """Everybody in the year from ``first_day`` on, round days on which one is away; two visits put elsewhere by hand; handed in."""
    for inspector in inspectors:
        desk.absences.keep(KeepAbsence(inspector, date(year, 1, 1), first_day, "上年度函文與複查"))
    desk.absences.keep(KeepAbsence(inspectors[-1], date(year, 7, 6), date(year, 7, 17), "年休假"))
    planned = _by_day(desk.plan.propose(year))
    for place, days in ((-1, 7), (-2, 7)):
        desk.plan.move(MovePlanned(planned[place].uid, days))
    desk.plan.submit(year)


def change_approved(desk: Desk, year: int, today: date) -> Begun:
    """One visit moved after the approval, onto days on which its team is elsewhere, and what the public reported by ``today``."""
    planned = _by_day(desk.plan.view(year))
    desk.plan.move(MovePlanned(planned[-6].uid, 7))
    first, second = [one for one in planned if one.last_visit is not None and one.starts_on and one.starts_on > today][:2]
    return Begun(first, second, _tips(desk, today, second.firm_code))


def begin(opened: Callable[[str], Desk], set_day: Callable[[date], None], inspector: str, begun: Begun) -> None:
    """Both visits, each on its first day."""
    desk = opened(inspector)
    try:
        set_day(begun.handed_in.starts_on or date.min)
        _hand_in(desk, begun.handed_in)
        set_day(begun.under_way.starts_on or date.min)
        _work_on(desk, begun.under_way, begun.tip)
    finally:
        desk.close()


def _tips(desk: Desk, day: date, firm: str) -> str:
    """Three reports of the public: one about ``firm`` (its number), one that names nobody, one that proved wrong."""
    about, _, wrong = desk.tips.add_all(
        (
            AddTip(
                "下單網站仍支援舊版加密協定", day, TipSource.EMAIL, firm, "以免費掃描工具檢測，附評分結果頁。", "周○○", "mail"
            ),
            AddTip("某證券商官網憑證過期", day, TipSource.ONLINE, None, "來文未指明證券商。"),
            AddTip("行動下單軟體要求過多權限", day, TipSource.TELEPHONE, firm, "", "吳○○"),
        )
    )
    desk.tips.close(wrong.number, TipResult.NOT_CONFIRMED, "權限均為下單所需，已檢視上架說明。")
    return about.number


def _hand_in(desk: Desk, planned: PlannedVisitRow) -> None:
    """Every item judged, two findings with facts and a photo, handed in with a reason for what stays open."""
    number = _opened(desk, planned)
    _, items = desk.visits.show(number)
    judged = {item.key: Judgement.CONFORM if item.applies else Judgement.NOT_APPLICABLE for item in items}
    desk.visits.answer_all(AnswerItem(number, key, judgement) for key, judgement in judged.items() if key not in _HANDED_IN)
    for key, (facts, place) in _HANDED_IN.items():
        _found(desk, number, key, facts, place)
    desk.fieldwork.submit(number, {line.key: _REASON for line in desk.fieldwork.xray(number)})


def _work_on(desk: Desk, planned: PlannedVisitRow, tip: str) -> None:
    """A visit in mid-work: sections shared out, a finding with a photo, a sample and an interview, notes that wait, a tip taken in."""
    number = _opened(desk, planned)
    _, items = desk.visits.show(number)
    keys = [item.key for item in items]
    before = keys[: keys.index(_RULES)]
    desk.visits.answer_all(AnswerItem(number, key, Judgement.CONFORM) for key in before)
    _found(desk, number, _RULES, _BEING_WRITTEN, "下單系統防火牆")
    for turn, code in enumerate(dict.fromkeys(item.code for item in items)):
        if turn % 2:
            desk.fieldwork.assign_section(number, code, planned.inspectors[-1])
    sample = desk.samples.keep(KeepSample(number, _RULES, population="防火牆規則"))
    desk.samples.keep(KeepSample(sample=sample.uid, listed=tuple(f"規則 {place:03}" for place in range(1, 129))))
    desk.samples.draw(sample.uid, 20)
    desk.interviews.keep(KeepInterview(number, role="資訊主管", subject="規則多久檢視一次，由誰核准", items=(_RULES,)))
    for text in _NOTES:
        desk.fieldwork.note(KeepNote(number, text))
    desk.fieldwork.flag(number, keys[keys.index(_RULES) + 2])
    desk.tips.link_visit(tip, number, (keys[-1],))


def _by_day(plan: PlanView) -> list[PlannedVisitRow]:
    """The visits that have days, the first one first."""
    return sorted((one for one in plan.visits if one.starts_on), key=lambda one: (one.starts_on or date.max, one.firm_code))


def _opened(desk: Desk, planned: PlannedVisitRow) -> str:
    assert planned.starts_on is not None
    order = OpenVisit(planned.firm_code, planned.starts_on, VisitKind.ROUTINE, VisitMode.ONSITE, inspectors=planned.inspectors)
    return desk.visits.open(order).number


def _found(desk: Desk, visit: str, item: str, facts: str, place: str) -> None:
    """A deficient item with what was seen and a photo of it."""
    finding = desk.fieldwork.judge(JudgeItem(visit, item, Judgement.DEFICIENT)).finding
    assert finding is not None
    desk.fieldwork.write(EditFinding(finding.number, facts=facts, locations=(place,)))
    photo = places.shipped_data() / "demo" / "rack.jpg"
    desk.evidence.attach([Incoming("機櫃.jpg", path=str(photo))], finding=finding.uid)
