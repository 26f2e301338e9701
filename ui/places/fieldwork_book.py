"""One visit as the screen shows it: read off the GUI thread, changed at once on screen, written in the lane behind it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from auditdesk.model.fieldwork_rows import EditFinding, FieldFinding, FieldItem, FieldworkRow, JudgeItem
from auditdesk.model.terms import Judgement, Severity
from ui.words import tr, words

if TYPE_CHECKING:
    from auditdesk.model.evidence_rows import Attached
    from ui.parts.evidence_tray import Source
    from ui.places.base import Place

WITH_FINDING = (Judgement.DEFICIENT, Judgement.OBSERVATION)
UNBOUND = "–"
"""The code under which findings without an item are listed."""
_UNBOUND_KEY = "finding/"


def unbound_key(finding_uid: str) -> str:
    """The key of the line that stands for a finding without an item."""
    return f"{_UNBOUND_KEY}{finding_uid}"


def is_unbound(key: str) -> bool:
    return key.startswith(_UNBOUND_KEY)


class FieldworkBook(QObject):
    """What is on screen is right at once; what the disk says comes later and corrects it.

    Writes run one after the other in the order of the keys, so an edit may name a finding whose number is still on its way.
    """

    changed = Signal()
    failed = Signal(object)

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self._desk, self._runner = place.desk, place.runner
        self._visit = ""
        self._pending = 0
        self._made: dict[str, str] = {}
        """Item key → uid of its finding, as the lane has made it."""
        self.row: FieldworkRow | None = None
        self._items: tuple[FieldItem, ...] = ()
        self._at: dict[str, int] = {}

    @property
    def settled(self) -> bool:
        """Nothing is on its way to the disk."""
        return not self._pending

    # reading

    def open(self, visit: str) -> None:
        """Show another visit, by number or uid."""
        self._visit, self.row, self._made = visit, None, {}
        self._set_items(())
        self.read()

    def read(self) -> None:
        """Read the visit again, unless something is still being written: then after it."""
        if self._visit and not self._pending:
            visit = self._visit
            self._runner.read(lambda: self._screen(visit), self._take, self._not_read, latest="fieldwork")

    def _screen(self, visit: str) -> FieldworkRow:
        row = self._desk.fieldwork.screen(visit)
        self._desk.patterns.on(row.reference_date)  # read here once, so that the keys find it in memory
        return row

    def _take(self, row: FieldworkRow) -> None:
        if self._pending:
            return  # what the keys have done since is not in it
        self.row = row
        self._visit = row.number
        self._set_items((*row.items, *(_unbound(at, each) for at, each in enumerate(row.unbound, start=1))))
        self.changed.emit()

    def _not_read(self, error: Exception) -> None:
        self.failed.emit(error)

    def _set_items(self, items: Sequence[FieldItem]) -> None:
        self._items = tuple(items)
        self._at = {item.key: at for at, item in enumerate(self._items)}

    # asking

    @property
    def refused(self) -> str:
        """Why nothing can be changed; empty = it can."""
        if self.row is None:
            return tr("The visit is being read.")
        if self.row.read_only:
            return tr("The working papers are signed off: they can be read, not changed.")
        error = self._desk.refusal("visits.answer")
        return words().error(error) if error is not None else ""

    def items(self, section: str | None = None) -> tuple[FieldItem, ...]:
        return self._items if section is None else tuple(item for item in self._items if item.code == section)

    def item(self, key: str) -> FieldItem | None:
        return self._items[self._at[key]] if key in self._at else None

    def codes(self) -> tuple[str, ...]:
        """The sections in their order."""
        if self.row is None:
            return ()
        return (*(section.code for section in self.row.sections), *((UNBOUND,) if self.row.unbound else ()))

    def section_of(self, key: str) -> str:
        item = self.item(key)
        return "" if item is None else item.code

    def first(self, section: str) -> str:
        """The section's first item; empty = it has none here."""
        return next((item.key for item in self._items if item.code == section), "")

    def first_open(self, section: str | None = None) -> str:
        """The first item not checked, in a section or in all; empty = none."""
        return next((item.key for item in self.items(section) if item.judgement is None), "")

    def next_open(self, key: str, *, mine: bool = False) -> str:
        """The item not checked that follows, going round once; with ``mine`` only one's own; empty = all are checked."""
        at = self._at.get(key, -1)
        order = (*self._items[at + 1 :], *self._items[: max(at, 0)])
        return next((item.key for item in order if item.judgement is None and (not mine or self.is_mine(item))), "")

    def is_mine(self, item: FieldItem) -> bool:
        """Whether one looks after an item oneself, or after its section while nobody else has claimed it."""
        me = self._desk.actor.login
        return item.claimed_by == me or (item.claimed_by is None and self.assigned(item.code) == me)

    def assigned(self, code: str) -> str | None:
        """The login that looks after a section."""
        sections = () if self.row is None else self.row.sections
        return next((section.assigned for section in sections if section.code == code), None)

    def following(self, key: str) -> str:
        """The next item of the visit; the last one is followed by itself."""
        at = self._at.get(key, -1)
        return self._items[min(at + 1, len(self._items) - 1)].key if self._items else ""

    def progress(self) -> tuple[int, int]:
        items = [item for item in self._items if not is_unbound(item.key)]
        return sum(item.judgement is not None for item in items), len(items)

    # changing

    def _put(self, item: FieldItem) -> None:
        """Show a changed item at once."""
        items = list(self._items)
        items[self._at[item.key]] = item
        self._items = tuple(items)
        self.changed.emit()

    def write(
        self, work: Callable[[], Any], then: Callable[[Any], None] | None = None, failed: Callable[[], None] | None = None
    ) -> None:
        """Put an act into the lane; once nothing waits any more the visit is read again."""
        self._pending += 1
        self._runner.write(work, partial(self._written, then), partial(self._not_written, failed))

    def _written(self, then: Callable[[Any], None] | None, result: Any) -> None:
        self._pending -= 1
        if then is not None:
            then(result)
        self.read()

    def _not_written(self, failed: Callable[[], None] | None, error: Exception) -> None:
        self._pending -= 1
        if failed is not None:
            failed()
        self.failed.emit(error)
        self.read()

    def judge(self, key: str, judgement: Judgement | None) -> None:
        """Judge an item. With 不符 and 建議 comes a draft, with another judgement it goes among what was deleted last."""
        item, visit = self.item(key), self._visit
        if item is None:
            return
        findings: tuple[FieldFinding, ...] = ()
        if judgement in WITH_FINDING:
            wanted = "observation" if judgement is Judgement.OBSERVATION else "finding"
            findings = tuple(replace(each, finding_class=wanted) for each in item.findings) or (self._draft(item, wanted),)
        told = None if judgement is None else judgement.value
        self._put(replace(item, judgement=told, findings=findings, claimed_by=self._desk.actor.login))
        service, made = self._desk.fieldwork, self._made

        def work() -> None:
            now = service.judge(JudgeItem(visit, key, judgement))
            made.pop(key, None)
            if now.finding is not None:
                made[key] = now.finding.uid

        self.write(work)

    def _draft(self, item: FieldItem, finding_class: str) -> FieldFinding:
        """The finding as it is shown until the lane has made it: pattern and severity are known, number and date are not."""
        assert self.row is not None
        bureau = self.row.authority == "feb"
        known = self._desk.patterns.on(self.row.reference_date)
        pattern = next((one for one in known if item.key in one.items and (one.group == "feb") == bureau), None)
        severity = pattern.default_severity.value if pattern else ""
        return FieldFinding(
            uid="",
            number="",
            item=item.key,
            pattern=pattern.id if pattern else "",
            pattern_code=pattern.code if pattern else "",
            wording_zh=pattern.wording.zh if pattern else "",
            wording_en=pattern.wording.en if pattern else "",
            standard_zh="",
            standard_en="",
            finding_class=finding_class,
            severity=severity,
            default_severity=severity or None,
            severity_reason="",
            due_date=None,
            due_days=None,
            facts="",
            locations=(),
            firm_remark="",
            state="draft",
            reason="",
            author=self._desk.actor.login,
            reviewer=None,
            repeat_of=None,
            evidence=0,
            recorded_at=datetime.now(UTC),
            deleted_at=None,
            version=0,
        )

    def _finding_uid(self, key: str, shown: str) -> str:
        """In the lane: the uid of an item's finding, made just before where the screen did not know it yet."""
        return shown or self._made.get(key, "")

    def flag(self, key: str, flagged: bool) -> None:
        item, visit, service = self.item(key), self._visit, self._desk.fieldwork
        if item is not None:
            self._put(replace(item, flagged=flagged))
            self.write(lambda: service.flag(visit, key, flagged))

    def claim(self, key: str, login: str | None) -> None:
        """Look after an item oneself, or let it go with None."""
        item, visit, service = self.item(key), self._visit, self._desk.fieldwork
        if item is not None:
            self._put(replace(item, claimed_by=login))
            self.write(lambda: service.claim(visit, key) if login else service.release(visit, key))

    def edit(self, key: str, fields: Mapping[str, Any], then: Callable[[], None] | None = None) -> None:
        """Write some fields of an item's finding, named as in ``EditFinding``."""
        item, service = self.item(key), self._desk.fieldwork
        if item is None or item.finding is None:
            return
        told = {name: value for name, value in fields.items() if name != "pattern"}
        finding = replace(item.finding, **told)
        self._put(replace(item, findings=(finding, *item.findings[1:]), claimed_by=self._desk.actor.login))
        shown, order = item.finding.uid, dict(fields)
        if order.get("severity"):
            order["severity"] = Severity(order["severity"])
        self.write(
            lambda: service.write(EditFinding(self._finding_uid(key, shown), **order)),
            None if then is None else (lambda _row: then()),
        )

    def copy_last(self, key: str) -> None:
        """Take over what the finding written before says, where this one says nothing yet."""
        self._act_on_finding(key, self._desk.fieldwork.copy_previous)

    def delete_finding(self, key: str) -> None:
        """Put an item's finding among what was deleted last; the judgement stays."""
        self._act_on_finding(key, self._desk.fieldwork.delete)

    def _act_on_finding(self, key: str, act: Callable[[str], Any]) -> None:
        item = self.item(key)
        if item is not None and item.finding is not None:
            shown = item.finding.uid
            self.write(lambda: act(self._finding_uid(key, shown)))

    def attach(self, key: str, sources: Sequence[Source], then: Callable[[Attached], None], failed: Callable[[], None]) -> None:
        """Keep files as evidence of an item's finding; they are read in the lane."""
        item, evidence = self.item(key), self._desk.evidence
        if item is not None and item.finding is not None:
            shown = item.finding.uid

            def work() -> Attached:
                return evidence.attach([one.incoming() for one in sources], finding=self._finding_uid(key, shown))

            self.write(work, then, failed)


def _unbound(position: int, finding: FieldFinding) -> FieldItem:
    """A finding without an item as a line of its own."""
    observed = finding.finding_class == "observation"
    return FieldItem(
        uid=finding.uid,
        key=unbound_key(finding.uid),
        code=UNBOUND,
        number=finding.number,
        part="",
        position=position,
        paragraph=None,
        summary_zh=finding.wording_zh or finding.facts,
        summary_en=finding.wording_en or finding.facts,
        frequency="",
        applies=True,
        reasons=(),
        judgement=(Judgement.OBSERVATION if observed else Judgement.DEFICIENT).value,
        note="",
        answered_by=None,
        answered_at=None,
        flagged=False,
        claimed_by=None,
        repeated=False,
        previous=None,
        previous_note="",
        previous_same_text=False,
        earlier=(),
        findings=(finding,),
        evidence=finding.evidence,
        version=0,
    )
