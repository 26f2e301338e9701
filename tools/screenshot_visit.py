"""What is done at the window before the pictures of a visit, its sheets, the plan's views and the tips are taken."""

from __future__ import annotations

from collections.abc import Callable

from ui.shell import Shell


def in_fieldwork(open_it: Callable[[Shell], None], act: str) -> Callable[[Shell], None]:
    """Open the visit under way, then what ``act`` of its screen opens."""

    def show(shell: Shell) -> None:
        open_it(shell)
        getattr(shell.place.fieldwork, act)()

    return show


def look_at_evidence(open_it: Callable[[Shell], None], wait: Callable[[int], None]) -> Callable[[Shell], None]:
    """The evidence of the finding, large."""

    def show(shell: Shell) -> None:
        open_it(shell)
        strip = shell.place.fieldwork.strip
        wait(800)
        strip.tiles[0].setFocus()
        strip.open_viewer()
        wait(1200)

    return show


def plan_view(year: int, view: str) -> Callable[[Shell], None]:
    """Another view of a plan."""

    def show(shell: Shell) -> None:
        shell.place.show_year(year)
        shell.place.board.show_view(view)

    return show
