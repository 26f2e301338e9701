"""欄位對照: which column of a file is which of our fields, asked once for each kind of file."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea

from auditdesk.errors import BadInput
from auditdesk.model.firm_list import ColumnMatching
from ui.parts.combo import Choice
from ui.parts.labels import ElidedLabel, Label
from ui.parts.layouts import boxed, column
from ui.places import firms_words as say
from ui.theme import theme
from ui.words import tr, words

_NONE = ""
_NEEDED = ("code", "name")


class MatchingPage(QScrollArea):
    """A line for each field: its name, the column chosen for it, and what stands in that column."""

    def __init__(
        self,
        check: Callable[[Mapping[str, str]], None],
        name_of: Callable[[str], str] = say.fact_name,
        needed: tuple[str, ...] = _NEEDED,
    ) -> None:
        super().__init__()
        self._check, self._name_of, self._needed = check, name_of, needed
        self._matching = ColumnMatching((), (), {}, ())
        self.choices: dict[str, Choice] = {}
        """The column chosen for each field."""
        self._samples: dict[str, ElidedLabel] = {}
        self._faults: dict[str, Label] = {}
        self._unused = Label("", "caption", "secondary", wrap=True)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(tr("Match columns"))

    def show_matching(self, matching: ColumnMatching) -> None:
        """Ask about the columns of one file."""
        self._matching = matching
        self.choices, self._samples, self._faults = {}, {}, {}
        self._unused = Label("", "caption", "secondary", wrap=True)
        offered = ((_NONE, tr("not imported")), *((heading, heading) for heading in matching.headings))
        grid = QGridLayout()
        look = theme()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(look.px(16))
        grid.setVerticalSpacing(look.px(6))
        for place, title in enumerate((tr("Field"), tr("Column of the file"), tr("What stands in it"))):
            grid.addWidget(Label(title, "caption", "secondary", 500), 0, place)
        for line, field in enumerate(matching.fields, 1):
            name = self._name_of(field)
            choice = Choice(tr("Column for {field}", field=name), offered, matching.proposed.get(field, _NONE))
            choice.setMinimumWidth(look.px(170))
            choice.setMaximumWidth(look.px(260))
            choice.currentIndexChanged.connect(self._tell)
            sample, fault = ElidedLabel("", "table", "muted"), Label("", "caption", "danger", wrap=True)
            self.choices[field], self._samples[field], self._faults[field] = choice, sample, fault
            weight = 500 if field in self._needed else None
            grid.addWidget(Label(name + (" *" if field in self._needed else ""), "table", "primary", weight), 2 * line - 1, 0)
            grid.addWidget(choice, 2 * line - 1, 1)
            grid.addWidget(sample, 2 * line - 1, 2)
            grid.addWidget(fault, 2 * line, 1, 1, 2)
        grid.setColumnStretch(2, 1)
        told = tr("Choose for each field the column it is in. The choice is remembered for files with the same headings.")
        page = column(Label(told, "table", "secondary", wrap=True), gap=10, margins=(16, 12, 16, 16))
        page.addLayout(grid)
        page.addWidget(self._unused)
        page.addStretch(1)
        inside = boxed(page)
        inside.setProperty("role", "page")
        self.setWidget(inside)
        open_ones = [choice for choice in self.choices.values() if choice.current() == _NONE]
        self.setFocusProxy((open_ones or list(self.choices.values()))[0])
        self._tell()

    def mapping(self) -> dict[str, str]:
        """Our field → the heading chosen for it."""
        return {field: heading for field, choice in self.choices.items() if (heading := choice.current() or _NONE)}

    def _tell(self) -> None:
        samples = dict(zip(self._matching.headings, self._matching.samples, strict=True))
        chosen = self.mapping()
        for field, label in self._samples.items():
            label.setText(tr(", ").join(samples.get(chosen.get(field, _NONE), ())))
            self._faults[field].setVisible(False)
        left = [heading for heading in self._matching.headings if heading not in chosen.values()]
        self._unused.setText(tr("Columns that are not imported: {columns}", columns=tr(", ").join(left)) if left else "")

    def take(self) -> dict[str, str] | None:
        """The matching, if it can be used; else says beside the field why not and goes there."""
        chosen = self.mapping()
        for label in self._faults.values():
            label.setVisible(False)
        try:
            self._check(chosen)
        except BadInput as error:
            twice = [field for field, heading in chosen.items() if heading == error.values.get("value")]
            field = twice[-1] if twice else str(error.values.get("column") or self._needed[0])
            lacking = tr("Needed: choose the column it is in.")
            both = tr("This column is chosen for {field} too.", field=self._name_of((twice or [field])[0]))
            told = {
                "mapping.incomplete": lacking,
                "finding_mapping.no_facts": lacking,
                "mapping.heading_twice": both,
                "finding_mapping.heading": both,
            }
            label = self._faults[field]
            label.setText(told.get(error.code, words().error(error)))
            label.setVisible(True)
            self.choices[field].setFocus(Qt.FocusReason.OtherFocusReason)
            self.ensureWidgetVisible(label)
            return None
        return chosen
