"""The questions of the first start, one widget a step."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QGridLayout, QLabel, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from auditdesk import places
from auditdesk.errors import AuditDeskError, Refused
from auditdesk.store.keys import MINIMUM_PASSPHRASE, check_passphrase
from auditdesk.store.medium import objection
from ui.first_run_folder import Seen, look_at, nearest
from ui.jobs import Runner
from ui.parts.buttons import Button, SegmentedControl
from ui.parts.check_box import CheckBox
from ui.parts.choice_card import ChoiceCard
from ui.parts.fields import FramedField
from ui.parts.labels import Frame, IconLabel, Label
from ui.parts.layouts import FlowLayout, boxed, clear, column, row
from ui.parts.passphrase import PassphraseField
from ui.parts.states import labelled
from ui.preferences import Preferences
from ui.theme import SCALES, theme
from ui.words import tr, words

_ROLES = ("supervisor", "inspector", "clerk")
_LAID_OUT = 50
"""Milliseconds after which a sentence that has just come has its lines."""


@dataclass
class Answers:
    """What was answered so far; survives a change of language or size in the middle."""

    step: int = 0
    where: str = "new"
    home: Path = field(default_factory=places.default_home)
    name: str = ""
    login: str = ""
    role: str = "supervisor"
    passphrase: str = ""
    recovery: str = ""
    parcel: Path | None = None
    """The package from which the workspace begins, and (passphrase, key file) of it until that is made."""
    parcel_opens: tuple[str, str] = ("", "")
    allow_synced: bool = False
    """The person was told that the folder is copied to a cloud, and wants it there all the same."""

    def forget_secrets(self) -> None:
        self.passphrase, self.recovery, self.parcel_opens = "", "", ("", "")


class Step(QWidget):
    """One step: a heading, a sentence, its fields."""

    changed = Signal()
    heading = ""
    lead = ""
    title = ""

    def __init__(self, answers: Answers) -> None:
        super().__init__()
        self.answers = answers

    def begin(self) -> None:
        """Shown: put the focus where one starts."""

    def missing(self) -> str:
        """Why Next can't be pressed yet; empty = it can."""
        return ""

    def check(self) -> bool:
        """Next was pressed: False keeps the step and says why beside the field."""
        return True

    def summary(self) -> str:
        """What was answered, for the list of steps."""
        return ""

    def next_words(self) -> str:
        """Words for the Next button where it does more than go on."""
        return ""


class LookStep(Step):
    """Language, theme and text size, in force at once."""

    def __init__(self, answers: Answers, preferences: Preferences) -> None:
        super().__init__(answers)
        self.title = tr("Language and look")
        self.heading = tr("Welcome to AuditDesk")
        self.lead = tr("Choose how it shall look. All of it can be changed later.")
        choices = self._choices = preferences.choices
        self.language = SegmentedControl((("zh_TW", "繁體中文"), ("en", "English")), choices.language, name=tr("Language"))
        self.language.chosen.connect(lambda key: preferences.set("language", key))
        self.look = SegmentedControl(
            (("system", tr("As the system")), ("light", tr("Light")), ("dark", tr("Dark"))), choices.look, name=tr("Theme")
        )
        self.look.chosen.connect(lambda key: preferences.set("look", key))
        sizes = tuple((f"{scale:g}", f"{round(scale * 100)} %") for scale in SCALES)
        self.text_size = SegmentedControl(sizes, f"{choices.scale:g}", name=tr("Text size"))
        self.text_size.chosen.connect(lambda key: preferences.set("scale", float(key)))
        self.setLayout(
            column(
                _group(tr("Language"), self.language),
                _group(tr("Theme"), self.look),
                _group(tr("Text size"), self.text_size),
                gap=16,
            )
        )

    def begin(self) -> None:
        self.language.button(self.language.current()).setFocus()

    def summary(self) -> str:
        look = {"system": tr("As the system"), "light": tr("Light"), "dark": tr("Dark")}[self._choices.look]
        return tr("{language}, {look}", language="繁體中文" if self._choices.language == "zh_TW" else "English", look=look)


def _group(title: str, control: QWidget) -> QWidget:
    return boxed(column(Label(title, "caption", "secondary", 500), row(control, None), gap=4))


