"""The finding as it will stand: head, facts as written or against the returned version, basis, evidence, what the firm said."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QWidget

from auditdesk.model.review_rows import CommentRow, EarlierFindingRow, FieldDifference, ReviewRow, WordRun
from auditdesk.rules.word_diff import word_runs
from ui.parts.buttons import Button, SegmentedControl
from ui.parts.labels import Chip, ElidedLabel, Frame, IconLabel, Label, StatusChip, Tag
from ui.parts.layouts import FlowLayout, boxed, clear, column, row
from ui.parts.marked_text import MarkedText
from ui.places.review_evidence import EvidencePanel
from ui.theme import theme
from ui.words import clock, day, language, plural, tr, words, year_name

if TYPE_CHECKING:
    from auditdesk.desk import Desk
    from ui.jobs import Runner

ORIGINAL, COMPARED = "original", "compared"
_TEXTS = ("facts", "firm_remark")


def severity_chip(severity: str) -> Chip:
    """Shape and word of a severity in its colours."""
    return Chip(
        words().say(f"severity.{severity}"),
        f"severity.{severity}.text",
        f"severity.{severity}.bg",
        icon=f"sev-{severity}",
    )


class ReviewCentre(Frame):
    """``show_row`` shows a finding; ``below`` takes what stands under it in a narrow window."""

    def __init__(self, desk: Desk, runner: Runner, open_finding: Callable[[str], None]) -> None:
        super().__init__("base")
        self._open_finding = open_finding
        self.row: ReviewRow | None = None
        self._before: ReviewRow | None = None
        self._where = ElidedLabel("", "table", "secondary")
        self._code = boxed(row(gap=0))
        self._times = boxed(row(gap=0))
        self._wording = Label("", "subtitle", "primary", 500, wrap=True)
        self._facts_line = FlowLayout(gap=10, line_gap=4)
        head_lines = column(
            row(self._where, self._code, None, self._times, gap=10),
            self._wording,
            boxed(self._facts_line),
            gap=8,
            margins=(20, 12, 20, 12),
        )
        self.head = Frame("header")
        self.head.setLayout(head_lines)
        self.look = SegmentedControl(
            ((ORIGINAL, tr("As written")), (COMPARED, tr("Against the returned"))), name=tr("Facts found")
        )
        self.look.chosen.connect(self._choose_look)
        self.facts = MarkedText(tr("Facts found"))
        self.remark = MarkedText(tr("Statement of the firm"))
        self._others = column(gap=4)
        self._others_box = boxed(self._others)
        self._basis = Label("", "body", "primary", wrap=True)
        self._basis_title = Label("", "caption", "secondary", 500)
        self.evidence = EvidencePanel(desk, runner)
        self._repeats = column(gap=4)
        self._repeats_box = boxed(self._repeats)
        self._remark_box = boxed(column(_title(tr("Statement of the firm")), self.remark, gap=4))
        self._places = Label("", "table", "secondary", wrap=True)
        self.below = column(gap=0)
        content = Frame("base")
        self._content = column(
            row(_title(tr("Facts found")), None, self.look),
            self.facts,
            self._others_box,
            self._places,
            self._repeats_box,
            self._basis_title,
            self._basis,
            self.evidence,
            self._remark_box,
            boxed(self.below),
            None,
            gap=8,
            margins=(20, 12, 20, 16),
        )
        content.setLayout(self._content)
        self.area = QScrollArea()
        self.area.setWidget(content)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setMinimumHeight(theme().px(120))
        lines = column(self.head, self.area, gap=0)
        lines.setStretch(1, 1)
        self.setLayout(lines)

    def set_low(self, low: bool) -> None:
        """Where there is little height the head scrolls with the rest."""
        lines = self._content if low else self.layout()
        if self.head.parentWidget() is not (self.area.widget() if low else self):
            assert isinstance(lines, QBoxLayout)
            lines.insertWidget(0, self.head)

    # what is shown

    def show_row(self, found: ReviewRow, before: ReviewRow | None = None) -> None:
        """Another finding, or the same as it stands now; ``before``: as it was shown, to be compared with."""
        other = self.row is None or self.row.uid != found.uid
        self.row, self._before = found, before
        self._show_head(found)
        comparing = bool(self._differences())
        self.look.button(COMPARED).setEnabled(comparing)
        self.look.set_text(COMPARED, tr("Against what you saw") if before is not None else tr("Against the returned"))
        if other or before is not None or not comparing:
            self.look.choose(COMPARED if comparing else ORIGINAL)
        self.look.setVisible(comparing)
        self._show_facts()
        self.remark.show_text(found.firm_remark)
        self._remark_box.setVisible(bool(found.firm_remark))
        self._places.setText(tr("Systems and places: {places}", places=tr(", ").join(found.locations)))
        self._places.setVisible(bool(found.locations))
        basis = found.requirement.in_language(language())
        self._basis_title.setText(" ".join(part for part in (tr("Basis"), found.code, found.item_number) if part))
        self._basis.setText(basis)
        self.evidence.locked = tr("Under review: nothing is drawn on the evidence now.")
        self.evidence.show_rows(found.evidence)
        self._show_repeats(found.repeats)
        self.show_marks(found.comments)
        if other:
            self.area.verticalScrollBar().setValue(0)

    def _show_head(self, found: ReviewRow) -> None:
        self._where.setText(f"{found.firm_name}  {found.number}")
        _put(self._code, Tag(found.code) if found.code else None)
        times = StatusChip(tr("Submitted {count} times", count=found.times_submitted), "review", "repeat")
        _put(self._times, times if found.times_submitted > 1 else None)
        self._wording.setText(found.wording.in_language(language()) or tr("No pattern chosen yet"))
        clear(self._facts_line)
        parts: list[QWidget] = []
        if found.finding_class != "finding":
            parts.append(Chip(words().say(f"class.{found.finding_class}"), "judge.observe.text", "judge.observe.bg"))
        parts.append(severity_chip(found.severity))
        submitted = next((one for one in reversed(found.versions) if one.act == "submit"), None)
        at = (submitted.made_at if submitted else found.recorded_at).astimezone()
        told = [
            tr("due {day}", day=day(found.due_date)),
            tr("written by {name} {day} {time}", name=found.author_name, day=day(at.date()), time=clock(at)[:5]),
            plural(len(found.evidence), "{count} piece of evidence", "{count} pieces of evidence"),
        ]
        if found.authority != "twse":
            told.insert(0, words().show("authority", found.authority))
        parts += [Label(part, "caption", "secondary") for part in told]
        for part in parts:
            self._facts_line.addWidget(part)
        if found.severity_reason:
            self._facts_line.addWidget(
                Label(tr("Reason of the severity: {reason}", reason=found.severity_reason), "caption", "secondary")
            )

    def _differences(self) -> Sequence[FieldDifference]:
        """Against what was seen before, else against the version returned last."""
        found, before = self.row, self._before
        assert found is not None
        if before is None:
            return found.differences
        fields = (
            ("facts", before.facts, found.facts),
            ("severity", before.severity, found.severity),
            ("pattern", before.pattern, found.pattern),
            ("due_date", day(before.due_date), day(found.due_date)),
            ("firm_remark", before.firm_remark, found.firm_remark),
            ("locations", "\n".join(before.locations), "\n".join(found.locations)),
            ("evidence", _files(before), _files(found)),
        )
        return tuple(FieldDifference(name, old, new, word_runs(old, new)) for name, old, new in fields if old != new)

    def _choose_look(self, _chosen: str) -> None:
        self._show_facts()
        if self.row is not None:
            self.show_marks(self.row.comments)

    def _show_facts(self) -> None:
        found = self.row
        assert found is not None
        compared = self.look.current() == COMPARED
        differences = {one.field: one for one in self._differences()} if compared else {}
        if "facts" in differences:
            self.facts.show_runs(differences["facts"].runs)
        else:
            self.facts.show_text(found.facts or tr("No facts are written yet."))
        clear(self._others)
        others = [one for name, one in differences.items() if name != "facts"]
        for one in others:
            self._others.addWidget(_difference(one))
        self._others_box.setVisible(bool(others))

    def compare(self) -> None:
        """Show what differs."""
        if self.look.button(COMPARED).isEnabled():
            self.look.choose(COMPARED)
            self._choose_look(COMPARED)

    def show_marks(self, comments: Sequence[CommentRow]) -> None:
        """Underline the words that open remarks are about."""
        for name, view in (("facts", self.facts), ("firm_remark", self.remark)):
            view.show_marks(
                [
                    (one.uid, one.start, one.end)
                    for one in comments
                    if one.field == name and one.open and one.standing in ("here", "moved")
                ]
            )

    def _show_repeats(self, repeats: Sequence[EarlierFindingRow]) -> None:
        clear(self._repeats)
        self._repeats_box.setVisible(bool(repeats))
        if not repeats:
            return
        self._repeats.addWidget(_title(tr("Found before")))
        for one in repeats[:6]:
            told = " · ".join(
                (
                    tr("Year {year}", year=year_name(one.year)),
                    one.number,
                    words().say(f"severity.{one.severity}"),
                    words().say(f"state.{one.state}"),
                )
            )
            button = Button(told, icon="repeat", kind="link", small=True)
            button.setToolTip(_BY[one.by]())
            button.clicked.connect(lambda _checked=False, number=one.number: self._open_finding(number))
            self._repeats.addLayout(row(button, None))

    # words that are chosen, and jumps

    def chosen(self) -> tuple[str, int, int]:
        """The field and the characters of the words that are chosen; an empty field = none."""
        for name, view in zip(_TEXTS, (self.facts, self.remark), strict=True):
            start, end = view.chosen()
            if start < end:
                return name, start, end
        return "", 0, 0

    def jump(self, comment: CommentRow) -> None:
        """Choose the words that a remark is about and bring them into view."""
        view = self.remark if comment.field == "firm_remark" else self.facts
        view.choose(comment.start, comment.end)
        self.to(view)

    def to(self, part: QWidget) -> None:
        """Bring a part into view and give it the focus."""
        self.area.ensureWidgetVisible(part, 0, theme().px(40))
        part.setFocus()


_BY: dict[str, Callable[[], str]] = {
    "words": lambda: tr("The requirement has the same words"),
    "pattern": lambda: tr("The same pattern"),
    "both": lambda: tr("The same pattern and words"),
}


def _files(found: ReviewRow) -> str:
    return "\n".join(one.file_name for one in found.evidence)


def _title(text: str) -> Label:
    return Label(text, "caption", "secondary", 500)


def _put(box: QWidget, widget: QWidget | None) -> None:
    line = box.layout()
    assert line is not None
    clear(line)
    if widget is not None:
        line.addWidget(widget)


def _difference(one: FieldDifference) -> QWidget:
    """One further field that is not as it was."""
    told = tr("Evidence") if one.field == "evidence" else words().say(f"field.{one.field}")
    text = MarkedText(told)
    text.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    text.show_runs(_in_words(one))
    whole = row(gap=8)
    name = Label(told, "caption", "secondary", 500)
    name.setMinimumWidth(theme().px(72))
    whole.addWidget(IconLabel("edit", "text.muted", 13))
    whole.addWidget(name)
    whole.addWidget(text, 1)
    return boxed(whole)


def _in_words(one: FieldDifference) -> Sequence[WordRun]:
    if one.field in ("severity", "finding_class"):
        named = "severity" if one.field == "severity" else "class"
        told = [words().say(f"{named}.{value}") if value else "" for value in (one.before, one.after)]
        return (WordRun(told[0], "removed"), WordRun(" ", "same"), WordRun(told[1], "added"))
    return one.runs
