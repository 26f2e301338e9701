"""Card 其他分級義務 of tab 概況: the duties beside the two tables, with those whose threshold is not published said to be so."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from auditdesk.model.facts import DutyInScope
from ui.parts.buttons import Button
from ui.parts.labels import IconLabel, Label, Separator
from ui.parts.layouts import boxed, column, row
from ui.parts.why_popover import Why, why_line
from ui.places import firms_words as say
from ui.words import day, tr


def is_unpublished(duty: DutyInScope) -> bool:
    """Whether what decides it is not published, so that no fact of the firm could tell."""
    return duty.applies is None and any(reason.code == "not_published" for reason in duty.reasons)


def verdict(duty: DutyInScope) -> str:
    """Whether it binds the firm, in a word."""
    if is_unpublished(duty):
        return tr("not published")
    return tr("applies") if duty.applies else tr("does not apply") if duty.applies is False else tr("not known")


def why_duty(duty: DutyInScope) -> Why:
    """Why a duty binds the firm, does not, or can't be told; the note of its clause comes last."""
    name = say.two(duty.duty.name)
    if is_unpublished(duty):
        title = tr("Why can't it be told whether “{duty}” applies?", duty=name)
    elif duty.applies is None:
        title = tr("Why is it not known whether “{part}” applies?", part=name)
    else:
        title = tr("Why does “{duty}” apply?", duty=name) if duty.applies else tr("Why does “{duty}” not apply?", duty=name)
    lines = tuple(why_line(reason) for reason in duty.reasons)
    note = duty.duty.clause.note
    change = "" if duty.would_change is None else why_line(duty.would_change).plain
    return Why(title, lines, change or ("" if note is None else say.two(note)))


def duties_lines(duties: tuple[DutyInScope, ...], explain: Callable[[Why, Button], None]) -> QWidget:
    """A line for each duty in force on the day. ``explain`` opens the reasons beside the button."""
    lines = column(row(Label(tr("Other graded duties"), "table", "primary", 500), None), gap=0)
    for duty in duties:
        lines.addWidget(Separator(subtle=True))
        lines.addWidget(_line(duty, explain))
    return boxed(lines)


def _line(duty: DutyInScope, explain: Callable[[Why, Button], None]) -> QWidget:
    icon, ink = {
        True: ("j-conform", "judge.conform.mark"),
        False: ("j-na", "judge.na.mark"),
        None: ("help", "severity.medium.mark"),
    }[duty.applies]
    name, told = say.two(duty.duty.name), verdict(duty)
    texts = column(Label(name, "table", "muted" if duty.applies is False else "primary", 500, wrap=True), gap=0)
    under = []
    if duty.duty.due is not None:
        under.append(tr("to be met by {day}", day=day(duty.duty.due)))
    note = duty.duty.clause.note
    if note is not None and duty.applies is None:
        under.append(say.two(note))
    if under:
        texts.addWidget(Label("　・　".join(under), "caption", "muted", wrap=True))
    why = Button(tr("Why?"), icon="help", kind="link", small=True, name=why_duty(duty).title)
    why.clicked.connect(lambda: explain(why_duty(duty), why))
    line = row(IconLabel(icon, ink, 16), gap=10, margins=(0, 4, 0, 4))
    line.addLayout(texts, 1)
    line.addWidget(Label(told, "caption", "muted"))
    line.addWidget(why)
    whole = boxed(line)
    whole.setAccessibleName(f"{name}, {told}")
    return whole
