"""What is typed on a sheet of the plan is there again after a kill, and forgotten once its act is done."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from auditdesk.model.terms import VisitMode
from tests.ui.test_plan import Mod, desk, go, place, press, sheet_of  # noqa: F401 - fixtures
from ui.places.plan_sheets import AbsenceSheet, DetailsSheet
from ui.places.rules_sheets import ReasonSheet


def fill(sheet, fields: dict[str, str]) -> None:
    for name, text in fields.items():
        field = getattr(sheet, name)
        field.setPlainText(text) if hasattr(field, "setPlainText") else field.setText(text)


@pytest.mark.parametrize(
    ("form", "act", "kind", "typed"),
    [
        ("plan.back/2026", "send_back", ReasonSheet, {"reason": "六月太滿"}),
        ("plan.away", "show_absences", AbsenceSheet, {"reason": "教育訓練", "last": "115/03/06"}),
        ("plan.visit/visit-2", "open_details", DetailsSheet, {"first": "115/09/07", "last": "115/09/09"}),
    ],
)
def test_a_sheet_of_the_plan_comes_back_with_its_text(qtbot, place, desk, form, act, kind, typed):  # noqa: F811
    desk.plan.state = "submitted" if act == "send_back" else "draft"
    place.read()
    qtbot.waitUntil(lambda: place.reading.plan.state == desk.plan.state)
    go(place, 2)
    getattr(place, act)()
    fill(sheet_of(place, kind), typed)
    qtbot.waitUntil(lambda: {row.field: row.content for row in desk.drafts.all(form)} == typed)
    sheet_of(place, kind).close_and_return()
    place.reopen(form)
    sheet = sheet_of(place, kind)

    def text(name: str) -> str:
        field = getattr(sheet, name)
        return field.toPlainText() if hasattr(field, "toPlainText") else field.text()

    qtbot.waitUntil(lambda: {name: text(name) for name in typed} == typed)


def test_what_was_typed_is_forgotten_once_the_visit_is_kept(qtbot, place, desk):  # noqa: F811
    go(place, 2)
    place.open_details()
    sheet = sheet_of(place, DetailsSheet)
    sheet.mode.button(VisitMode.PAPER.value).click()
    qtbot.waitUntil(lambda: bool(desk.drafts.all("plan.visit/visit-2")))
    press(place, Qt.Key.Key_Return, Mod.ControlModifier)
    qtbot.waitUntil(lambda: bool(desk.plan.orders) and not desk.drafts.all("plan.visit/visit-2"))
