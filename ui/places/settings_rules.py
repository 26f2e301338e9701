"""The group 規則與級距 of the settings: where the rules are looked at and written."""

from __future__ import annotations

from collections.abc import Callable

from ui.parts.buttons import Button
from ui.places.settings_lines import Line, control_line
from ui.words import tr


class RulesSection:
    """One line that leads to the Rules place."""

    def __init__(self, go: Callable[[], None]) -> None:
        self.name = tr("Rules and tiers")
        self._go = go

    def lines(self) -> tuple[Line, ...]:
        button = Button(tr("Open the rules"), icon="rule", kind="default")
        button.clicked.connect(self._go)
        detail = tr("Editions, tiers, exceptions and key items of the year.")
        return (control_line(self.name, tr("Editions of the rules"), detail, button),)

    def refresh(self, changed: frozenset[str]) -> None:
        """Nothing here is read."""
