"""Tab 項目 of the Rules place: every item of an edition, found by its words, with its text below."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from auditdesk.model.rulebook import CheckItem, Edition
from ui.parts.buttons import Button
from ui.parts.fields import SearchField
from ui.parts.labels import Frame, IconLabel, Label
from ui.parts.layouts import FlowLayout, boxed, column, row
from ui.parts.painting import draw_icon, draw_text
from ui.places import rules_words as say
from ui.places.firms_words import two
from ui.table_view import RowView
from ui.tables import Column, RowTable
from ui.theme import theme
from ui.words import plural, tr


def draw_certainty(painter: QPainter, rect: QRect, item: CheckItem, _current: bool) -> None:
    """A word and an icon: never colour alone."""
    look = theme()
    draw_icon(painter, rect.left(), rect.center().y(), say.CERTAINTY_ICONS[item.certainty], "text.secondary", 14)
    area = rect.adjusted(look.px(19), 0, 0, 0)
    draw_text(painter, area, say.certainty(item.certainty), "text.secondary", look.font("table"))


class ItemsTab(QWidget):
    """Items of one edition with what can be done to them; ``view.row_changed`` tells the current one."""

    def __init__(self, buttons: tuple[Button, ...]) -> None:
        super().__init__()
        columns = (
            Column("code", tr("Code"), lambda item: item.key, width=112, colour="text.muted"),
            Column("paragraph", tr("Paragraph"), lambda item: item.paragraph or "–", width=64),
            Column("summary", tr("Requirement"), lambda item: two(item.summary), width=220, stretch=True),
            Column("frequency", tr("Frequency"), lambda item: say.frequency(item.frequency), width=72),
            Column("condition", tr("Binds"), lambda item: say.condition(item.condition), width=132),
            Column("certainty", tr("Certainty"), lambda item: say.certainty(item.certainty), paint=draw_certainty, width=126),
            Column("days", tr("In force"), lambda item: say.period(item.effective_from, item.effective_until), width=140),
            Column("source", tr("Source"), lambda item: say.source(item.source), width=150, colour="text.muted"),
        )
        self._items: tuple[CheckItem, ...] | None = None
        self.table = RowTable(
            columns,
            identity=lambda item: item.key,
            sentence=lambda item: f"{item.key} {two(item.summary)}, {say.certainty(item.certainty)}",
            parent=self,
        )
        self.view = RowView(self.table, tr("Check items"))
        self.field = SearchField(tr("Find an item"), icon="search")
        self.field.changed.connect(lambda text: self.table.set_filter(text))
        for signal in (self.field.entered, self.field.escaped):
            signal.connect(lambda: self.view.setFocus(Qt.FocusReason.OtherFocusReason))
        self._count = Label("", "caption", "muted")
        self._title = Label("", "caption", "secondary", 500)
        self._text = Label("", "table", "primary", wrap=True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._mark = IconLabel("help", "text.secondary", 14)
        self._sure = Label("", "caption", "secondary")
        self._told = Label("", "caption", "muted", wrap=True)
        self._marked = boxed(row(self._mark, self._sure, None, gap=5))
        detail = Frame("footer")
        lines = column(self._title, self._text, self._marked, self._told, gap=4, margins=(16, 8, 16, 10))
        detail.setLayout(lines)
        self.field.setFixedWidth(theme().px(200))
        flow = FlowLayout(self.field, *buttons, self._count, gap=8, line_gap=6)
        head = boxed(column(boxed(flow), gap=0, margins=(12, 8, 12, 8)))
        whole = column(head, gap=0)
        whole.addWidget(self.view, 1)
        whole.addWidget(detail)
        self.setLayout(whole)
        self.view.row_changed.connect(self._show)
        self.table.shown_changed.connect(self._tell)

    def show_edition(self, edition: Edition | None) -> None:
        """The items of an edition; none where it can't be read."""
        items = () if edition is None else edition.items
        if items is self._items:
            return
        self._items = items
        self.table.set_rows(items)
        self._show(self.view.current_row())

    def _tell(self) -> None:
        self._count.setText(plural(self.table.rowCount(), "{count} item", "{count} items"))

    def _show(self, item: CheckItem | None) -> None:
        for label in (self._title, self._text, self._marked):
            label.setVisible(item is not None)
        if item is None:
            self._told.setText(tr("No item has these words."))
            return
        self._title.setText(f"{item.key}　{item.paragraph or ''}")
        self._text.setText(two(item.summary))
        self._mark.set(say.CERTAINTY_ICONS[item.certainty], "text.secondary")
        self._sure.setText(say.certainty(item.certainty))
        told = (
            say.frequency(item.frequency),
            tr("binds: {whom}", whom=say.condition(item.condition)),
            say.period(item.effective_from, item.effective_until),
            tr("source: {source}", source=say.source(item.source)),
        )
        self._told.setText("　・　".join(told))