class WhereStep(Step):
    """A new workspace, one that exists, or invented data to look around in."""

    def __init__(self, answers: Answers, runner: Runner) -> None:
        super().__init__(answers)
        self._runner = runner
        self._seen: Seen | None = None
        """What the system said of the folder that is named now; None until it has answered."""
        self.title = tr("Where the work lies")
        self.heading = tr("Where shall the work lie?")
        self.lead = tr(
            "A workspace is a folder with one encrypted database. It can be moved later and is not tied to this computer."
        )
        self.cards = {
            "new": ChoiceCard("folder", tr("Make a new workspace"), tr("For the first start, or a fresh set of records."), "1"),
            "existing": ChoiceCard("external", tr("Open a workspace that exists"), tr("It already lies on this computer."), "2"),
            "parcel": ChoiceCard(
                "laptop", tr("Only take in a package"), tr("For work outside: your office gave it to you."), "3"
            ),
            "demo": ChoiceCard(
                "eye", tr("Look around with demo data"), tr("About 60 invented firms and a year of findings."), "4"
            ),
        }
        self.folder = FramedField("folder", name=tr("Workspace folder"))
        self.folder.set_text(str(answers.home))
        self.folder.changed.connect(self._typed)
        choose = Button(tr("Change..."))
        choose.clicked.connect(self._choose)
        self._checks = FlowLayout(gap=14)
        self._objection = Label("", "caption", "danger", wrap=True)
        self.anyway = CheckBox(tr("Put it there all the same"))
        self.anyway.setChecked(answers.allow_synced)
        self.anyway.toggled.connect(self._allow)
        for each in (self._objection, self.anyway):
            each.setVisible(False)
        line = row(self.folder, choose, gap=8)
        line.setStretch(0, 1)
        for key, card in self.cards.items():
            card.toggled.connect(lambda on, key=key: self._picked(key) if on else None)
        lines = column(*self.cards.values(), gap=10)
        lines.addSpacing(theme().px(4))
        lines.addWidget(boxed(column(Label(tr("Workspace folder"), "caption", "secondary", 500), line, gap=4)))
        lines.addLayout(self._checks)
        lines.addWidget(self._objection)
        lines.addWidget(self.anyway)
        self.setLayout(lines)
        self.cards[answers.where].setChecked(True)
        self._look_at_folder()

    def begin(self) -> None:
        self.cards[self.answers.where].setFocus()

    def _picked(self, key: str) -> None:
        if key == "demo" and self.answers.where != "demo" and self.answers.home == places.default_home():
            self.folder.set_text(str(self.answers.home.with_name("demo")))
        elif key != "demo" and self.answers.home == places.default_home().with_name("demo"):
            self.folder.set_text(str(places.default_home()))
        self.answers.where = key
        self._look_at_folder()
        self.changed.emit()

    def _choose(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, tr("Workspace folder"), str(nearest(self.answers.home)))
        if folder:
            chosen = Path(folder)
            fresh = self.answers.where != "existing" and any(chosen.iterdir()) and not places.Workspace(chosen).exists()
            self.folder.set_text(str(chosen / "AuditDesk" if fresh else chosen))

    def _typed(self, text: str) -> None:
        self.answers.home = Path(text.strip()).expanduser() if text.strip() else Path()
        self._look_at_folder()
        self.changed.emit()

    def _look_at_folder(self) -> None:
        """Ask the system off the GUI thread: a drive that is gone may take long to say so."""
        if self._seen is not None and self._seen.home != self.answers.home:
            self._seen = None
        self._show_checks()
        if self._seen is None and self.answers.home.is_absolute():
            self._runner.read(partial(look_at, self.answers.home), self._take_seen, latest="first_run.folder")

    def _take_seen(self, seen: Seen) -> None:
        if seen.home == self.answers.home:
            self._seen = seen
            self._show_checks()
            self.changed.emit()
            if self._objection.isVisible():
                QTimer.singleShot(_LAID_OUT, self, self._bring_objection_up)

    def _bring_objection_up(self) -> None:
        """Where the window is low, what keeps one from going on must not lie below its edge."""
        page: QWidget | None = self
        while page is not None and not isinstance(page, QScrollArea):
            page = page.parentWidget()
        if page is not None:
            page.ensureWidgetVisible(self.anyway if self.anyway.isVisible() else self._objection, 0, theme().px(16))

    def _allow(self, allowed: bool) -> None:
        self.answers.allow_synced = allowed
        self._show_checks()
        self.changed.emit()

    def _refused(self) -> Refused | None:
        """Why nothing may be put into the folder, the person's word about synced ones left aside."""
        return None if self._seen is None else objection(self._seen.medium)

    def _show_checks(self) -> None:
        refused = self._refused() if self.answers.where != "existing" else None
        synced = refused is not None and refused.code == "workspace.synced_folder"
        self._objection.setText("" if refused is None else words().error(refused))
        self._objection.set_tone("caution" if synced else "danger")
        self._objection.setVisible(refused is not None)
        self.anyway.setVisible(synced and self.answers.where in ("new", "parcel"))
        clear(self._checks)
        for icon, ink, tone, text in self._findings():
            self._checks.addWidget(boxed(row(IconLabel(icon, ink, 14), Label(text, "caption", tone), gap=5)))

    def _findings(self) -> list[tuple[str, str, str, str]]:
        there = places.Workspace(self.answers.home).exists()
        good, bad = ("check", "judge.conform.mark", "ok"), ("warn", "danger.text", "danger")
        if self.answers.where == "existing":
            return [(*good, tr("There is a workspace here"))] if there else [(*bad, tr("No workspace in this folder"))]
        found: list[tuple[str, str, str, str]] = []
        if there:
            return [(*bad, tr("There is already a workspace here; choose another folder, or open it"))]
        if self._seen is None or self._seen.medium.network:
            return found
        free = self._seen.free
        if free is None:
            found.append((*bad, tr("This folder can't be reached")))
        else:
            gigabytes = free // 10**9
            found.append((*good, tr("{free} GB free", free=gigabytes)) if gigabytes else (*bad, tr("Less than 1 GB free")))
        if self._seen.medium.read_only:
            found.append((*bad, tr("Nothing can be written here")))
        return found

    def missing(self) -> str:
        if not self.folder.text().strip() or not self.answers.home.is_absolute():
            return tr("Name a folder, from the root on")
        there = places.Workspace(self.answers.home).exists()
        if self.answers.where == "existing":
            return "" if there else tr("No workspace in this folder")
        if there:
            return tr("There is already a workspace here; choose another folder, or open it")
        refused = self._refused()
        if refused is None or (refused.code == "workspace.synced_folder" and (self.answers.where == "demo" or self._allowed())):
            return ""
        return words().error(refused)

    def _allowed(self) -> bool:
        return self.anyway.isChecked()

    def summary(self) -> str:
        return self.answers.home.name

    def next_words(self) -> str:
        return {"existing": tr("Open"), "demo": tr("Make the demo workspace")}.get(self.answers.where, "")


