"""Samples of a visit: what was looked at of how many, chosen how, with what result."""

from __future__ import annotations

import builtins
import json
import os
from dataclasses import asdict

from auditdesk.errors import Refused
from auditdesk.model.fieldwork_records import Sample
from auditdesk.model.fieldwork_rows import UndoName
from auditdesk.model.records import Visit
from auditdesk.model.samples import Chosen, KeepSample, SampleResult, SampleRow, SamplingMethod
from auditdesk.rules import sampling
from auditdesk.rules.item_numbers import shown
from auditdesk.services.fieldwork_reading import visit_named
from auditdesk.services.fieldwork_work import item_of, keep_step, writable
from auditdesk.services.office import Office
from auditdesk.services.undo import Recording
from auditdesk.store.journal import canonical
from auditdesk.store.queries import samples as queries
from auditdesk.store.work import Work


class SampleService:
    """Acts on samples; each is a named step back of the visit, and a signed-off visit refuses them all."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def list(self, visit: str, item: str | None = None) -> tuple[SampleRow, ...]:
        """The samples of a visit, or of one item. Raises Refused ``visit.unknown``."""
        with self._office.store.read() as connection:
            return queries.samples(connection, visit_named(connection, visit)["uid"], item=item)

    def keep(self, order: KeepSample) -> SampleRow:
        """Keep a new sample, or other contents of one. What is typed on within half a minute is one step back.

        Raises Refused ``visit.unknown``, ``visit.signed_off``, ``item.not_in_visit``, ``sample.unknown``, ``sample.size``;
        Conflict ``record.changed``.
        """
        with self._office.work("visits.sample") as work:
            recording = Recording()
            if order.sample is None:
                visit = writable(work, order.visit)
                item = item_of(work, visit, order.item)
                sample = work.add(
                    Sample(
                        uid=work.new_uid(),
                        visit_uid=visit.uid,
                        item_key=item.item_key,
                        population="",
                        method=SamplingMethod.JUDGEMENT.value,
                        kept_by=work.login,
                        kept_at=work.now(),
                    )
                )
                recording.made(sample)
            else:
                visit, sample = _begun(work, order.sample, order.seen)
                recording.watch(sample)
            _take(sample, order)
            work.flush()
            code = "undo.sample" if order.sample is None else "undo.sample_edit"
            return self._kept(work, visit, sample, code, recording, goes_on=order.sample is not None)

    def draw(
        self,
        sample: str,
        count: int,
        seed: str = "",
        method: SamplingMethod = SamplingMethod.RANDOM,
        seen: int | None = None,
    ) -> SampleRow:
        """Choose ``count`` of the sample's listed population; without a ``seed`` one is made up and kept. What those that are chosen
        again showed already stays with them.

        Raises Refused ``sample.population_empty``, ``sample.count``, ``sample.not_drawn`` and as ``keep``.
        """
        with self._office.work("visits.sample") as work:
            visit, found = _begun(work, sample, seen)
            recording = Recording()
            recording.watch(found)
            listed = json.loads(found.listed)
            seed = seed.strip() or os.urandom(4).hex()
            known = {one["name"]: one for one in json.loads(found.chosen)}
            drawn = sampling.draw(listed, count, seed, method)
            found.chosen = canonical([known.get(name, asdict(Chosen(name))) for name in drawn])
            found.seed, found.method, found.population_size = seed, method.value, len(listed)
            work.flush()
            return self._kept(work, visit, found, "undo.sample_draw", recording)

    def delete(self, sample: str) -> SampleRow:
        """Put a sample among what was deleted; undo and ``restore`` bring it back. Raises as ``keep``."""
        return self._mark(sample, "undo.sample_delete", deleted=True)

    def restore(self, sample: str) -> SampleRow:
        """Bring a deleted sample back. Raises as ``keep``."""
        return self._mark(sample, "undo.sample_restore", deleted=False)

    def _mark(self, sample: str, code: str, *, deleted: bool) -> SampleRow:
        with self._office.work("visits.sample") as work:
            visit, found = _begun(work, sample)
            recording = Recording()
            recording.watch(found)
            found.deleted_at = work.now() if deleted else None
            work.flush()
            return self._kept(work, visit, found, code, recording)

    def _kept(
        self, work: Work, visit: Visit, sample: Sample, code: str, recording: Recording, *, goes_on: bool = False
    ) -> SampleRow:
        name = UndoName(code, {"item": shown(sample.item_key)})
        keep_step(work, visit, name, recording.changes(), goes_on=goes_on)
        uid, visit_uid = sample.uid, visit.uid
        work.commit()
        with self._office.store.read() as connection:
            rows: builtins.list[SampleRow] = [
                *queries.samples(connection, visit_uid),
                *queries.samples(connection, visit_uid, deleted=True),
            ]
        return next(row for row in rows if row.uid == uid)


def _begun(work: Work, sample: str, seen: int | None = None) -> tuple[Visit, Sample]:
    found = work.find(Sample, uid=sample)
    if found is None:
        raise Refused("sample.unknown", sample=sample)
    work.get(Sample, sample, seen=seen)
    return writable(work, found.visit_uid), found


def _take(sample: Sample, order: KeepSample) -> None:
    if order.population is not None:
        sample.population = order.population.strip()
    if order.listed is not None:
        sample.listed = canonical([*order.listed])
        sample.population_size = len(order.listed) or sample.population_size
    if order.population_size is not None:
        if order.population_size < 0:
            raise Refused("sample.size", size=order.population_size)
        sample.population_size = order.population_size or None
    if order.chosen is not None:
        known = set(SampleResult)
        sample.chosen = canonical([asdict(one) for one in order.chosen if one.name.strip() and one.result in known])
    if order.method is not None:
        sample.method = order.method.value
    if order.seed is not None:
        sample.seed = order.seed.strip()
    if order.result is not None:
        sample.result = order.result.strip()
