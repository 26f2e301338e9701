"""Clashes as they are decided: those of one object together, what was chosen for each, and what that orders."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from auditdesk.model.parcel_rows import CheckInRow, CheckOutRow, ClashState, ClashView
from ui.places import parcels_words as say
from ui.words import tr, words

OFFICE, LAPTOP, BOTH, TEXT = "office", "laptop", "both", "text"


JOINED = "joined"
"""The field of the draft that keeps a joined text."""
DRAFT = "clash"


def draft_of(clash: ClashView) -> str:
    """Where a joined text is kept while it is typed."""
    return f"{DRAFT}/{clash.uid}"


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is chosen for one clash. ``side`` counts from 1 where a laptop's is taken; ``text`` is the person's own."""

    choice: str
    side: int = 1
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Author:
    """Who wrote a side, and when; empty where nothing is known."""

    name: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class About:
    """What a clash is about, for people: the words of it, its number, the firm, the section of the rules."""

    title: str = ""
    number: str = ""
    firm: str = ""
    section: str = ""


@dataclass
class Case:
    """Everything that clashes in one object of one visit."""

    clashes: tuple[ClashView, ...]
    about: About = About()
    chosen: dict[str, Chosen] = field(default_factory=dict)

    @property
    def key(self) -> str:
        return f"{self.clashes[0].visit_uid}/{self.clashes[0].object_uid}"

    @property
    def first(self) -> ClashView:
        return self.clashes[0]

    @property
    def settled(self) -> bool:
        """Every clash of it is decided."""
        return all(one.state == ClashState.SETTLED for one in self.clashes)

    @property
    def name(self) -> str:
        """What it is called: its standard wording or requirement, else its number, else what kind of thing it is."""
        return self.about.title or self.first.name or words().say(f"object_kind.{self.first.kind}")

    @property
    def number(self) -> str:
        """Its number beside the words; empty where it has none or is called by it."""
        told = self.about.number or self.first.name
        return "" if told == self.name else told

    def fields(self) -> str:
        """The fields that clash, in words."""
        return tr(", ").join(map(say.field_name, self.clashes))

    def told_choice(self) -> str:
        """What was decided, in words."""
        return tr(", ").join(dict.fromkeys(say.choice(one.choice) for one in self.clashes if one.choice))

    def missing(self) -> ClashView | None:
        """The first clash for which nothing is chosen."""
        return next((one for one in self.clashes if one.uid not in self.chosen), None)

    def propose(self) -> None:
        """A joined text whose parts do not overlap is chosen beforehand; everything else waits for a person."""
        for one in self.clashes:
            if one.proposal is not None and not one.overlaps and one.uid not in self.chosen:
                self.chosen[one.uid] = Chosen(BOTH)


def cases(found: Iterable[ClashView], abouts: Mapping[str, About], before: Mapping[str, Case]) -> list[Case]:
    """Clashes by their object, in each running text first, else in the order in which they come.

    What was chosen before stays chosen while the clash is the same.
    """
    by_object: dict[tuple[str, str], list[ClashView]] = {}
    for one in found:
        by_object.setdefault((one.visit_uid, one.object_uid), []).append(one)
    made = []
    for clashes in by_object.values():
        clashes.sort(key=lambda one: one.proposal is None)
        case = Case(tuple(clashes), abouts.get(clashes[0].object_uid, About()))
        known = before.get(case.key)
        if known is not None:
            versions = {one.uid: one.version for one in known.clashes}
            case.chosen = {
                one.uid: known.chosen[one.uid]
                for one in clashes
                if one.uid in known.chosen and versions.get(one.uid) == one.version
            }
        case.propose()
        made.append(case)
    return made


def authors(
    clash: ClashView, outs: Mapping[str, CheckOutRow], ins: Iterable[CheckInRow], office: Author, names: Mapping[str, str]
) -> tuple[Author, ...]:
    """Who stands behind each side: the office's own change, or who held the laptop and when it came home."""
    home = {one.parcel: one.taken_at for one in ins if one.undone_at is None}
    told = []
    for origin, who, _values in clash.sides:
        out = outs.get(origin)
        if out is not None:
            told.append(Author(out.holder_name, home.get(out.number, out.made_at)))
        elif origin.startswith("~"):
            told.append(Author(tr("decided before")))
        else:
            told.append(Author(names.get(who, who)) if who else office)
    return tuple(told)
