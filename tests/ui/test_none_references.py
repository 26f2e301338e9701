"""A build of PySide6 that loses one reference to None in each call aborts after some thousand events: notice it early."""

from __future__ import annotations

import sys

from PySide6.QtCore import QAbstractListModel, QCoreApplication, QEvent, QModelIndex, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QWidget

from ui.parts.painting import draw_keys, draw_tag, draw_text
from ui.theme import theme

EVENTS = 10_000
NOWHERE = QModelIndex()


class Lines(QAbstractListModel):
    def rowCount(self, parent: QModelIndex = NOWHERE) -> int:
        return 4

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        return "查核" if role == Qt.ItemDataRole.DisplayRole else None


class Painted(QStyledItemDelegate):
    def paint(self, painter: QPainter, option, index) -> None:
        painter.save()
        draw_text(painter, option.rect, index.data(), "text.primary", theme().font())
        draw_tag(painter, option.rect, "100–200 億")
        draw_keys(painter, 0, 8, ("Ctrl", "K"))
        painter.restore()


class Listener(QWidget):
    heard = 0

    def event(self, event: QEvent) -> bool:
        self.heard += event.type() == QEvent.Type.User
        return super().event(event)


def counts() -> list[int]:
    return [sys.getrefcount(None), sys.getrefcount(True), sys.getrefcount(False)]


def test_references_to_none_true_and_false_stay_over_ten_thousand_events(qtbot):
    widget = Listener()
    qtbot.addWidget(widget)
    before = counts()
    for _ in range(EVENTS):
        QCoreApplication.sendEvent(widget, QEvent(QEvent.Type.User))
        widget.setProperty("kind", None)
        widget.update()
    lost = [first - then for first, then in zip(before, counts(), strict=True)]
    assert widget.heard == EVENTS
    assert all(abs(each) < EVENTS // 10 for each in lost), lost


def test_repainting_a_delegate_list_keeps_the_references(qtbot):
    view = QListView()
    qtbot.addWidget(view)
    model = Lines()
    view.setModel(model)
    view.setItemDelegate(Painted(view))
    view.resize(240, 160)
    view.show()
    qtbot.waitExposed(view)
    before = counts()
    for _ in range(500):  # each paints four rows with some forty calls
        view.viewport().repaint()
    lost = [first - then for first, then in zip(before, counts(), strict=True)]
    assert all(abs(each) < 1_000 for each in lost), lost
