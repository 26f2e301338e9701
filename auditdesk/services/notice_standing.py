"""A draft as it stands: its figures computed from what was frozen, its words, its paper, its hash."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from auditdesk.errors import Refused
from auditdesk.model.notice import CompiledNotice
from auditdesk.model.notice_draft_rows import NoticeStage, ParagraphRow
from auditdesk.model.notice_paper import NoticePaper, TrendYear
from auditdesk.model.rulebook import Bilingual
from auditdesk.model.small_cells import Proof, Published, Release, YearCounts
from auditdesk.rules.calendar import roc_year
from auditdesk.rules.notice import compile_basis
from auditdesk.rules.notice_paper import FRONT, Earlier, Imprint, paper_of, paragraph_keys, standard_key, wording_key
from auditdesk.rules.small_cells import counts_of, published, truths
from auditdesk.rules.small_cells_proof import prove
from auditdesk.rules.small_cells_versions import closed_sections
from auditdesk.services.notice_gathering import basis_from
from auditdesk.store.journal import canonical
from auditdesk.store.queries import notice as queries
from auditdesk.words import LANGUAGES, Words

if TYPE_CHECKING:
    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True)
class Standing:
    """One draft: its row, the frozen content, figures, tables as printed, and words."""

    row: Mapping[str, Any]
    content: Mapping[str, Any]
    decisions: Mapping[str, Mapping[str, str]]
    compiled: CompiledNotice
    tables: Published
    paragraphs: tuple[ParagraphRow, ...]

    @property
    def uid(self) -> str:
        return str(self.row["uid"])

    @property
    def stage(self) -> NoticeStage:
        return NoticeStage(self.row["state"])

    @property
    def threshold(self) -> int:
        return int(self.content["threshold"])

    @property
    def authors(self) -> tuple[str, ...]:
        return tuple(json.loads(self.row["authors"]))

    @property
    def replaces(self) -> tuple[str, ...]:
        """Numbers of every earlier version of the year, the newest first; empty where it is no correction."""
        corrects = self.content.get("corrects")
        return tuple(self.content.get("replaces", (corrects,) if corrects else ()))

    @property
    def truths(self) -> dict[str, int]:
        """The true figure behind every key. Inside only."""
        return truths(counts_of(self.compiled, self.threshold))

    @property
    def texts(self) -> dict[str, Bilingual]:
        return {one.key: Bilingual(one.zh, one.en) for one in self.paragraphs}

    @property
    def hash(self) -> str:
        """SHA-256 of everything that is signed: frozen records, decisions, words."""
        words = [(one.key, one.zh, one.en) for one in self.paragraphs]
        return hashlib.sha256(canonical([self.row["content"], self.row["decisions"], words]).encode()).hexdigest()

    def paper(self, publisher: Bilingual, number: str = "", locked_on: date | None = None) -> NoticePaper:
        """What is printed; ``number`` and ``locked_on`` once it is in the register."""
        earlier = self.content.get("earlier")
        return paper_of(
            self.compiled,
            self.tables,
            self.texts,
            Imprint(
                number,
                publisher,
                self.threshold,
                int(self.row["edition_number"]),
                str(self.content.get("corrects", "")),
                self.replaces,
                locked_on,
            ),
            earlier=None if earlier is None else Earlier(earlier["year"], earlier["number"], earlier["figures"]),
            trend=[_trend(one) for one in self.content.get("trend", ())],
        )


def computed(content: Mapping[str, Any], decisions: Mapping[str, Mapping[str, str]]) -> tuple[CompiledNotice, Published]:
    """Figures and printed tables out of the frozen records alone."""
    compiled, counts = _counted(content, decisions)
    return compiled, published(counts, content.get("before", ()), last_year=_last_year(content), closed=content.get("closed", ()))


def closed_beside(
    content: Mapping[str, Any], decisions: Mapping[str, Mapping[str, str]], beside: Sequence[Release]
) -> tuple[str, ...]:
    """Codes of the sections that must stand without figures, so that nothing is told beside what is published already."""
    _, counts = _counted(content, decisions)
    return closed_sections(counts, content.get("before", ()), last_year=_last_year(content), beside=beside)


def _counted(content: Mapping[str, Any], decisions: Mapping[str, Mapping[str, str]]) -> tuple[CompiledNotice, YearCounts]:
    threshold = int(content["threshold"])
    chosen = {pattern: one["decision"] for pattern, one in decisions.items()}
    compiled = compile_basis(basis_from(content["basis"]), chosen, threshold)
    return compiled, counts_of(compiled, threshold)


def _last_year(content: Mapping[str, Any]) -> Mapping[str, int | None] | None:
    return content["earlier"]["figures"] if "earlier" in content else None


def standing_of(connection: Connection, row: Mapping[str, Any]) -> Standing:
    content, decisions = json.loads(row["content"]), json.loads(row["decisions"])
    compiled, tables = computed(content, decisions)
    return Standing(row, content, decisions, compiled, tables, queries.paragraphs(connection, row["uid"]))


def standing(connection: Connection, year: int) -> Standing:
    """The newest draft of the year. Raises Refused ``notice.not_compiled``."""
    row = queries.draft_of_year(connection, year)
    if row is None:
        raise Refused("notice.not_compiled", year=year)
    return standing_of(connection, row)


def proof_of(connection: Connection, found: Standing) -> Proof:
    """The search over what would be printed, all versions of the year, and the notices of the years before and after."""
    return prove(found.tables, releases_beside(connection, found.row), truths=found.truths)


def releases_beside(connection: Connection, row: Mapping[str, Any]) -> tuple[Release, ...]:
    """What an outsider has beside the draft ``row``: each locked version of its year, the newest notice of the years on either side."""
    year = int(row["year"])
    locked = [one for one in queries.drafts_locked(connection, year) if one["uid"] != row["uid"]]
    found = [(f"v{one['edition_number']}:", standing_of(connection, one)) for one in locked]
    for other in (year - 1, year + 1):
        found += [(f"{other}:", standing_of(connection, one)) for one in queries.drafts_locked(connection, other)[-1:]]
    return tuple(Release(mark, one.tables, one.truths) for mark, one in found)


def trend_content(found: Standing) -> dict[str, Any]:
    """What later years say of this one: only what it published."""
    figures = found.tables.figures()
    return {
        "year": found.compiled.year,
        "firms_audited": found.compiled.firms_audited,
        "patterns": sum(len(entry.merged_patterns) or 1 for entry in found.compiled.entries),
        "findings": figures["findings"],
        "sections": [[section.code, figures[f"{section.code}/firms"]] for section in found.compiled.sections],
    }


def _trend(content: Mapping[str, Any]) -> TrendYear:
    sections = tuple((str(code), firms) for code, firms in content["sections"])
    return TrendYear(content["year"], content["firms_audited"], content["patterns"], content["findings"], sections)


def first_texts(compiled: CompiledNotice, threshold: int) -> dict[str, tuple[str, str]]:
    """The paragraphs of a fresh draft in both languages: standard wording, method, what is expected, good practice."""
    texts: dict[str, list[str]] = {key: ["", ""] for key in paragraph_keys(compiled)}
    for place, language in enumerate(LANGUAGES):
        words = Words(language)
        year = str(roc_year(compiled.year)) if language == "zh_TW" else str(compiled.year)

        def put(key: str, text: str, place: int = place) -> None:
            if key in texts:
                texts[key][place] = text

        put("title", words.say("notice_text.title", year=year))
        for name in FRONT:
            code = f"notice_paper.{name}"
            put(f"method/{name}", words.say(code, threshold=threshold))
        for section in compiled.sections:
            practice = words.say(f"notice_practice.{section.code}")
            put(f"{section.code}/practice", "" if practice.startswith("notice_practice.") else practice)
            for entry in section.entries:
                if entry.merged:
                    count = len(entry.merged_patterns)
                    put(
                        wording_key(entry),
                        words.say("notice_paper.merged_one" if count == 1 else "notice_paper.merged", count=count),
                    )
                else:
                    put(wording_key(entry), entry.wording.in_language(language))
                    put(standard_key(entry), entry.expected_standard.in_language(language))
        for one in compiled.observations:
            put(f"observations/{one.pattern}/wording", one.wording.in_language(language))
    return {key: (zh, en) for key, (zh, en) in texts.items()}
