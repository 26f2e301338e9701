"""The groups of a list of findings, each with how many are in it; the first line is all of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal

from auditdesk.model.findings_list import GroupCount
from ui.parts.labels import Frame
from ui.parts.layouts import column
from ui.table_view import RowView
from ui.tables import Column, RowTable
from ui.theme import theme
from ui.words import tr, words, year_name


@dataclass(frozen=True, slots=True)
class GroupLine:
    """A group with its name; ``group`` None = all."""

    name: str
    findings: int
    group: GroupCount | None = None


def group_name(by: str, group: GroupCount, wordings: Mapping[str, str], names: Mapping[str, str]) -> str:
    """What a group is called in the person's language."""
    key = group.key
    if not key:
        return tr("none given")
    if by == "firm":
        return f"{key} {group.label}"
    if by == "year":
        return year_name(int(key))
    if by == "pattern":
        return f"{key} {wordings.get(key, '')}"
    if by == "author":
        return names.get(key, key)
    if by == "repeat":
        return tr("found before") if key == "yes" else tr("found for the first time")
    if by == "due_month":
        year, _, month = key.partition("-")
        return f"{year_name(int(year))}/{month}"
    term = {"finding_class": "class", "severity": "severity", "state": "state", "authority": "authority"}.get(by)
    return words().say(f"{term}.{key}") if term else key


class GroupList(Frame):
    """``chosen`` tells the group (None = all)."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__("pane")
        columns = (
            Column("name", tr("Group"), lambda line: line.name, width=110, stretch=True),
            Column("findings", tr("Findings"), lambda line: f"{line.findings:,}", width=52, right=True, colour="text.muted"),
        )
        self.table = RowTable(
            columns,
            identity=lambda line: line.group.key if line.group is not None else None,
            sentence=lambda line: f"{line.name} {line.findings}",
        )
        self.view = RowView(self.table, tr("Groups"))
        self.view.row_changed.connect(self._row_changed)
        self.setLayout(column(self.view, gap=0))
        self.setMinimumWidth(theme().px(196))
        self.setFocusProxy(self.view)

    def _row_changed(self, line: GroupLine | None) -> None:
        if line is not None:
            self.chosen.emit(line.group)

    def show_groups(self, by: str, groups: Sequence[GroupCount], wordings: Mapping[str, str], names: Mapping[str, str]) -> None:
        """Other groups, or other counts; the chosen one stays."""
        if not by:
            return
        lines = [GroupLine(tr("All"), sum(group.findings for group in groups))]
        lines += [GroupLine(group_name(by, group, wordings, names), group.findings, group) for group in groups]
        if tuple(lines) != self.table.rows:
            self.table.set_rows(lines)

    def choose_all(self) -> None:
        """Back to all groups, without telling."""
        self.blockSignals(True)
        if self.table.rows:
            self.view.setCurrentIndex(self.table.index(0, 0))
        self.blockSignals(False)
