"""One finding with its whole life: what it says, replies, more time, checks, measures of its firm, what the ladder would say, history."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from auditdesk.model.remedy_rows import MeasureRow, RemedyRow
from auditdesk.model.review_rows import ReviewRow
from auditdesk.rules.disposal import LadderLine
from auditdesk.rules.finding_states import TOLD_STATES
from ui.parts.buttons import Button
from ui.parts.labels import Chip, Frame, Label, StatusChip, Tag
from ui.parts.layouts import FlowLayout, boxed, clear, column
from ui.places.fieldwork_context import Card, CardLine, ContextScroll, card_widget
from ui.places.findings_table import STATES
from ui.theme import theme
from ui.words import clock, day, language, plural, tr, words, year_name

if TYPE_CHECKING:
    from auditdesk.desk import Desk
    from ui.places.findings_page import FindingsPage

Act = tuple[str, str, Callable[[], None], str, tuple[str, ...]]
"""Text, icon, what does it, why not, keys."""


@dataclass(frozen=True, slots=True)
class Whole:
    """A finding with its remedy, its firm's measures, and what the rules would say of the firm today."""

    review: ReviewRow
    remedy: RemedyRow
    measures: tuple[MeasureRow, ...]
    ladder: tuple[LadderLine, ...]


def read_whole(desk: Desk, uid: str) -> Whole:
    """Everything about one finding; off the GUI thread."""
    review = desk.review.show(uid)
    firm = review.firm_code
    return Whole(review, desk.remedy.show(uid), desk.measures.list(firm), desk.measures.ladder(firm))


class DetailPane(Frame):
    """``show_whole`` shows a finding with the acts on it; read by the arrow keys."""

    def __init__(self, page: FindingsPage) -> None:
        super().__init__("pane")
        self._page = page
        self.buttons: dict[str, Button] = {}
        self.setMinimumWidth(theme().px(240))
        self._where = Label("", "caption", "secondary", wrap=True)
        self._wording = Label("", "subtitle", "primary", 500, wrap=True)
        self._chips = FlowLayout(gap=6, line_gap=4)
        self._acts = FlowLayout(gap=6, line_gap=6)
        self._why = Label("", "caption", "muted", wrap=True)
        head = Frame("header")
        head.setLayout(
            column(self._where, self._wording, boxed(self._chips), boxed(self._acts), self._why, gap=6, margins=(14, 10, 12, 10))
        )
        self._cards = column(gap=10, margins=(12, 10, 12, 12))
        ground = Frame("pane")
        ground.setLayout(self._cards)
        self.area = ContextScroll()
        self.area.setAccessibleName(tr("The chosen finding"))
        self.area.setWidget(ground)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(head)
        whole.addWidget(self.area, 1)
        self.setFocusProxy(self.area)
        self.uid = ""

    def show_nothing(self) -> None:
        self.uid = ""

    def show_whole(self, whole: Whole, acts: Sequence[Act]) -> None:
        """Another finding, or the same as it stands now."""
        found, kept = whole.review, self.area.verticalScrollBar().value() if whole.review.uid == self.uid else 0
        self.uid = found.uid
        self._where.setText(" · ".join(part for part in (found.firm_name, found.number, found.code, found.item_number) if part))
        self._wording.setText(found.wording.in_language(language()) or tr("No pattern chosen yet"))
        clear(self._chips)
        status, icon = STATES[found.state]
        chips: list[QWidget] = [StatusChip(words().say(f"state.{found.state}"), status, icon)]
        chips.append(
            Chip(
                words().say(f"severity.{found.severity}"),
                f"severity.{found.severity}.text",
                f"severity.{found.severity}.bg",
                icon=f"sev-{found.severity}",
            )
        )
        if found.finding_class != "finding":
            chips.append(Tag(words().say(f"class.{found.finding_class}")))
        late = whole.remedy.days_late
        if found.due_date is not None:
            told = tr("due {day}", day=day(found.due_date))
            chips.append(
                StatusChip(tr("{due}, {count} days late", due=told, count=late), "overdue", "clock") if late else Tag(told)
            )
        for chip in chips:
            self._chips.addWidget(chip)
        clear(self._acts)
        self.buttons = {}
        for text, icon_name, run, refused, keys in acts:
            button = Button(text, icon=icon_name, kind="quiet", small=True, keys=keys)
            button.refuse(refused)
            button.clicked.connect(run)
            self.buttons[text] = button
            self._acts.addWidget(button)
        first = next((refused for _text, _icon, _run, refused, _keys in acts if refused), "")
        self._why.setText(first)
        self._why.setVisible(bool(first) and all(refused for *_, refused, _keys in acts))
        clear(self._cards)
        for card in cards(whole, self._page.place.go_to.emit, self._page.table.names):
            self._cards.addWidget(card_widget(card))
        self._cards.addStretch(1)
        self.area.verticalScrollBar().setValue(kept)


