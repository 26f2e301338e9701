"""範本: versions of wordings and Word forms, the wording's editor with the letter beside it, and the way to approval."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStackedWidget, QWidget

from auditdesk.errors import Refused
from auditdesk.model.letter_rows import TemplateProblem, TemplateRow
from auditdesk.rules.letters import LetterKind
from ui.parts.buttons import Button
from ui.parts.combo import Choice
from ui.parts.labels import Frame, Label
from ui.parts.layouts import FlowLayout, boxed, clear, column
from ui.parts.painting import draw_status_chip
from ui.parts.shortcuts import bind
from ui.parts.sign_off_bar import SignOffAction, SignOffBar, SignOffStep
from ui.parts.states import EmptyState
from ui.places import letters_words as say
from ui.places.base import Command, KeyHint
from ui.places.letters_page import LettersPage, ruled
from ui.places.letters_template_acts import TemplateActs
from ui.places.letters_wording import LANGUAGES, WordingEditor, problem_text
from ui.table_view import RowView
from ui.tables import Column, RowTable
from ui.theme import theme
from ui.words import day, plural, tr, words

if TYPE_CHECKING:
    from auditdesk.desk import Desk
    from ui.places.base import Place

SHIPPED = "shipped"
_VERSIONS_SHOWN = 3
Told = tuple[tuple[str, TemplateProblem], ...]


@dataclass(frozen=True, slots=True)
class Version:
    """One line of the list: an own version, or the shipped wording (``row`` is None)."""

    uid: str
    name: str
    layer: str
    state: str
    row: TemplateRow | None = None


@dataclass(frozen=True, slots=True)
class TemplatesReading:
    """Every version of a kind, the fields there are, and login → name."""

    kind: str
    versions: tuple[Version, ...] = ()
    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Opened:
    """The chosen version with its content and, for a Word form, what is wrong with it."""

    version: Version
    content: str
    problems: Told = ()
    hints: tuple[TemplateProblem, ...] = ()


def gather(desk: Desk, kind: str) -> TemplatesReading:
    own = desk.letter_templates.list(kind)
    found = [Version(row.uid, row.name, row.layer, row.state, row) for row in own]
    found.append(Version(SHIPPED, tr("Shipped wording"), "wording", SHIPPED))
    names = {person.login: person.name for person in desk.people.list()}
    return TemplatesReading(kind, tuple(found), desk.letter_templates.fields(kind), names)


def open_version(desk: Desk, kind: str, version: Version) -> Opened:
    templates = desk.letter_templates
    if version.row is None:
        return Opened(version, templates.shipped(kind))
    if version.layer == "form":
        found = tuple(("", one) for one in templates.problems(version.uid))
        return Opened(version, "", found, () if found else templates.hints(version.uid))
    return Opened(version, templates.content(version.uid))


def state_name(version: Version) -> str:
    return tr("Shipped") if version.state == SHIPPED else words().say(f"template_state.{version.state}")


def _draw_state(painter: QPainter, rect: QRect, one: Version, _current: bool) -> None:
    status, icon = say.TEMPLATE_MARKS[one.state]
    draw_status_chip(painter, rect, state_name(one), status, icon)


def versions_table(names: Mapping[str, str]) -> RowTable:
    """The versions of one kind."""
    columns = (
        Column("layer", tr("Layer"), lambda one: words().say(f"template_layer.{one.layer}"), width=90),
        Column("version", tr("Version"), lambda one: f"v{one.row.version_number}" if one.row else "–", width=60),
        Column("name", tr("Name"), lambda one: one.name, width=140, stretch=True, weight=500),
        Column("by", tr("Written by"), lambda one: names.get(one.row.made_by, one.row.made_by) if one.row else "", width=90),
        Column("at", tr("Day"), lambda one: day(one.row.made_at.date()) if one.row else "", width=84, colour="text.muted"),
        Column("state", tr("State"), state_name, paint=_draw_state, width=100),
    )
    return RowTable(
        columns,
        identity=lambda one: one.uid,
        sentence=lambda one: tr(", ").join((one.name, words().say(f"template_layer.{one.layer}"), state_name(one))),
    )


class FormPane(QWidget):
    """A Word form: what is wrong with it, and what can be done with it. It is edited in Word, not here."""

    def __init__(self) -> None:
        super().__init__()
        self._told = Label("", "strong", "primary", 500, wrap=True)
        how = tr("A Word form holds the look of the letter. Save a copy, edit it in Word, and take it in again as a new version.")
        self._list = column(gap=4)
        self.try_out = Button(tr("Fill it with sample data ..."), icon="eye", kind="default")
        self.save = Button(tr("Save a copy ..."), icon="download", kind="default")
        acts = boxed(FlowLayout(self.try_out, self.save, gap=8))
        lines = column(
            self._told, Label(how, "table", "secondary", wrap=True), acts, self._list, None, gap=12, margins=(14, 14, 14, 14)
        )
        self.setLayout(lines)

    def show_problems(self, problems: Told, hints: Sequence[TemplateProblem] = ()) -> None:
        """Every mistake with its place in the document; ``hints``: what is none, but worth knowing."""
        clear(self._list)
        count = len(problems)
        good = tr("No mistake; it was filled with sample data.")
        self._told.setText(plural(count, "{count} mistake", "{count} mistakes") if count else good)
        self._told.set_tone("danger" if count else "ok")
        for one in (*(problem for _language, problem in problems[:20]), *hints):
            self._list.addWidget(Label(problem_text(one), "table", "primary", wrap=True))


class TemplatesPage(LettersPage):
    """Alt+5."""

    tab = "templates"
    shows = frozenset({"letter_template", "person"})

    def __init__(self, place: Place, editor: WordingEditor) -> None:
        super().__init__(place)
        self.names: dict[str, str] = {}
        self.table = versions_table(self.names)
        view = RowView(self.table, tr("Versions of the template"))
        look = theme()
        view.setFixedHeight(look.row_height("header") + _VERSIONS_SHOWN * look.row_height() + look.px(2))
        self.kind = Choice(tr("Kind of letter"), say.kinds(), LetterKind.RESULT.value)
        self.kind.chosen.connect(lambda _kind: self._other_kind())
        self.acts = TemplateActs(self)
        self.new = Button(tr("New version"), icon="plus", kind="default", keys=("Ctrl", "N"))
        self.take_form = Button(tr("Take in a Word form ..."), icon="upload", kind="quiet")
        self.starter = Button(tr("A Word form to begin with ..."), icon="download", kind="quiet")
        for button, act in ((self.new, self.acts.new), (self.take_form, self.acts.take_form), (self.starter, self.acts.starter)):
            button.clicked.connect(act)
        bar = Frame("pane")
        flow = FlowLayout(self.kind, self.new, self.take_form, self.starter, gap=8)
        bar.setLayout(column(boxed(flow), margins=(14, 8, 14, 8)))
        self.editor, self.form = editor, FormPane()
        self.middle = QStackedWidget()
        for each in (self.editor, self.form):
            self.middle.addWidget(each)
        self.bar = SignOffBar()
        foot = boxed(column(self.middle, self.bar, gap=0))
        self._above = ruled(bar)
        self._in_text = False
        self.build(view, EmptyState("file", tr("No template")), self._above, foot)
        self.stack.setFixedHeight(view.height())
        self.give_room(foot)
        self.reading: TemplatesReading | None = None
        self.opened: Opened | None = None
        self._wanted = ""
        self.editor.changed.connect(self.acts.typed)
        self.editor.language_changed.connect(self.draw)
        self.form.try_out.clicked.connect(self.acts.try_form)
        self.form.save.clicked.connect(self.acts.save_form)
        bind(self, "Ctrl+N", self.acts.new)
        bind(self, "Ctrl+Return", partial(self.bar.press, ("Ctrl", "↵")))
        bind(self.middle, "Escape", self.to_list)
        bind(self, "F4", lambda: self.editor.fields.setFocus())

    # reading

    def _other_kind(self) -> None:
        self.settle()
        self.opened, self._wanted = None, ""
        self.read()

    def settle(self) -> None:
        """What was typed is kept before something else is shown."""
        if self.editor.waiting:
            self.editor.flush()

    def read(self) -> None:
        kind = self.kind.current() or LetterKind.RESULT.value
        self.runner.read(partial(gather, self.desk, kind), self._show, self.failed, latest="letters.templates")

    def _show(self, read: TemplatesReading) -> None:
        self.reading, self.read_once = read, True
        self.names.clear()
        self.names.update(read.names)
        current = self._wanted or (self.opened.version.uid if self.opened is not None else "")
        self._wanted = ""
        self.view.blockSignals(True)
        self.table.set_rows(read.versions)
        if not self.view.choose(current):
            best = next((one for one in read.versions if one.layer == "wording"), None)
            self.view.choose(best.uid if best is not None else SHIPPED)
        self.view.blockSignals(False)
        self._tell()
        self.show_letter(self.view.current_row())

    def show_letter(self, version: Any) -> None:
        """Open the chosen version: into the editor, or as a Word form."""
        opened = self.opened
        if not isinstance(version, Version) or self.reading is None:
            return
        if opened is not None and opened.version.uid == version.uid and opened.version.state == version.state:
            self.opened = Opened(version, opened.content, opened.problems)
            self._tell()
            return
        self.settle()
        kind = self.reading.kind
        self.runner.read(partial(open_version, self.desk, kind, version), self._opened, self.failed, latest="letters.template")

    def _opened(self, opened: Opened) -> None:
        self.opened = opened
        row = opened.version.row
        self.acts.take(row)
        form = opened.version.layer == "form"
        self.middle.setCurrentWidget(self.form if form else self.editor)
        if form:
            self.form.show_problems(opened.problems, opened.hints)
            told = tr("A Word form is drawn by Word. Fill it with sample data to see it.")
            self.preview.show_words(opened.version.name, words().say("template_layer.form"), told)
        else:
            editable = opened.version.state == "draft" and not self.place.why_not("letter_templates.write")
            assert self.reading is not None
            self.editor.load(opened.content, self.reading.fields, editable=editable)
            self.check(self.editor.content)
            self.draw()
        self._tell()
        self.place.head_changed.emit()

    def check(self, content: str) -> None:
        """What is wrong with it, in both languages."""
        assert self.reading is not None
        templates, kind = self.desk.letter_templates, self.reading.kind

        def look() -> Told:
            return tuple((language, one) for language in LANGUAGES for one in templates.check_text(kind, content, language))

        self.runner.read(look, self._checked, self.failed, latest="letters.template.check")

    def _checked(self, problems: Told) -> None:
        self.editor.show_problems(tuple(dict.fromkeys(problems)))
        if self.opened is not None:
            self.opened = Opened(self.opened.version, self.opened.content, problems)
        self._tell()

    def draw(self) -> None:
        """The letter of sample data beside the editor; where it has mistakes the last one that could be drawn stays."""
        if self.opened is None or self.opened.version.layer == "form" or self.reading is None:
            return
        templates, kind, content, language = (
            self.desk.letter_templates,
            self.reading.kind,
            self.editor.content,
            self.editor.tongue,
        )
        title, about = self.opened.version.name, tr("sample data")
        self.preview.draw((kind, language, content), title, about, lambda: templates.try_out(kind, content, language))

    # approval

    def _tell(self) -> None:
        self.new.refuse(self.place.why_not("letter_templates.write"))
        self.take_form.refuse(self.place.why_not("letter_templates.write"))
        opened = self.opened
        row = opened.version.row if opened is not None else None
        if row is None:
            written = SignOffStep(tr("Shipped with the program"), ("AuditDesk",))
            self.bar.show_steps((written,), (), tr("A new version begins as a copy of it; somebody else approves it."))
            return
        name = self.names.get
        steps = [
            SignOffStep(
                tr("Wording by") if row.layer == "wording" else tr("Taken in by"),
                tuple(name(one, one) for one in row.authors),
                row.made_at,
            )
        ]
        steps.append(SignOffStep(tr("Handed in by"), (name(row.submitted_by, row.submitted_by),) if row.submitted_by else ()))
        approver = (name(row.approved_by, row.approved_by),) if row.approved_by else ()
        steps.append(SignOffStep(tr("Put in force by"), approver, row.approved_at))
        self.bar.show_steps(steps, self.sign_actions(), row.reason)

    def sign_actions(self) -> tuple[SignOffAction, ...]:
        """What can be decided about the chosen version."""
        opened = self.opened
        row = opened.version.row if opened is not None else None
        if opened is None or row is None:
            return ()
        me, why_not = self.desk.actor.login, self.place.why_not
        found = []
        if row.state == "draft":
            count = len(opened.problems)
            faulty = plural(count, "{count} mistake is left", "{count} mistakes are left") if count else ""
            refused = why_not("letter_templates.submit") or faulty
            found.append(SignOffAction(tr("Hand in the template"), "upload", self.acts.submit, refused, "primary", ("Ctrl", "↵")))
        if row.state == "submitted":
            author = me in (*row.authors, row.submitted_by)
            four_eyes = words().error(Refused("four_eyes.author", login=me)) if author else ""
            refused = why_not("letter_templates.approve") or four_eyes
            found.append(SignOffAction(tr("Put in force"), "stamp", self.acts.approve, refused, "primary", ("Ctrl", "↵")))
        may_not = why_not("letter_templates.withdraw")
        if row.state == "approved" or (row.state != "withdrawn" and not may_not):
            found.append(SignOffAction(tr("Take out of use ..."), "x", self.acts.withdraw, may_not))
        return tuple(found)

    # what the place asks

    def fold(self) -> None:
        super().fold()
        text = self.low and self._in_text
        self._above.setVisible(not text)
        self.stack.setVisible(not text)
        self.bar.setVisible(not text)
        self.middle.setVisible(text or not self.low)

    def to_list(self) -> None:
        self._in_text = False
        super().to_list()

    def enter(self, _row: Any = None) -> None:
        """Enter on a version: into its text; in a low window that takes the list's place until Esc."""
        self._in_text = True
        self.fold()
        target = self.form.try_out if self.middle.currentWidget() is self.form else self.editor.boxes["subject"]
        target.setFocus()

    def open(self, uid: str) -> None:
        """Show one version."""
        self._wanted = uid
        self.read()

    def subject(self) -> str:
        return self.opened.version.name if self.opened is not None else ""

    def keys(self) -> tuple[KeyHint, ...]:
        return (
            KeyHint(("↑", "↓"), tr("other version")),
            KeyHint(("Enter",), tr("into the text")),
            KeyHint(("F4",), tr("fields")),
            KeyHint(("Ctrl", "N"), tr("new version")),
            KeyHint(("Ctrl", "↵"), tr("hand in or approve")),
        )

    def commands(self) -> tuple[Command, ...]:
        may_not = self.place.why_not("letter_templates.write")
        found = [
            Command(tr("New version of the wording"), "plus", self.acts.new, ("Ctrl", "N"), refused=may_not),
            Command(tr("Take in a Word form ..."), "upload", self.acts.take_form, refused=may_not),
            Command(tr("A Word form to begin with ..."), "download", self.acts.starter),
        ]
        found += [Command(one.text, one.icon, one.run, one.keys, refused=one.refused) for one in self.sign_actions()]
        return tuple(found)

    def panes(self) -> tuple[QWidget, ...]:
        return (self.view, self.editor.boxes["subject"], self.preview)

    def list_name(self) -> str:
        return tr("Templates of letters")

    def state(self) -> dict[str, Any]:
        return {**super().state(), "kind": self.kind.current()}

    def restore(self, state: dict[str, Any]) -> None:
        super().restore(state)
        if state.get("kind") in tuple(LetterKind):
            self.kind.choose(str(state["kind"]))
