"""The register as the public page shows it: 編號, 標題, 更新日期, 檔案, 類別, 發布單位; keyword, advanced search, ten a page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout

from auditdesk.errors import BadInput
from auditdesk.model.notice_draft_rows import IssuePage, IssueRow, RegisterQuery
from auditdesk.rules.calendar import parse_date
from ui.parts.buttons import Button
from ui.parts.fields import SearchField
from ui.parts.labels import Frame, Label
from ui.parts.layouts import FlowLayout, boxed, column
from ui.parts.states import EmptyState, labelled
from ui.places.notice_sheets import correction_of
from ui.table_view import RowView
from ui.tables import Column, RowTable
from ui.words import day, language, plural, tr, words


class RegisterPane(Frame):
    """``asked`` wants another page of a query; ``file_given`` a file that was dropped or is to be verified ("" = ask for one);
    ``files_wanted`` the files of a line with their hashes.
    """

    asked = Signal(object, int)
    file_given = Signal(str)
    correct_wanted = Signal(object)
    files_wanted = Signal(object)
    export_wanted = Signal()

    def __init__(self) -> None:
        super().__init__("pane")
        self.page: IssuePage | None = None
        self.view: RowView
        self.search = SearchField(tr("Keyword"), name=tr("Search the register"), icon="search")
        self.search.changed.connect(lambda _text: self.ask())
        self.more = Button(tr("Advanced search"), icon="filter", kind="quiet", small=True)
        self.more.setCheckable(True)
        self.more.toggled.connect(self._show_more)
        self.verify = Button(tr("Verify a file ..."), icon="shield-check", kind="default", small=True)
        self.verify.clicked.connect(lambda: self.file_given.emit(""))
        self.correct = Button(tr("Correct ..."), icon="edit", kind="quiet", small=True)
        self.correct.clicked.connect(lambda: self.correct_wanted.emit(self.view.current_row()))
        self.export = Button(tr("Export list"), icon="download", kind="quiet", small=True)
        self.export.clicked.connect(self.export_wanted)
        self.fields = {name: QLineEdit() for name in ("number", "title", "category", "publisher", "since", "until")}
        titles = {
            "number": tr("Number"),
            "title": tr("Title"),
            "category": tr("Category"),
            "publisher": tr("Publisher"),
            "since": tr("Updated since"),
            "until": tr("Updated until"),
        }
        for edit in self.fields.values():
            edit.editingFinished.connect(self.ask)
        self._fault = Label("", "caption", "danger", wrap=True)
        self._advanced = boxed(
            column(
                boxed(FlowLayout(*(labelled(titles[name], edit) for name, edit in self.fields.items()), gap=12, line_gap=6)),
                self._fault,
                gap=2,
            )
        )
        self._fault.hide()
        self._advanced.hide()
        columns = (
            Column("number", tr("Number"), lambda one: one.number, width=104, weight=500),
            Column("standing", tr("State"), _standing, width=132, colour="text.secondary"),
            Column("title", tr("Title"), _title, width=220, stretch=True, tip=correction_of),
            Column("updated", tr("Updated on"), lambda one: day(one.updated_on), lambda one: one.updated_on, width=96),
            Column("files", tr("Files"), _files, lambda one: len(one.files), width=150, tip=_file_names),
            Column("category", tr("Category"), lambda one: one.category, width=110),
            Column("publisher", tr("Publisher"), lambda one: one.publisher, width=150),
        )
        self.table = RowTable(
            columns,
            identity=lambda one: one.number,
            sentence=lambda one: tr(", ").join((one.number, _standing(one), _title(one), day(one.updated_on), _files(one))),
            parent=self,
        )
        self.view = RowView(self.table, tr("Register of notices"))
        self.view.row_changed.connect(lambda _row: self._buttons())
        self.view.opened.connect(self.files_wanted)
        self._empty = EmptyState("notice", tr("No notice is locked yet"), tr("A notice is entered here when it is locked."))
        self._told = Label("", "caption", "secondary")
        self.back = Button(tr("Newer"), icon="chev-left", kind="quiet", small=True)
        self.on = Button(tr("Older"), icon="chev-right", kind="quiet", small=True)
        self.back.clicked.connect(lambda: self._turn(-1))
        self.on.clicked.connect(lambda: self._turn(1))
        head = Frame("bar")
        tools = boxed(FlowLayout(self.search, self.more, self.verify, self.correct, self.export, gap=8, line_gap=6))
        head.setLayout(column(tools, self._advanced, gap=8, margins=(14, 6, 14, 6)))
        foot = Frame("footer")
        foot.setLayout(column(boxed(FlowLayout(self._told, self.back, self.on, gap=10)), margins=(14, 6, 14, 6)))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(head)
        whole.addWidget(self.view, 1)
        whole.addWidget(self._empty, 1)
        whole.addWidget(foot)
        self.setAcceptDrops(True)
        self.setFocusProxy(self.search)
        self.why_not_correct: Callable[[IssueRow], str] = lambda _row: ""

    def _show_more(self, on: bool) -> None:
        self._advanced.setVisible(on)

    def query(self) -> RegisterQuery:
        """What is searched for. Raises BadInput for a day that can't be read."""
        texts = {name: edit.text().strip() for name, edit in self.fields.items()}
        days: dict[str, date | None] = {name: parse_date(texts[name]) if texts[name] else None for name in ("since", "until")}
        return RegisterQuery(
            self.search.text(),
            texts["number"],
            texts["title"],
            texts["category"],
            texts["publisher"],
            days["since"],
            days["until"],
        )

    def ask(self, page: int = 1) -> None:
        """Search again; a day that can't be read is told below the fields."""
        try:
            query = self.query()
        except BadInput as error:
            self.more.setChecked(True)  # the field that is wrong, and why
            self._fault.setText(words().error(error))
            self._fault.show()
            return
        self._fault.hide()
        self.asked.emit(query, page)

    def show_page(self, page: IssuePage) -> None:
        self.page = page
        self.table.set_rows(page.rows)
        searched = bool(self.search.text()) or any(edit.text() for edit in self.fields.values())
        self.view.setVisible(bool(page.rows))
        self.setFocusProxy(self.view if page.rows else self.search)
        self._empty.setVisible(not page.rows)
        if searched:
            self._empty.say(tr("No notice holds these words"), tr("Empty the search to see all."))
        else:
            self._empty.say(tr("No notice is locked yet"), tr("A notice is entered here when it is locked."))
        told = plural(page.total, "{count} notice", "{count} notices")
        self._told.setText(tr("{told}, page {page} of {pages}", told=told, page=page.page, pages=page.pages))
        self.back.refuse("" if page.page > 1 else tr("These are the newest"))
        self.on.refuse("" if page.page < page.pages else tr("There are no older ones"))
        self._buttons()

    def _buttons(self) -> None:
        one: IssueRow | None = self.view.current_row()
        self.correct.refuse(tr("No notice is chosen") if one is None else self.why_not_correct(one))
        self.export.refuse("" if self.table.rows else tr("No notice is locked yet"))

    def _turn(self, by: int) -> None:
        if self.page is not None:
            self.ask(self.page.page + by)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if files:
            self.file_given.emit(files[0])


def _title(one: IssueRow) -> str:
    title = one.title if language() == "zh_TW" or not one.title_en else one.title_en
    if one.corrects:
        title = f"{title} {tr('(corrects {number})', number=one.corrects)}"
    return title


def _standing(one: IssueRow) -> str:
    return tr("Replaced by {number}", number=one.latest) if one.latest else tr("Holds")


def _files(one: IssueRow) -> str:
    kinds = dict.fromkeys(file.name.rpartition(".")[2].upper() for file in one.files)
    return " ".join(kinds)


def _file_names(one: IssueRow) -> str:
    return "\n".join(f"{file.name}  {file.sha256[:16]}…" for file in one.files)
