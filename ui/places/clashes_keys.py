"""The keys and commands of the conflicts, for the status bar and the palette."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ui.places.base import Command, KeyHint
from ui.words import tr

if TYPE_CHECKING:
    from ui.places.clashes import ClashesPane


def key_hints() -> tuple[KeyHint, ...]:
    """The keys that work while conflicts are decided."""
    return (
        KeyHint(("1",), tr("central")),
        KeyHint(("2",), tr("laptop")),
        KeyHint(("3",), tr("joined")),
        KeyHint(("Enter",), tr("change the text")),
        KeyHint(("Tab",), tr("next field")),
        KeyHint(("Ctrl", "↵"), tr("confirm")),
        KeyHint(("B",), tr("original")),
        KeyHint(("Space",), tr("scroll")),
        KeyHint(("Ctrl", "Z"), tr("undo")),
        KeyHint(("Esc",), tr("later")),
    )


def palette_commands(pane: ClashesPane) -> tuple[Command, ...]:
    """What the palette offers while conflicts are decided."""
    refused = pane.refused()
    return (
        Command(tr("Confirm the conflict, next"), "check", pane.confirm, ("Ctrl", "↵"), refused=refused),
        Command(
            tr("Take the central version of all fields"),
            "server",
            partial(pane.take_whole, 1),
            ("Shift", "1"),
            refused=refused,
        ),
        Command(
            tr("Take the laptop version of all fields"),
            "laptop",
            partial(pane.take_whole, 2),
            ("Shift", "2"),
            refused=refused,
        ),
        Command(tr("Ask about a decided conflict again"), "undo", pane.ask_again, ("R",), refused=refused),
        Command(tr("Show the original of the conflict"), "eye", pane.base_button.toggle, ("B",)),
        Command(tr("Decide the conflicts later"), "arrow-left", pane.left.emit, ("Esc",)),
    )
