"""Lists written out as tables: XLSX, ODS, CSV or JSON by the suffix of the target."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from auditdesk.errors import Problem
from auditdesk.model.rows import BranchRow, FindingRow, FirmRow, TierMoveRow, VisitRow
from auditdesk.model.tips import TipRow
from auditdesk.model.trail import TrailRow
from auditdesk.progress import Progress, silent
from auditdesk.words import Words

if TYPE_CHECKING:
    from auditdesk.exchange.tables_out import Value


class TableService:
    """Exports of what a list shows, in its order. Each returns the number of rows.

    Raises Refused ``export.unknown_format``, Unavailable for the disk; a failure leaves no file. ``sign`` signs the journal at each,
    ``demand`` asks whether the person may do an act; ``now`` stamps results, ``wordings`` gives the standard wording of each pattern
    in a language.
    """

    def __init__(
        self,
        sign: Callable[[], None] = lambda: None,
        demand: Callable[[str], None] = lambda act: None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        wordings: Callable[[str], Mapping[str, str]] = lambda language: {},
    ) -> None:
        self._sign = sign
        self._demand = demand
        self._now = now
        self._wordings = wordings

    def firms(self, rows: Sequence[FirmRow], path: Path, words: Words, progress: Progress = silent) -> int:
        """The register on a day. Amounts in NT$."""
        columns: tuple[str, ...] = (
            "code",
            "name",
            "paid_in_capital",
            "assigned_operating_funds",
            "capital_tier",
            "internet_ordering",
        )
        columns += ("unit", "chief", "staff", "short", "staffing_met", "open_findings", "last_visit", "standing")
        columns += ("licence", "unified_number", "short_name", "other_names", "contact_person", "letter_address")
        lines: Iterable[tuple[Value, ...]] = (
            (
                row.code,
                row.name,
                row.paid_in_capital,
                row.assigned_operating_funds,
                words.show("band", row.staffing_band.name) if row.staffing_band else None,
                row.internet_ordering,
                row.staffing.unit_actual if row.staffing else None,
                row.staffing.chief_actual if row.staffing else None,
                row.staffing.staff_actual if row.staffing else None,
                None if row.staffing is None or row.staffing.met is None else row.staffing.short,
                None if row.staffing is None else row.staffing.met,
                row.open_findings,
                row.last_visit,
                words.say(f"standing.{row.standing}"),
                words.say(f"licence.{row.licence}"),
                row.unified_number,
                row.short_name,
                "、".join(name for name in row.other_names if name != row.name),
                row.contact,
                row.letter_address,
            )
            for row in rows
        )
        return self._write(path, "firms", columns, lines, words, progress)

    def moves(self, rows: Sequence[TierMoveRow], path: Path, words: Words, progress: Progress = silent) -> int:
        """The tier moves of a year. Amounts in NT$."""
        columns = ("valid_from", "code", "name", "from", "to", "capital_before_ntd", "capital_after_ntd", "source")
        lines: Iterable[tuple[Value, ...]] = (
            (
                row.day,
                row.code,
                row.name,
                words.show("band", row.before.name) if row.before else None,
                words.show("band", row.after.name) if row.after else None,
                row.capital_before,
                row.capital_after,
                row.source,
            )
            for row in rows
        )
        return self._write(path, "moves", columns, lines, words, progress)

    def branches(self, rows: Sequence[tuple[str, BranchRow]], path: Path, words: Words, progress: Progress = silent) -> int:
        """Branches with the code of their firm."""
        columns = ("firm", "branch", "name", "branch_address", "telephone", "opened_on")
        lines: Iterable[tuple[Value, ...]] = (
            (firm, branch.code, branch.name, branch.address, branch.telephone, branch.opened_on) for firm, branch in rows
        )
        return self._write(path, "branches", columns, lines, words, progress)

    def visits(self, rows: Sequence[VisitRow], path: Path, words: Words, progress: Progress = silent) -> int:
        """Visits with their progress."""
        columns: tuple[str, ...] = ("visit", "code", "name", "day", "kind", "mode", "authority", "edition", "inspectors")
        columns += ("done", "total", "deficient", "findings")
        lines: Iterable[tuple[Value, ...]] = (
            (
                row.number,
                row.firm_code,
                row.firm_name,
                row.reference_date,
                words.say(f"visit_kind.{row.kind}"),
                words.say(f"visit_mode.{row.mode}"),
                words.say(f"authority.{row.authority}"),
                row.edition,
                words.show("inspectors", row.inspectors),
                row.done,
                row.total,
                row.deficient,
                row.findings,
            )
            for row in rows
        )
        return self._write(path, "visits", columns, lines, words, progress)

    def findings(self, rows: Sequence[FindingRow], path: Path, words: Words, progress: Progress = silent) -> int:
        """Findings with their internal facts: the file is as confidential as they are. ``.oscal.json`` gives assessment results."""
        if path.name.lower().endswith(".oscal.json"):
            return self._oscal(rows, path, words)
        columns: tuple[str, ...] = (
            "finding",
            "code",
            "name",
            "visit",
            "day",
            "item",
            "pattern",
            "authority",
            "class",
            "severity",
            "state",
        )
        columns += ("facts", "due_date", "author", "reviewer")
        lines: Iterable[tuple[Value, ...]] = (
            (
                row.number,
                row.firm_code,
                row.firm_name,
                row.visit_number,
                row.visit_date,
                row.item,
                row.pattern,
                words.say(f"authority.{row.authority}"),
                words.say(f"class.{row.finding_class}"),
                words.say(f"severity.{row.severity}"),
                words.say(f"state.{row.state}"),
                row.facts,
                row.due_date,
                row.author,
                row.reviewer,
            )
            for row in rows
        )
        return self._write(path, "findings", columns, lines, words, progress)

    def _oscal(self, rows: Sequence[FindingRow], path: Path, words: Words) -> int:
        from auditdesk.exchange.finding_oscal import write_oscal

        self._sign()
        return write_oscal(path, rows, self._now(), self._wordings(words.language))

    def tips(self, rows: Sequence[TipRow], path: Path, words: Words, progress: Progress = silent) -> int:
        """The register of tips, without who reported them."""
        columns = ("tip", "received_on", "tip_source", "code", "name", "subject", "material", "tip_state", "tip_result", "links")
        lines: Iterable[tuple[Value, ...]] = (
            (
                row.number,
                row.received_on,
                words.say(f"tip_source.{row.source}"),
                row.firm_code,
                row.firm_name,
                row.subject,
                row.material,
                words.say(f"state.{row.state}"),
                words.say(f"tip_result.{row.result}") if row.result else "",
                "、".join((*row.visits, *row.findings)),
            )
            for row in rows
        )
        return self._write(path, "tips", columns, lines, words, progress)

    def problems(self, problems: Sequence[Problem], path: Path, words: Words, progress: Progress = silent) -> int:
        """What is wrong in an input file, by its place, for whoever mends the file."""
        columns: tuple[str, ...] = ("file", "sheet", "row", "column", "value", "weight", "message")
        lines: Iterable[tuple[Value, ...]] = (
            (
                problem.file,
                problem.sheet,
                problem.row,
                problem.column,
                problem.value,
                words.say("problem.blocking" if problem.blocking else "problem.hint"),
                words.problem(problem),
            )
            for problem in problems
        )
        return self._write(path, "problems", columns, lines, words, progress)

    def trail(self, rows: Iterable[TrailRow], path: Path, words: Words, progress: Progress = silent) -> int:
        """Lines of the audit trail for readers; ``trail.export`` writes what can be verified. Raises Refused ``act.forbidden`` too."""
        self._demand("journal.export")
        from auditdesk.services.trail_words import difference_text, object_text

        columns: tuple[str, ...] = (
            "sequence",
            "at",
            "login",
            "person",
            "act",
            "object_kind",
            "object",
            "difference",
            "computer",
            "hash",
        )
        lines: Iterable[tuple[Value, ...]] = (
            (
                row.sequence,
                row.at,
                row.login,
                row.person,
                words.show("act", row.act),
                words.show("object_kind", row.kind),
                object_text(row, words),
                difference_text(row, words),
                row.computer,
                row.hash,
            )
            for row in rows
        )
        return self._write(path, "trail", columns, lines, words, progress)

    def shown(
        self,
        name: str,
        headings: Sequence[str],
        lines: Sequence[tuple[Value, ...]],
        path: Path,
        words: Words,
        progress: Progress = silent,
    ) -> int:
        """A list as a screen shows it: its name, its column titles, its cells as printed."""
        from auditdesk.exchange.tables_out import ListTable, write_table

        self._sign()
        return write_table(path, ListTable(name, tuple(headings), lines, words.language), progress=progress)

    def _write(
        self,
        path: Path,
        name: str,
        columns: Sequence[str],
        lines: Iterable[tuple[Value, ...]],
        words: Words,
        progress: Progress,
    ) -> int:
        from auditdesk.exchange.tables_out import ListTable, write_table

        self._sign()
        headings = tuple(words.say(f"column.{column}") for column in columns)
        return write_table(path, ListTable(words.say(f"table.{name}"), headings, lines, words.language), progress=progress)