class IdentityStep(Step):
    """Name, login and what one does."""

    def __init__(self, answers: Answers) -> None:
        super().__init__(answers)
        self.title = tr("Who you are")
        self.heading = tr("Who are you?")
        self.lead = tr("Your name stands beside everything you decide. The first person also looks after the others.")
        self.name = QLineEdit(answers.name)
        self.login = QLineEdit(answers.login)
        self.login.setPlaceholderText("lin.shifan")
        self.login.setInputMethodHints(Qt.InputMethodHint.ImhLatinOnly | Qt.InputMethodHint.ImhLowercaseOnly)
        names = tuple((role, words().say(f"role.{role}")) for role in _ROLES)
        self.role = SegmentedControl(names, answers.role, name=tr("What you do"))
        self.name.textChanged.connect(self._take)
        self.login.textChanged.connect(self._take)
        self.role.chosen.connect(self._take)
        self._problem = Label("", "caption", "danger", wrap=True)
        hint = tr("Small Latin letters, digits, dot and hyphen; 2 to 32 characters.")
        self.setLayout(
            column(
                labelled(tr("Name"), self.name),
                labelled(tr("Login"), self.login, hint),
                self._problem,
                _group(tr("What you do"), self.role),
                gap=14,
            )
        )

    def begin(self) -> None:
        self.name.setFocus()

    def _take(self, *_told: object) -> None:
        self.answers.name, self.answers.role = self.name.text().strip(), self.role.current()
        self.answers.login = self.login.text().strip()
        self._problem.setText("")
        self.changed.emit()

    def missing(self) -> str:
        return "" if self.answers.name and self.answers.login else tr("Name and login are needed")

    def check(self) -> bool:
        good = re.fullmatch(r"[a-z][a-z0-9._-]{1,31}", self.answers.login) is not None
        self._problem.setText("" if good else words().say("login.malformed", login=self.answers.login))
        if not good:
            self.login.setFocus()
        return good

    def summary(self) -> str:
        return f"{words().say(f'role.{self.answers.role}')}  {self.answers.name}"


