"""Two texts side by side, the words that differ tinted: struck through where they went, underlined where they came."""

from __future__ import annotations

import html

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from auditdesk.rules.text_changes import marked
from ui.parts.labels import Label
from ui.parts.layouts import column, row
from ui.theme import hub, theme
from ui.words import tr


class DiffText(QWidget):
    """Before on the left, after on the right."""

    def __init__(self) -> None:
        super().__init__()
        self._texts = ("", "")
        self._sides = tuple(QLabel() for _ in range(2))
        line = row(gap=16)
        for title, side in zip((tr("Before"), tr("After")), self._sides, strict=True):
            side.setTextFormat(Qt.TextFormat.RichText)
            side.setProperty("type", "table")
            side.setWordWrap(True)
            side.setAlignment(Qt.AlignmentFlag.AlignTop)
            side.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
            side.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            line.addLayout(column(Label(title, "caption", "secondary", 500), side, None, gap=4), 1)
        self.setLayout(line)
        hub.theme_changed.connect(self._render)

    def show_texts(self, before: str, after: str) -> None:
        """Compare two texts; an empty one is told to be missing."""
        self._texts = (before, after)
        self._render()

    def _render(self) -> None:
        for side, runs, kind, plain in zip(self._sides, marked(*self._texts), ("del", "add"), self._texts, strict=True):
            side.setText("".join(_run(text, differs, kind) for text, differs in runs) or html.escape(tr("Not there.")))
            side.setAccessibleName(plain or tr("Not there."))


def _run(text: str, differs: bool, kind: str) -> str:
    told = html.escape(text).replace("\n", "<br>")
    if not differs:
        return told
    ink, ground = theme().q(f"diff.{kind}Text").name(), theme().q(f"diff.{kind}Bg").name()
    line = "line-through" if kind == "del" else "underline"
    return f'<span style="color:{ink};background-color:{ground};text-decoration:{line}">{told}</span>'