def cards(whole: Whole, go_to: Callable[[str, str], None], names: Mapping[str, str]) -> list[Card]:
    """What is told of a finding, one card for each matter that there is."""
    found, remedy = whole.review, whole.remedy
    told = [_facts(found)]
    if remedy.letter_number or remedy.replies or found.state in TOLD_STATES:
        told.append(_replies(remedy))
    if remedy.extensions:
        told.append(_extensions(remedy))
    if remedy.follow_ups:
        told.append(_checks(remedy, names))
    if remedy.corrections:
        lines = tuple(
            CardLine(
                tr("{number} says what no longer holds", number=one.letter_number), one.reason, "warn", "severity.medium.mark"
            )
            for one in remedy.corrections
            if one.settled_at is None
        )
        if lines:
            told.append(Card("letter", "letters", tr("A correcting letter is due"), lines=lines))
    if found.repeats:
        told.append(_repeats(found, go_to))
    if whole.measures or whole.ladder:
        told.append(_measures(whole))
    told.append(_history(found))
    return told


def _facts(found: ReviewRow) -> Card:
    lines = [CardLine(found.facts or tr("No facts are written yet."))]
    if found.firm_remark:
        lines.append(CardLine(found.firm_remark, tr("Statement of the firm"), "chat"))
    basis = found.requirement.in_language(language())
    if basis:
        lines.append(CardLine(basis, tr("Basis"), "rule"))
    if found.evidence:
        broken = sum(one.state != "whole" for one in found.evidence)
        told = plural(len(found.evidence), "{count} piece of evidence", "{count} pieces of evidence")
        state = (
            tr("hashes agree")
            if not broken
            else plural(broken, "{count} file missing or altered", "{count} files missing or altered")
        )
        ink = "danger.text" if broken else "judge.conform.mark"
        lines.append(CardLine(told, state, "warn" if broken else "shield-check", ink))
    return Card("facts", "findings", tr("Facts found"), lines=tuple(lines))


def _replies(remedy: RemedyRow) -> Card:
    lines = []
    for reply in remedy.replies:
        claim = words().say(f"claim.{reply.claim}")
        under = [tr("received {day}", day=day(reply.received_on)), claim]
        if reply.done_on is not None:
            under.append(tr("done by {day}", day=day(reply.done_on)))
        if reply.source_name:
            under.append(reply.source_name)
        if reply.taken_back_at is not None:
            under.append(tr("taken back: {reason}", reason=reply.take_back_reason))
        text = f"{reply.text}\n{reply.measures}" if reply.measures else reply.text
        tone = "muted" if reply.taken_back_at is not None else "primary"
        lines.append(CardLine(text, " · ".join(under), "chat", tone=tone))
    if not lines:
        lines.append(CardLine(tr("No reply is recorded yet."), icon="clock"))
    note = f"{remedy.letter_number} {day(remedy.letter_date)}" if remedy.letter_number else ""
    return Card("replies", "letters", tr("Letter and replies"), note, lines=tuple(lines))