class PassphraseStep(Step):
    """The passphrase, twice."""

    def __init__(self, answers: Answers) -> None:
        super().__init__(answers)
        self.title = tr("Passphrase")
        self.heading = tr("Choose a passphrase")
        self.lead = tr(
            "It encrypts everything in this workspace. Nobody can reset it; the recovery code of the next step is the only spare key."
        )
        self.first = PassphraseField(tr("Passphrase"))
        self.again = PassphraseField(tr("The same once more"))
        self._hint = Label("", "caption", "muted", wrap=True)
        self._caps = Label(tr("Caps Lock seems to be on."), "caption", "caution")
        self._caps.setVisible(False)
        for each in (self.first, self.again):
            each.changed.connect(self._typed)
            each.caps_lock.connect(self._caps.setVisible)
        lines = column(
            labelled(tr("Passphrase"), self.first), self._hint, labelled(tr("The same once more"), self.again), self._caps, gap=10
        )
        self.setLayout(lines)
        self._typed("")

    def begin(self) -> None:
        self.first.setFocus()

    def _typed(self, _text: str) -> None:
        problem = self._problem()
        enough = len(self.first.text()) >= MINIMUM_PASSPHRASE
        self._hint.setText(problem or (tr("Long enough. Several words are better than odd signs.") if enough else self._rule()))
        self._hint.set_tone("danger" if problem else ("ok" if enough else "muted"))
        self.answers.passphrase = self.first.text() if not self.missing() else ""
        self.changed.emit()

    def _rule(self) -> str:
        return tr("At least {minimum} characters; several words are easiest to remember.", minimum=MINIMUM_PASSPHRASE)

    def _problem(self) -> str:
        if len(self.first.text()) < MINIMUM_PASSPHRASE:
            return ""
        try:
            check_passphrase(self.first.text(), (self.answers.login, self.answers.name))
        except AuditDeskError as error:
            return words().error(error)
        return tr("The two are not the same") if self.again.text() and self.again.text() != self.first.text() else ""

    def missing(self) -> str:
        if len(self.first.text()) < MINIMUM_PASSPHRASE:
            return self._rule()
        return self._problem() or ("" if self.again.text() == self.first.text() else tr("The two are not the same"))

    def next_words(self) -> str:
        return tr("Make the workspace")


class RecoveryStep(Step):
    """The recovery code, shown this once."""

    def __init__(self, answers: Answers) -> None:
        super().__init__(answers)
        self.title = tr("Recovery code")
        self.heading = tr("Keep the recovery code")
        self.lead = tr(
            "It opens the workspace when the passphrase is lost. It is shown this once and kept nowhere. Print it and lock it away."
        )
        self._code = QGridLayout()
        self._code.setSpacing(theme().px(10))
        frame = Frame("card")
        around = QVBoxLayout(frame)
        around.setContentsMargins(*[theme().px(18)] * 4)
        around.addLayout(self._code)
        copy = Button(tr("Copy"), icon="copy", kind="default")
        copy.clicked.connect(self._copy)
        printed = Button(tr("Print..."), icon="print", kind="default")
        printed.clicked.connect(self._print)
        self.kept = CheckBox(tr("I have printed or written down the code"))
        self.kept.toggled.connect(self.changed)
        self.setLayout(column(frame, row(copy, printed, None), self.kept, gap=14))

    def begin(self) -> None:
        while (item := self._code.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for number, group in enumerate(self.answers.recovery.split("-")):
            label: QLabel = Label(group, "subtitle")
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            self._code.addWidget(label, number // 4, number % 4)
        self.kept.setFocus()

    def missing(self) -> str:
        return "" if self.kept.isChecked() else tr("Print the code or write it down first")

    def next_words(self) -> str:
        return tr("Open AuditDesk")

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.answers.recovery)

    def _print(self) -> None:
        from PySide6.QtGui import QTextDocument
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter()
        if QPrintDialog(printer, self).exec():
            sheet = QTextDocument()
            sheet.setPlainText(f"AuditDesk\n{self.answers.home}\n{self.answers.login}\n\n{self.answers.recovery}\n")
            sheet.print_(printer)
