"""Tab 概況: capital on the threshold scale, staffing against the duty, scope in its parts, who the firm is, its dated facts."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import shiboken6
from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QMenu, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from auditdesk.model.facts import DatedFact, ItemInScope, PartInScope, Scope, StaffingCheck
from auditdesk.model.rows import ContactRow, FirmDetail
from auditdesk.model.rulebook import Edition
from ui.parts.buttons import Button
from ui.parts.capital_scale import CapitalScale
from ui.parts.labels import Chip, ElidedLabel, Frame, IconLabel, Label, Separator
from ui.parts.layouts import boxed, clear, column, row
from ui.parts.staffing_gauge import StaffingGauge, staffing_word
from ui.parts.why_popover import Why, WhyPopover
from ui.places import firms_words as say
from ui.places.firms_duties import duties_lines
from ui.places.firms_tables import facts_table, items_table
from ui.places.firms_why import part_title, tier_notes, why_item, why_part, why_staffing, why_tier
from ui.table_view import RowView
from ui.tables import RowTable
from ui.theme import theme
from ui.words import day, plural, tr

_BESIDE = 440
"""Design pixels from which the two upper cards stand side by side."""


class _Coming:
    """A page of the tab while it is being made, not yet on screen."""

    def __init__(self, page: QFrame) -> None:
        self.page = page
        self.page.setProperty("role", "pane")
        self.page.hide()
        look = theme()
        self.lines = QVBoxLayout(page)
        self.lines.setContentsMargins(look.px(16), look.px(12), look.px(16), look.px(16))
        self.lines.setSpacing(look.px(12))
        self.pair: QHBoxLayout | None = None
        self.items: RowView | None = None
        self.whys: dict[str, Button] = {}

    def add(self, card: QWidget | None) -> None:
        if card is not None:
            self.lines.addWidget(card)
            _polish(card)

    def add_pair(self, left: QWidget, right: QWidget) -> None:
        self.pair = row(gap=12)
        self.pair.addWidget(left, 8)
        self.pair.addWidget(right, 7)
        self.lines.addLayout(self.pair)
        _polish(left)
        _polish(right)


class Overview(QScrollArea):
    """What one firm is on one day. Every judgement has its 為何？ beside it."""

    rule_wanted = Signal()
    fact_wanted = Signal()
    particulars_wanted = Signal()
    contact_wanted = Signal()
    branches_wanted = Signal()
    fact_opened = Signal(object)
    """A dated fact that one wants to do something about."""
    exception_wanted = Signal(str)
    """A supervisor wants another scope for the item of this key."""

    def __init__(self) -> None:
        super().__init__()
        self.recording_refused = ""
        """Why the person may not record facts; empty = may."""
        self.exception_refused = ""
        """Why the person may not propose exceptions; empty = may."""
        self.particulars_refused = ""
        """Why the person may not change particulars and contacts; empty = may."""
        self.status_entries: Callable[[], Sequence[tuple[str, str, Callable[[], None]]]] = tuple
        """What may become of the firm: text, act, what does it."""
        self.why_not: Callable[[str], str] = lambda _act: ""
        """Why the person may not do an act; empty = may."""
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._coming = _Coming(QFrame())
        self.setWidget(self._coming.page)
        self._pair: QHBoxLayout | None = None
        self._items: RowView | None = None
        self._items_open = False
        self._shown: tuple[FirmDetail, Edition | None] | None = None
        self._note: WhyPopover | None = None
        self.whys: dict[str, Button] = {}
        """The 為何？ buttons by what they explain: ``tier``, ``staffing`` and the ids of the parts."""

    def pieces(self, detail: FirmDetail, edition: Edition | None) -> tuple[tuple[Callable[[], None], ...], Callable[[], None]]:
        """What makes the page of a firm, in pieces to be done in their order, and what brings it on screen then.

        ``edition`` is the one in force on the day.
        """
        if self._shown == (detail, edition):
            return (), lambda: None
        scope = detail.scope
        if self._coming.page is not self.widget():
            self._coming.page.deleteLater()  # another firm was chosen before this page was finished
        self._coming = coming = _Coming(QFrame(self.viewport()))
        if scope is None or edition is None:
            ruled: tuple[Callable[[], None], ...] = (lambda: coming.add(_no_edition()),)
        else:
            ruled = (
                lambda: coming.add_pair(
                    self._capital_card(detail, scope, edition), self._staffing_card(scope, scope.staffing_check)
                ),
                lambda: coming.add(self._scope_card(scope, edition)),
                lambda: coming.add(_card(duties_lines(scope.duties, self._explain)) if scope.duties else None),
            )
        making = (
            *ruled,
            lambda: coming.add(self._facts_card(detail.facts, scope)),
            lambda: coming.add(self._identity_card(detail)),
        )
        return making, lambda: self._bring(coming, detail, edition)

    def _bring(self, coming: _Coming, detail: FirmDetail, edition: Edition | None) -> None:
        """Put the finished page in the place of the one before; the focus stays on what explains the same."""
        same_firm = self._shown is not None and self._shown[0].row.code == detail.row.code
        if self._note is not None and shiboken6.isValid(self._note):
            self._note.close_and_return()
        focused = next((key for key, button in self.whys.items() if button.hasFocus()), None)
        at = self.verticalScrollBar().value() if same_firm else 0
        before = self.takeWidget()
        self.whys, self._items, self._pair, self._shown = coming.whys, coming.items, coming.pair, (detail, edition)
        coming.lines.addStretch(1)
        self.setWidget(coming.page)
        coming.page.show()
        self._arrange()
        self.verticalScrollBar().setValue(at)
        if focused in self.whys:
            self.whys[focused].setFocus(Qt.FocusReason.OtherFocusReason)
        if before is not None:
            before.hide()
            before.deleteLater()

    # cards

    def _capital_card(self, detail: FirmDetail, scope: Scope, edition: Edition) -> QWidget:
        bands = edition.staffing_table.bands
        fact = scope.capital
        amount = fact.value if fact is not None and isinstance(fact.value, int) else None
        name = Label(say.tier_name(scope.staffing.band), "caption", "secondary", wrap=True)
        head = row(Label(tr("Capital"), "table", "primary", 500), None, gap=4)
        head.addWidget(self._why("tier", tr("Why this tier?"), lambda: why_tier(scope), bare=True))
        figure = row(Label(say.amount(amount), "display", "primary", 500), gap=6)
        if amount is not None:
            figure.addWidget(Label(tr("NT$ bn"), "table", "secondary"), 0, Qt.AlignmentFlag.AlignBottom)
        figure.addStretch(1)
        lines = column(head, figure, name, gap=2)
        lines.addSpacing(theme().px(2))
        lines.addWidget(CapitalScale(bands, [say.band_range(band) for band in bands], amount))
        if fact is not None:
            since = tr("{day} {source}", day=day(fact.valid_from), source=fact.source)
            lines.addWidget(Label(since, "caption", "muted", wrap=True))
        funds = detail.row.assigned_operating_funds
        if amount is None and funds is not None:
            told = tr("Assigned operating funds {amount}: no tier follows from them", amount=say.money(funds))
            lines.addWidget(Label(told, "caption", "secondary", wrap=True))
        for note in tier_notes(detail.facts, scope, edition):
            lines.addWidget(Label(note, "caption", "accent", wrap=True))
        lines.addStretch(1)
        return _card(boxed(lines))

    def _staffing_card(self, scope: Scope, check: StaffingCheck | None) -> QWidget:
        head = row(Label(tr("Security staffing"), "table", "primary", 500), gap=8)
        head.addWidget(_staffing_chip(check))
        head.addStretch(1)
        head.addWidget(self._why("staffing", tr("Why this staffing duty?"), lambda: why_staffing(scope)))
        lines = column(head, gap=8)
        if check is None:
            lines.addWidget(Label(tr("Not known: the capital is not recorded."), "table", "muted", wrap=True))
        else:
            pair = row(gap=16)
            for title, gauge in (
                (tr("Security head"), StaffingGauge("chief", check.chief_required, check.chief_actual)),
                (tr("Security staff"), StaffingGauge("staff", check.staff_required, check.staff_actual, at_least=True)),
            ):
                pair.addLayout(column(row(Label(title, "table", "secondary"), None), row(gauge, None), gap=2), 1)
            lines.addLayout(pair)
            tone = "danger" if check.unit_short else "muted"
            lines.addWidget(Label(say.unit_line(check), "caption", tone, wrap=True))
        lines.addStretch(1)
        return _card(boxed(lines))

    def _scope_card(self, scope: Scope, edition: Edition) -> QWidget:
        rule = Button(tr("Rule edition {edition}", edition=say.edition(edition)), icon="rule", kind="link", small=True)
        rule.clicked.connect(self.rule_wanted)
        head = row(Label(tr("Audit scope"), "table", "primary", 500), gap=8)
        head.addWidget(ElidedLabel(say.scope_line(scope), "caption", "secondary"), 1)
        head.addWidget(rule)
        lines = column(head, gap=0)
        lines.addSpacing(theme().px(6))
        for part in scope.parts:
            lines.addWidget(Separator(subtle=True))
            lines.addWidget(self._part_line(part))
        lines.addWidget(Separator(subtle=True))
        lines.addSpacing(theme().px(6))
        more = Button("", icon="chev-right", kind="link", small=True)
        holder = boxed(column(gap=0))
        more.clicked.connect(lambda: self._turn_items(more, holder, scope))
        lines.addLayout(row(more, None))
        lines.addWidget(holder)
        self._coming.items = self._show_items(more, holder, scope)
        return _card(boxed(lines))

    def _part_line(self, part: PartInScope) -> QWidget:
        icon, ink, verdict = {
            True: ("j-conform", "judge.conform.mark", tr("applies")),
            False: ("j-na", "judge.na.mark", tr("does not apply")),
            None: ("help", "severity.medium.mark", tr("not known")),
        }[part.applies]
        tone = "primary" if part.applies is not False else "muted"
        name = ElidedLabel(say.two(part.part.name), "table", tone, 500)
        texts = column(name, Label(part_title(part), "caption", "muted"), gap=0)
        counted = plural(part.items_in_scope, "{count} item", "{count} items")
        # An exception can add items to a part that is not looked at as a whole.
        count = counted if part.applies else f"{verdict}・{counted}" if part.items_in_scope else verdict
        line = row(IconLabel(icon, ink, 16), gap=10, margins=(0, 4, 0, 4))
        line.addLayout(texts, 1)
        line.addWidget(Label(count, "caption", "muted"))
        line.addWidget(self._why(part.part.id, why_part(part).title, lambda: why_part(part)))
        whole = boxed(line)
        whole.setAccessibleName(f"{part_title(part)} {say.two(part.part.name)}, {verdict}, {count}")
        return whole

    def _facts_card(self, facts: tuple[DatedFact, ...], scope: Scope | None) -> QWidget:
        table = facts_table()
        table.set_rows(facts)
        record = Button(tr("Record a fact"), icon="plus", kind="link", small=True)
        record.refuse(self.recording_refused)
        record.clicked.connect(self.fact_wanted)
        title = row(Label(tr("Dated facts"), "table", "primary", 500), None, record)
        if not facts:
            return _card(boxed(column(title, Label(tr("Nothing recorded yet."), "caption", "muted"), gap=4)))
        view = inline_list(table, tr("Dated facts"), 7)
        view.opened.connect(self.fact_opened)
        return _list_card(title, view)

    def _identity_card(self, detail: FirmDetail) -> QWidget:
        edit = Button(tr("Edit"), icon="edit", kind="link", small=True, name=tr("Change particulars"))
        contact = Button(tr("Add a contact"), icon="plus", kind="link", small=True)
        more = Button(tr("More"), icon="chev-down", kind="link", small=True, name=tr("Rename, merge, licence, contacts"))
        more.clicked.connect(lambda: self._choose_status(more))
        for button, wanted in ((edit, self.particulars_wanted), (contact, self.contact_wanted)):
            button.refuse(self.particulars_refused)
            button.clicked.connect(wanted)
        title = row(Label(tr("Particulars"), "table", "primary", 500), None, contact, edit, more)
        lines = column(title, boxed(_particulars(detail)), gap=4)
        if detail.branches:
            shown = plural(len(detail.branches), "Show {count} branch", "Show {count} branches")
            branches = Button(shown, icon="chev-right", kind="link", small=True)
            branches.clicked.connect(self.branches_wanted)
            lines.addLayout(row(branches, None))
        return _card(boxed(lines))

    def _choose_status(self, anchor: Button) -> None:
        menu = QMenu(self)
        menu.setAccessibleName(anchor.accessibleName())
        menu.setToolTipsVisible(True)
        for text, act, do in self.status_entries():
            entry = menu.addAction(text)
            refused = self.why_not(act)
            entry.setEnabled(not refused)
            entry.setToolTip(refused or text)
            entry.triggered.connect(do)
        menu.exec(anchor.mapToGlobal(QPoint(0, anchor.height() + 2)))
        menu.deleteLater()

    # why

    def _why(self, key: str, name: str, build: Callable[[], Why], *, bare: bool = False) -> Button:
        button = Button("" if bare else tr("Why?"), icon="help", kind="link", small=True, name=name)
        button.clicked.connect(lambda: self._explain(build(), button))
        self._coming.whys[key] = button
        return button

    def _explain(self, why: Why, anchor: QWidget, spot: QRect | None = None, more: tuple[Button, ...] = ()) -> None:
        rule = Button(tr("Open rule"), icon="external", kind="default", small=True)
        rule.clicked.connect(self.rule_wanted)
        self._note = WhyPopover(why, (rule, *more))
        self._note.open_at(anchor, spot)

    def explain(self) -> bool:
        """``?``: explain what has the focus, else the last part of the scope. False when there is nothing to explain."""
        focus = self.focusWidget()
        if self._items is not None and focus is self._items and self._items.current_row() is not None:
            self._explain_item(self._items.current_row())
            return True
        buttons = [button for button in self.whys.values() if button is focus] or list(self.whys.values())[-1:]
        for button in buttons:
            self.ensureWidgetVisible(button)
            button.setFocus(Qt.FocusReason.OtherFocusReason)
            button.click()
        return bool(buttons)

    # items

    def _turn_items(self, more: Button, holder: QWidget, scope: Scope) -> None:
        self._items_open = not self._items_open
        self._items = self._show_items(more, holder, scope)
        if self._items is not None:
            self._items.show()
            self._items.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_items(self, more: Button, holder: QWidget, scope: Scope) -> RowView | None:
        layout = holder.layout()
        assert isinstance(layout, QVBoxLayout)
        more.set_icon("chev-down" if self._items_open else "chev-right")
        more.setText(tr("Hide the items") if self._items_open else tr("Show all {count} items", count=len(scope.items)))
        more.setAccessibleName(more.text())
        clear(layout)
        items = None
        if self._items_open:
            table = items_table()
            table.set_rows(scope.items)
            items = inline_list(table, tr("Check items"), 10)
            items.opened.connect(self._explain_item)
            layout.addSpacing(theme().px(6))
            layout.addWidget(items)
        return items

    def _explain_item(self, item: ItemInScope) -> None:
        if self._items is not None:
            top = self._items.visualRect(self._items.currentIndex())
            spot = QRect(0, top.top() + self._items.horizontalHeader().height(), self._items.width() // 2, top.height())
            adjust = Button(tr("Adjust..."), kind="quiet", small=True)
            adjust.refuse(self.exception_refused)
            adjust.clicked.connect(lambda: self.exception_wanted.emit(item.item.key))
            self._explain(why_item(item), self._items, spot, (adjust,))

    # room

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        if self._pair is not None:
            beside = self.viewport().width() / theme().scale >= _BESIDE
            self._pair.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)


def _polish(card: QWidget) -> None:
    """Give a card its style now; else all cards would get it at once when the page comes on screen."""
    for widget in (card, *card.findChildren(QWidget)):
        widget.ensurePolished()


def _no_edition() -> QWidget:
    note = tr("No edition of the rules is in force on this day, so tier, staffing duty and scope are not told.")
    return _card(Label(note, "table", "secondary", wrap=True))


def _staffing_chip(check: StaffingCheck | None) -> Chip:
    if check is None or check.met is None:
        return Chip(staffing_word(check), "status.draft.text", "status.draft.bg", icon="help")
    if check.met:
        return Chip(staffing_word(check), "status.approved.text", "status.approved.bg", icon="check")
    return Chip(staffing_word(check), "status.overdue.text", "status.overdue.bg", icon="warn")


def _particulars(detail: FirmDetail) -> QVBoxLayout:
    lines = column(gap=4)
    fields = (
        (tr("English name"), detail.english_name),
        (tr("Short name"), detail.row.short_name),
        (tr("Former names"), tr(", ").join(detail.former_names)),
        (tr("Unified number"), detail.unified_number),
        (tr("Kind of firm"), say.term("firm_kind", detail.kind)),
        (tr("Licence"), say.term("licence", detail.row.licence) if detail.row.licence != "active" else ""),
        *((say.term("tie", tie.relation), f"{tie.code} {tie.name} ({day(tie.since)})") for tie in detail.ties),
        (tr("Other spellings"), tr(", ").join(detail.spellings)),
        (tr("Letter address"), tr(", ").join(part for part in (detail.letter_address, detail.letter_recipient) if part)),
        *((one.role, _contact_line(one)) for one in detail.contacts),
        (tr("Address"), detail.address),
        (tr("Telephone"), detail.telephone),
    )
    for name, value in fields:
        if value:
            title = Label(name, "caption", "muted")
            title.setFixedWidth(theme().px(104))
            text = Label(value, "table", "primary", wrap=True)
            text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            line = row(gap=8)
            line.addWidget(title, 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(text, 1)
            lines.addLayout(line)
    return lines


def _contact_line(one: ContactRow) -> str:
    parts = [part for part in (one.name, one.telephone, one.email) if part]
    until = tr("until {day}", day=day(one.valid_until)) if one.valid_until else tr("from {day}", day=day(one.valid_from))
    return tr(", ").join((*parts, until))


def _card(content: QWidget) -> Frame:
    card = Frame("card")
    card.setLayout(column(content, margins=(12, 10, 12, 10)))
    card.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
    return card


def _list_card(title: QHBoxLayout, view: RowView) -> Frame:
    card = Frame("card")
    title.setContentsMargins(theme().px(12), theme().px(6), theme().px(8), theme().px(4))
    lines = column(title, view, gap=0, margins=(1, 0, 1, 1))
    card.setLayout(lines)
    return card


def inline_list(table: RowTable, name: str, most: int) -> RowView:
    """A list inside a page: as high as its rows, up to ``most``, then it scrolls by itself."""
    view = RowView(table, name)
    table.setParent(view)
    look = theme()
    rows = max(1, min(most, table.rowCount()))
    height = look.row_height("header") + rows * look.row_height() + look.px(2)
    view.setFixedHeight(height + view.horizontalScrollBar().sizeHint().height())
    return view
