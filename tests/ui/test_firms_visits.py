"""What a firm's past visits show, the office's spreadsheet out and in again, and what is loaded before the place opens."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from auditdesk.model.commands import OpenVisit
from tests.ui.firms_steps import DAY, read_list, show
from ui.places.firms import FirmsPlace


def test_past_visits_name_their_inspectors_and_no_column_is_cut(qtbot, place: FirmsPlace) -> None:
    place.desk.visits.open(OpenVisit("ZX01", DAY))
    show(qtbot, place, "ZX01")
    place.detail.choose_tab(1)
    tab = place.detail.list_tab(1)
    qtbot.waitUntil(lambda: tab.table.rowCount() == 1)
    team = next(column for column in tab.table.columns if column.key == "team")
    person = place.desk.actor
    assert person.name != person.login and team.text(tab.table.rows[0]) == person.name
    shown = [at for at in range(tab.table.columnCount()) if not tab.view.isColumnHidden(at)]
    assert sum(column.width for column in tab.table.columns if not column.optional) <= 568
    assert [tab.table.columns[at].key for at in shown][-1] == "staffing"


def test_the_spreadsheet_that_the_window_writes_is_taken_in_again_and_changes_nothing(
    qtbot, place: FirmsPlace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for suffix in ("xlsx", "ods"):
        path = tmp_path / f"register.{suffix}"
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, path=path: (str(path), ""))
        place.lists_out.filled_template()
        qtbot.waitUntil(path.exists)
        place.show_day(date(2019, 11, 1))
        read_list(qtbot, place, path)
        qtbot.waitUntil(lambda: place.is_importing and place.importing.preview is not None)
        preview = place.importing.preview
        assert not preview.list.problems and (preview.added, preview.changed) == (0, 0)
        place.importing.leave()
        qtbot.waitUntil(lambda: not place.is_importing)