def _extensions(remedy: RemedyRow) -> Card:
    lines = []
    for one in remedy.extensions:
        told = tr("until {day}, asked on {asked}", day=day(one.until), asked=day(one.asked_on))
        decision = words().say(f"extension_decision.{one.decision}") if one.decision else tr("waits for a decision")
        icon, ink = {
            "granted": ("check", "judge.conform.mark"),
            "refused": ("x", "danger.text"),
        }.get(one.decision, ("clock", "severity.medium.mark"))
        lines.append(CardLine(told, " · ".join(part for part in (decision, one.reason, one.decision_reason) if part), icon, ink))
    return Card("extensions", "calendar", tr("More time"), lines=tuple(lines))


def _checks(remedy: RemedyRow, names: Mapping[str, str]) -> Card:
    lines = []
    for one in remedy.follow_ups:
        icon, ink = ("check", "judge.conform.mark") if one.result == "remedied" else ("warn", "severity.medium.mark")
        told = words().say(f"follow_up_result.{one.result}")
        under = [
            day(one.checked_on),
            words().say(f"follow_up_mode.{one.mode}"),
            names.get(one.checked_by, one.checked_by),
            one.text,
        ]
        lines.append(CardLine(told, " · ".join(part for part in under if part), icon, ink))
    return Card("checks", "visits", tr("Follow-up checks"), lines=tuple(lines))


def _repeats(found: ReviewRow, go_to: Callable[[str, str], None]) -> Card:
    lines = tuple(
        CardLine(
            f"{tr('Year {year}', year=year_name(one.year))}　{one.number}",
            f"{words().say(f'severity.{one.severity}')} · {words().say(f'state.{one.state}')}",
            "repeat",
            "severity.medium.text",
        )
        for one in found.repeats[:8]
    )
    latest = found.repeats[0]
    open_it = (tr("Open {number}", number=latest.number), "arrow-up-right", lambda: go_to("findings", latest.number))
    title = plural(len(found.repeats), "Found {count} time before", "Found {count} times before")
    return Card("repeats", "repeat", title, lines=lines, actions=(open_it,))


def _measures(whole: Whole) -> Card:
    lines = []
    for one in whole.measures[:6]:
        amount = tr("NT$ {amount}", amount=f"{one.amount:,}") if one.amount is not None else ""
        under = [one.article, one.letter_number, day(one.letter_date), amount]
        lines.append(CardLine(words().say(f"measure_kind.{one.kind}"), " · ".join(part for part in under if part), "stamp"))
    for line in whole.ladder:
        told = words().say(f"measure_kind.{line.rule.kind.value}")
        standing = tr("the rule would allow now") if line.standing == "reached" else tr("one further letter would reach")
        counted = tr(", ").join(f"{one.letter_number} {day(one.letter_date)}" for one in line.counted)
        cap = line.rule.amount_max
        under = [
            tr("Operating Rules, article {article}", article=line.rule.article),
            tr("at most NT${amount}", amount=f"{cap:,}") if cap is not None else "",
            counted,
            tr("for information, decides nothing"),
        ]
        text = tr("{measure}: {standing}", measure=told, standing=standing)
        lines.append(CardLine(text, " · ".join(part for part in under if part), "info", "accent.text"))
    return Card("measures", "stamp", tr("Measures and the ladder"), whole.review.firm_name, lines=tuple(lines))


def _history(found: ReviewRow) -> Card:
    lines = []
    for one in reversed(found.versions):
        at = one.made_at.astimezone()
        told = f"{words().say(f'version_act.{one.act}')}　{one.made_by_name}"
        under = f"{day(at.date())} {clock(at)[:5]}" + (f" · {one.reason}" if one.reason else "")
        lines.append(CardLine(told, under, "trail"))
    at = found.recorded_at.astimezone()
    lines.append(CardLine(f"{tr('written')}　{found.author_name}", f"{day(at.date())} {clock(at)[:5]}", "edit"))
    return Card("history", "trail", tr("History"), lines=tuple(lines))
