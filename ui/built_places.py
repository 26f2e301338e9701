"""The places of the rail: their keys, icons, names and shortcuts, and how each is made when it is first gone to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from ui.jobs import Runner
from ui.places.base import Place
from ui.preferences import Preferences
from ui.words import mark

if TYPE_CHECKING:
    from auditdesk.desk import Desk

Make = Callable[["Desk", Runner, Preferences], Place]


@dataclass(frozen=True, slots=True)
class Built:
    """A place as the rail names it; it is made when it is first gone to."""

    key: str
    icon: str
    name: str
    shortcut: str
    make: Make
    utility: bool = False


def _later(module: str, name: str) -> Callable[[Desk, Runner, Preferences], Place]:
    """Makes a place of that module and class, which is imported when it is first gone to."""

    def make(desk: Desk, runner: Runner, _preferences: Preferences) -> Place:
        place: Place = getattr(import_module(f"ui.places.{module}"), name)(desk, runner)
        return place

    return make


def _visits(desk: Desk, runner: Runner, preferences: Preferences) -> Place:
    from ui.places.visits import VisitsPlace

    return VisitsPlace(desk, runner, preferences)


def _settings(desk: Desk, runner: Runner, preferences: Preferences) -> Place:
    from ui.places.settings import SettingsPlace

    return SettingsPlace(desk, runner, preferences)


BUILT = (
    Built("today", "today", mark("Today"), "Ctrl+1", _later("today", "TodayPlace")),
    Built("firms", "firms", mark("Firms"), "Ctrl+2", _later("firms", "FirmsPlace")),
    Built("plan", "plan", mark("Plan"), "Ctrl+3", _later("plan", "PlanPlace")),
    Built("visits", "visits", mark("Audits"), "Ctrl+4", _visits),
    Built("findings", "findings", mark("Findings"), "Ctrl+5", _later("findings", "FindingsPlace")),
    Built("letters", "letters", mark("Letters"), "Ctrl+6", _later("letters", "LettersPlace")),
    Built("notice", "notice", mark("Notice"), "Ctrl+7", _later("notice", "NoticePlace")),
    Built("tips", "chat", mark("Tips"), "", _later("tips", "TipsPlace"), utility=True),
    Built("trail", "trail", mark("Audit trail"), "", _later("trail", "TrailPlace"), utility=True),
    Built("rules", "rule", mark("Rules"), "", _later("rules", "RulesPlace"), utility=True),
    Built("settings", "settings", mark("Settings"), "", _settings, utility=True),
)
"""The places there are. The numbers are those of the whole map, so that no key changes its meaning when more are built."""
