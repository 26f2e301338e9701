"""設定: one searchable list of choices, each in force at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from ui.parts.buttons import SegmentedControl
from ui.parts.fields import SearchField
from ui.parts.labels import Frame, Label, Separator
from ui.parts.layouts import boxed, column, row
from ui.places.base import KeyHint, Place
from ui.places.settings_backup import BackupSection
from ui.places.settings_letters import LetterSection
from ui.places.settings_lines import Line, Section, control_line, fact_line
from ui.places.settings_outside import OutsideRetentionSection
from ui.places.settings_parcels import ParcelSection
from ui.places.settings_people import PeopleSection
from ui.places.settings_retention import RetentionSection
from ui.places.settings_rules import RulesSection
from ui.places.settings_tray import TraySection
from ui.preferences import Preferences
from ui.tables import folded
from ui.theme import SCALES, theme
from ui.words import folder_name, tr

if TYPE_CHECKING:
    from auditdesk.desk import Desk
    from ui.jobs import Runner


class SettingsPlace(Place):
    """Appearance and this workspace. Rules, templates and people get their places with what they belong to."""

    key = "settings"
    icon = "settings"

    def __init__(self, desk: Desk, runner: Runner, preferences: Preferences) -> None:
        super().__init__(desk, runner)
        self._preferences = preferences
        self.search_field = SearchField(tr("Find a setting"), icon="search")
        self.search_field.changed.connect(self._filter)
        self.search_field.entered.connect(self._to_first)
        self.controls: dict[str, SegmentedControl] = {}
        self._lines: list[Line] = []
        self._groups: dict[str, QWidget] = {}
        self._back_to = ""
        self._nothing = Label(tr("No setting has these words."), "table", "muted")
        self._nothing.setVisible(False)
        self.sections: tuple[Section, ...] = (
            PeopleSection(self),
            BackupSection(self),
            RetentionSection(self),
            OutsideRetentionSection(self),
            TraySection(self, preferences),
            ParcelSection(self, preferences),
            LetterSection(self),
            RulesSection(lambda: self.go_to.emit("rules", "")),
        )
        """The groups that have a module of their own, in their order."""
        self._build()
        preferences.changed.connect(self._follow)

    def title(self) -> str:
        return tr("Settings")

    def keys(self) -> tuple[KeyHint, ...]:
        return (
            KeyHint(("/",), tr("find")),
            KeyHint(("Tab",), tr("next setting")),
            KeyHint(("←", "→"), tr("choose")),
            KeyHint(("F6",), tr("next pane")),
        )

    def _build(self) -> None:
        choices = self._preferences.choices
        looks = (("system", tr("As the system")), ("light", tr("Light")), ("dark", tr("Dark")))
        sizes = tuple((f"{scale:g}", f"{round(scale * 100)} %") for scale in SCALES)
        rows = (("compact", tr("Compact")), ("default", tr("Default")), ("comfortable", tr("Comfortable")))
        content = column(gap=18, margins=(0, 0, 0, 24))
        appearance = tr("Appearance")
        self._group(
            content,
            appearance,
            (
                self._choice(
                    appearance, "language", tr("Language"), "", (("zh_TW", "繁體中文"), ("en", "English")), choices.language
                ),
                self._choice(appearance, "look", tr("Theme"), tr("Light for paper, dark for server rooms."), looks, choices.look),
                self._choice(
                    appearance,
                    "scale",
                    tr("Text size"),
                    tr("Rows, icons and distances grow with it."),
                    sizes,
                    f"{choices.scale:g}",
                ),
                self._choice(appearance, "density", tr("Row height"), tr("Of lists and tables."), rows, choices.density),
            ),
        )
        workspace = tr("This workspace")
        home = folder_name(self.desk.store.workspace.home)
        person = self.desk.actor
        self._group(
            content,
            workspace,
            (
                fact_line(workspace, tr("Folder"), home),
                fact_line(workspace, tr("Signed in"), f"{person.name}  {person.login}"),
            ),
        )
        for section in self.sections:
            self._group(content, section.name, section.lines())
        content.addWidget(self._nothing)
        content.addStretch(1)
        page = boxed(content)
        page.setMaximumWidth(theme().px(760))
        beside = row(page, None, margins=(24, 16, 24, 0))
        beside.setStretch(0, 1000)  # as wide as it may be, whatever few lines are found
        holder = boxed(beside)
        holder.setProperty("role", "page")
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(holder)
        head = Frame("header")
        head.setLayout(row(self.search_field, None, margins=(24, 8, 24, 8)))
        self.search_field.setFixedWidth(theme().px(280))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(head)
        whole.addWidget(scroll, 1)

    def _group(self, content: QVBoxLayout, name: str, lines: tuple[Line, ...]) -> None:
        card = Frame("card")
        inside = column(gap=0, margins=(16, 4, 16, 4))
        for number, line in enumerate(lines):
            if number:
                inside.addWidget(Separator(subtle=True))
            inside.addWidget(line.widget)
        card.setLayout(inside)
        group = boxed(column(Label(name, "strong", "primary"), card, gap=8))
        self._groups[name] = group
        self._lines.extend(lines)
        content.addWidget(group)

    def _choice(self, group: str, key: str, name: str, detail: str, choices: tuple[tuple[str, str], ...], now: str) -> Line:
        control = SegmentedControl(choices, now, name=name)
        control.chosen.connect(lambda chosen, key=key: self._chosen(key, chosen))
        self.controls[key] = control
        return control_line(group, name, detail, control, " ".join(text for _, text in choices))

    def refresh(self, changed: frozenset[str]) -> None:
        for section in self.sections:
            section.refresh(changed)

    def _chosen(self, key: str, value: str) -> None:
        self._preferences.set(key, float(value) if key == "scale" else value)

    def _follow(self, key: str) -> None:
        if key in self.controls:
            value = getattr(self._preferences.choices, key)
            self.controls[key].choose(f"{value:g}" if key == "scale" else value)

    def _filter(self, text: str) -> None:
        wanted = folded(text).strip()
        shown = {line.group for line in self._lines if wanted in folded(line.found_by)}
        for line in self._lines:
            line.widget.setVisible(wanted in folded(line.found_by))
        for name, group in self._groups.items():
            group.setVisible(name in shown)
        self._nothing.setVisible(not shown)

    def _to_first(self) -> None:
        for control in self.controls.values():
            if control.isVisible():
                control.button(control.current()).setFocus(Qt.FocusReason.TabFocusReason)
                return

    def activate(self) -> None:
        control = self.controls.get(self._back_to)
        target = self.search_field if control is None else control.button(control.current())
        self._back_to = ""
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_filter(self) -> bool:
        self.search_field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def panes(self) -> tuple[QWidget, ...]:
        return (self.search_field, self.controls["language"].button(self.controls["language"].current()))

    def state(self) -> dict[str, Any]:
        focused = next((key for key, control in self.controls.items() if control.isAncestorOf(self.focusWidget() or self)), "")
        return {"focus": focused}

    def restore(self, state: dict[str, Any]) -> None:
        self._back_to = str(state.get("focus", ""))
