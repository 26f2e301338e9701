"""How the papers of a visit say things: the head of the visit, an item, a judgement, a moment; shared by checklist and working paper."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from auditdesk.documents.story import Align, Block, KeyValue, Table
from auditdesk.model.fieldwork_rows import FieldItem, FieldSection
from auditdesk.model.rulebook import Bilingual
from auditdesk.model.terms import Judgement
from auditdesk.model.working_papers import WorkingPaper
from auditdesk.rules.calendar import roc_long
from auditdesk.rules.frozen_reasons import thawed
from auditdesk.words import Words

BOX, TICKED = "□", "■"


class Say:
    """The words of one paper in one language; codes are ``paper_text.<name>``."""

    def __init__(self, paper: WorkingPaper, language: str) -> None:
        self.paper = paper
        self.words = Words(language)

    def __call__(self, code: str, **values: Any) -> str:
        return self.words.say(f"paper_text.{code}", **values)

    @property
    def english(self) -> bool:
        return self.words.language == "en"

    def two(self, zh: str, en: str) -> str:
        """Words that are there in both languages."""
        return (en or zh) if self.english else (zh or en)

    def moment(self, at: datetime | None) -> str:
        """``108/06/03 14:32:07``; empty for none."""
        return "" if at is None else self.words.show("at", at)

    def signed(self, login: str | None, at: datetime | None) -> str:
        """Who and when; a dash while nobody did."""
        return self("nobody") if login is None or at is None else self("who_when", who=self.paper.who(login), at=self.moment(at))

    def section(self, section: FieldSection) -> str:
        """Code and name of a section."""
        name = self.two(section.name_zh, section.name_en)
        return section.code if name == section.code else f"{section.code}　{name}"

    def item_text(self, item: FieldItem) -> str:
        """The requirement as it was frozen, and what to test."""
        guide = self.paper.guides.get(item.key)
        told = self.two(item.summary_zh, item.summary_en)
        if item.applies is None:
            told = f"{told}\n{self('applies_unknown')}"
        return f"{told}\n{self('test', guide=guide.in_language(self.words.language))}" if guide else told

    def judgement(self, judgement: str | None) -> str:
        """A judgement in words."""
        return self.words.say(f"judgement.{judgement or 'pending'}")

    def boxes(self, judgement: str | None) -> str:
        """One box for each judgement, one a line; the one that was given is filled."""
        return "\n".join(f"{TICKED if one == judgement else BOX} {self.judgement(one)}" for one in Judgement)

    def previous(self, item: FieldItem) -> str:
        """What was answered at the visit before; a deficiency of then is a repeated one only where the item is deficient now."""
        found = self("repeated" if item.judgement == Judgement.DEFICIENT else "found_before")
        if item.previous is None:
            return found if item.repeated else self("not_before")
        told = [self.judgement(item.previous)]
        if not item.previous_same_text:
            told.append(self("other_words"))
        if item.repeated:
            told.append(found)
        if item.previous_note.strip():
            told.append(item.previous_note.strip())
        return "\n".join(told)

    def reasons(self, item: FieldItem) -> str:
        """Why it was in scope, each step on a line of its own."""
        return "\n".join(self.words.say(f"reason.{reason.code}", **reason.values) for reason in map(thawed, item.reasons))

    def head(self) -> Iterator[Block]:
        """The mark, and the visit's defining facts as a table of two columns."""
        visit, paper = self.paper.visit, self.paper
        yield KeyValue("", self("mark"))
        day = visit.reference_date.isoformat() if self.english else roc_long(visit.reference_date)

        def band(name: Bilingual | None) -> str:
            return name.in_language(self.words.language) if name else self("unknown")

        lines = (
            ("firm", f"{visit.firm_name}（{visit.firm_code}）" if not self.english else f"{visit.firm_name} ({visit.firm_code})"),
            ("visit", visit.number),
            (
                "kind",
                self(
                    "kind_of",
                    kind=self.words.say(f"visit_kind.{visit.kind}"),
                    mode=self.words.say(f"visit_mode.{visit.mode}"),
                    year=visit.year,
                ),
            ),
            ("authority", self.words.say(f"authority.{visit.authority}")),
            ("day", day),
            ("team", self.words.show("people", tuple(paper.who(login) for login in visit.inspectors))),
            ("edition", paper.edition_name.in_language(self.words.language)),
            ("digest", paper.edition_digest),
            ("scope_band", band(paper.scope_band)),
            ("staffing_band", band(paper.staffing_band)),
            ("opened", self.signed(paper.opened_by, paper.opened_at)),
            ("handed_in", self.signed(visit.submitted_by, visit.submitted_at)),
            ("signed_off", self.signed(visit.signed_off_by, visit.signed_off_at)),
        )
        yield Table(
            caption="",
            head=(self("column_name"), self("column_value")),
            rows=tuple((self(f"head_{name}"), text) for name, text in lines),
            widths=(24, 100),
            alignments=(Align.START, Align.START),
            first_column_names_row=True,
        )
