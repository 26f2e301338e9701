"""Somebody takes a visit out of the office, works on it on a laptop and brings it home, by real keys alone.

Run as ``python -m tests.journeys.parcel_script HOME out|laptop|home|receipt FOLDER``; see ``visit_script``. The files lie in FOLDER.
"""

from __future__ import annotations

import sys

from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QWidget

from tests.journeys.visit_script import Journey, Step, main
from ui.first_run import FirstRunPage
from ui.parts.overlay import Overlay
from ui.places.parcels_in_sheet import CheckInSheet
from ui.places.parcels_out_sheet import OutSheet

PARCEL, OWN = "four words by telephone", "a laptop of my own"
OUTSIDE = "另查：備份未加密。"
NUMBER = "17010-3"
_KEYS = {"/": "slash", ".": "period", "-": "minus", "_": "underscore", " ": "space"}
_MOST_TABS = 30


class ParcelJourney(Journey):
    """What one person does at one of the two computers."""

    patience = 60.0

    def fill(self, text: str) -> Step:
        """Small Latin letters, figures and what paths have between them, as fast as the X server takes them."""
        yield from self.hands.burst(tuple(_KEYS.get(letter, letter) for letter in text))

    def tab_to(self, field: QWidget) -> Step:
        """As many Tabs as it takes; a field that no Tab reaches is a fault."""
        for _ in range(_MOST_TABS):
            if field.hasFocus():
                return
            yield from self.hands.press("Tab")
        raise AssertionError(f"no Tab reaches {type(field).__name__} {field.accessibleName()}")

    def shown(self, kind: type[QWidget]) -> QWidget | None:
        return next((found for found in self.window.findChildren(kind) if found.isVisible()), None)

    def file(self, key: str, name: str = "") -> Step:
        """Name a file in the dialog that a key opens, or take the name it proposes, and press Enter."""

        def asks() -> bool:
            return isinstance(QApplication.activeModalWidget(), QFileDialog)

        self.hands.send(key)
        yield asks
        dialog = QApplication.activeModalWidget()
        yield from self.turn_to(dialog)
        field = dialog.findChild(QLineEdit)
        yield field.hasFocus
        # What Qt offers of names that begin so comes when the disk has answered, and would take the Enter.
        field.setCompleter(None)
        if name:
            yield from self.fill(name)
            yield lambda: field.text() == name
        self.hands.picture("file")
        self.hands.send("Return")
        yield lambda: not asks()
        yield from self.turn_to(self.window)

    # at the office

    def out(self) -> Step:
        hands = self.hands
        yield from self.visits()
        self.at("the sheet of a check-out, and who takes it along")
        yield from hands.press("ctrl+shift+o")
        yield lambda: self.shown(OutSheet) is not None
        sheet = self.shown(OutSheet)
        assert isinstance(sheet, OutSheet)
        yield from self.tab_to(sheet.holder)
        while sheet.holder.current() != "lin":
            yield from hands.press("Down")
        self.at("the passphrase twice")
        for field in (sheet.first.edit, sheet.again.edit):
            yield from self.tab_to(field)
            yield from self.fill(PARCEL)
        self.at("where it is written")
        yield from self.tab_to(sheet.file)
        yield from hands.press("ctrl+a")
        yield from self.fill(str(self.folder / "out.adparcel"))
        hands.picture("out")
        yield from hands.press("ctrl+Return")
        yield lambda: (self.folder / "out.adparcel").exists() and self.shown(OutSheet) is None
        self.at("the list says who holds it")
        place = self.place
        assert place is not None
        yield lambda: any(one.standing == "out" for one in place.list.elsewhere.values())

    def home(self) -> Step:
        hands = self.hands
        yield from self.visits()
        self.at("the package is looked into")
        yield from self.file("ctrl+shift+i", "home.adparcel")
        yield lambda: self.shown(CheckInSheet) is not None
        sheet = self.shown(CheckInSheet)
        assert isinstance(sheet, CheckInSheet)
        yield lambda: sheet.state == "preview"
        hands.picture("preview")
        self.at("it is merged")
        yield from hands.press("ctrl+Return")
        yield lambda: sheet.state == "done" and sheet.open_clashes == 1 and not self.window.runner.active()
        hands.picture("merged")
        yield from hands.press("ctrl+Return")
        self.at("the clash")
        assert self.place is not None
        pane = self.place.parcels.clashes
        yield lambda: pane.open_count == 1 and pane.list.hasFocus()
        yield from hands.press("2")
        hands.picture("clash")
        yield from hands.press("ctrl+Return")
        yield lambda: pane.finished.isVisible() and not pane.busy
        self.at("the last decision is taken back and taken again")
        yield from hands.press("ctrl+z")
        yield lambda: pane.open_count == 1 and not pane.busy and pane.list.hasFocus()
        yield from hands.press("2", "ctrl+Return")
        yield lambda: pane.finished.isVisible() and not pane.busy
        yield from hands.press("space")
        self.at("back among the visits")
        yield lambda: self.place is not None and self.place.list.view.hasFocus()

    # on the laptop

    def laptop(self) -> Step:
        hands, window = self.hands, self.window
        self.at("the first start")
        yield lambda: self.shown(FirstRunPage) is not None and window.isVisible()
        yield from self.turn_to(window)
        page = self.shown(FirstRunPage)
        assert isinstance(page, FirstRunPage)
        yield from hands.press("Return")
        self.at("only take in a package")
        yield lambda: page.answers.step == 1
        yield from hands.press("3")
        yield lambda: page.answers.where == "parcel" and not page.step.missing()
        yield from hands.press("Return")
        self.at("which package, and what opens it")
        yield lambda: page.step is page.steps[5]
        step = page.steps[5]
        yield from self.fill(str(self.folder / "out.adparcel"))
        yield from self.tab_to(step.opening.passphrase.edit)
        yield from self.fill(PARCEL)
        yield lambda: not step.missing()
        yield from hands.press("Return")
        yield lambda: step.seen is not None
        hands.picture("package")
        assert step.seen.login == "lin"
        yield from hands.press("Return")
        self.at("a passphrase of one's own")
        yield lambda: page.step is page.steps[3]
        for field in (page.steps[3].first.edit, page.steps[3].again.edit):
            yield from self.tab_to(field)
            yield from self.fill(OWN)
        yield from hands.press("Return")
        self.at("the visit is open by itself")
        yield lambda: self.place is not None and self.place.working is not None and self.pane.head is not None and self.in_list()
        self.at("words are added to the finding that came along")
        pane = self.pane
        yield from self.command(f"#{NUMBER}")
        yield lambda: self.in_list() and pane.item is not None and pane.item.endswith("17010-03")
        yield from hands.press("Return")
        yield lambda: pane.editor.form.facts.hasFocus()
        yield from hands.press("ctrl+End")
        yield from hands.type(OUTSIDE)
        hands.picture("outside")
        yield from hands.press("ctrl+Return")
        yield lambda: self.settled() and self.in_list()
        self.at("handing in")
        yield from self.file("ctrl+shift+o")
        yield from self.standing("handed_in")

    def receipt(self) -> Step:
        self.at("sign in")
        yield lambda: self.window.shell is not None and self.window.isVisible()
        yield from self.turn_to(self.window)
        yield from self.hands.press("ctrl+4")
        self.at("the receipt of the office")
        yield lambda: self.place is not None and bool(self.place.list.elsewhere)
        yield from self.file("ctrl+shift+i", "receipt.adparcel")
        yield from self.standing("received")

    def standing(self, wanted: str) -> Step:
        place = self.place
        assert place is not None
        yield lambda: any(one.standing == wanted for one in place.list.elsewhere.values())
        yield lambda: self.shown(Overlay) is None and not self.window.runner.active()


if __name__ == "__main__":
    sys.exit(main(ParcelJourney))
