"""The working paper of a visit as a story: head, judgements, findings, samples, interviews, evidence, notes, reasons, history.

Source: the rule on electronic working papers, which asks for a whole file, easily cross-checked, with its full history of signing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from auditdesk.documents.numbering import label
from auditdesk.documents.paper_words import Say
from auditdesk.documents.story import Align, Block, Heading, KeyValue, Paragraph, Story, Table
from auditdesk.model.fieldwork_rows import FieldFinding, FieldItem
from auditdesk.model.samples import SampleRow
from auditdesk.model.terms import Judgement
from auditdesk.model.working_papers import WorkingPaper
from auditdesk.rules.item_numbers import shown


def working_paper_story(paper: WorkingPaper, language: str) -> Story:
    """The whole working paper in ``zh_TW`` or ``en``. It names the firm and is for the office alone; each page says so."""
    say = Say(paper, language)
    visit = paper.visit
    blocks: list[Block] = [Heading(0, say("paper"), "paper"), *say.head()]
    chapters = (
        ("summary", _summary(paper, say)),
        ("items", _items(paper, say)),
        ("findings", _findings(paper, say)),
        ("samples", _samples(paper, say)),
        ("interviews", _interviews(paper, say)),
        ("evidence", _evidence(paper, say)),
        ("notes", _notes(paper, say)),
        ("tips", _tips(paper, say)),
        ("reasons", _reasons(paper, say)),
        ("signatures", _signatures(paper, say)),
        ("history", _history(paper, say)),
    )
    for number, (name, content) in enumerate(chapters, start=1):
        told = list(content)
        blocks.append(Heading(1, f"{label(number, 1, language)}{say(f'chapter_{name}')}", name))
        blocks += told or [Paragraph(say("nothing"))]
    return Story(
        title=say("paper_title", visit=visit.number, firm=visit.firm_name),
        language=say.words.language,
        subject=say("paper_subject"),
        author=say("office"),
        keywords=(visit.number, visit.firm_code),
        created=paper.as_of,
        blocks=tuple(blocks),
        running_head=say("running_head", title=say("paper"), firm=visit.firm_name, visit=visit.number),
    )


def _table(say: Say, names: str, rows: Iterable[tuple[str, ...]], widths: tuple[float, ...], caption: str = "") -> list[Block]:
    found = tuple(rows)
    if not found:
        return []
    head = tuple(say(f"column_{name}") for name in names.split())
    return [Table(caption, head, found, widths, (Align.START,) * len(head), first_column_names_row=True)]


def _summary(paper: WorkingPaper, say: Say) -> Iterator[Block]:
    rows, total = [], Counter[str | None]()
    for section in paper.visit.sections:
        told = Counter(item.judgement for item in paper.visit.items if item.code == section.code)
        if section.total:
            total.update(told)
            rows.append((say.section(section), *_counts(told)))
    rows.append((say("all_sections"), *_counts(total)))
    head = (say("column_section"), say("column_items"), *(say.judgement(one) for one in (*Judgement, None)))
    aligned = (Align.START, *(Align.END,) * 6)
    yield Table("", head, tuple(rows), (58, 15, 15, 15, 15, 15, 15), aligned, first_column_names_row=True)


def _counts(told: Counter[str | None]) -> tuple[str, ...]:
    return (str(sum(told.values())), *(str(told[one]) for one in (*(each.value for each in Judgement), None)))


def _items(paper: WorkingPaper, say: Say) -> Iterator[Block]:
    sampled, asked = Counter(one.item for one in paper.samples), Counter(key for one in paper.interviews for key in one.items)
    for number, section in enumerate((one for one in paper.visit.sections if one.total), start=1):
        yield Heading(2, say.section(section), f"items-{number}")
        rows = (
            (
                item.number,
                f"{say.two(item.summary_zh, item.summary_en)}\n{say('because')}\n{say.reasons(item)}".strip(),
                "\n".join(filter(None, (say.judgement(item.judgement), *_answered(item, say)))),
                _remarks(item, say, sampled[item.key], asked[item.key]),
                say.previous(item),
            )
            for item in paper.visit.items
            if item.code == section.code
        )
        yield from _table(say, "item text_and_why judgement remarks last_year", rows, (14, 44, 20, 34, 16))


def _answered(item: FieldItem, say: Say) -> tuple[str, ...]:
    return (say.paper.who(item.answered_by), say.moment(item.answered_at)) if item.judgement else ()


def _remarks(item: FieldItem, say: Say, samples: int, interviews: int) -> str:
    told = [item.note.strip()]
    if item.findings:
        told.append(say("has_findings", findings=say.words.show("findings", tuple(one.number for one in item.findings))))
    if samples:
        told.append(say("has_samples", count=samples))
    if interviews:
        told.append(say("has_interviews", count=interviews))
    return "\n".join(filter(None, told))


def _findings(paper: WorkingPaper, say: Say) -> Iterator[Block]:
    bound = [finding for item in paper.visit.items for finding in item.findings]
    for number, finding in enumerate(sorted((*bound, *paper.visit.unbound), key=lambda one: one.number), start=1):
        yield Heading(
            2, f"{finding.number}　{say.two(finding.wording_zh, finding.wording_en) or say('no_pattern')}", f"f-{number}"
        )
        rows = tuple((say(f"finding_{name}"), text) for name, text in _finding(paper, finding, say) if text)
        yield Table("", (say("column_name"), say("column_value")), rows, (22, 106), (Align.START, Align.START), True)


def _finding(paper: WorkingPaper, finding: FieldFinding, say: Say) -> Iterator[tuple[str, str]]:
    words = say.words
    yield "item", shown(finding.item) if finding.item else say("no_item")
    yield "class", words.say(f"class.{finding.finding_class}")
    severity = words.say(f"severity.{finding.severity}")
    yield "severity", f"{severity}\n{finding.severity_reason}".strip()
    yield "due", words.day(finding.due_date) if finding.due_date else ""
    yield "facts", finding.facts.strip() or say("facts_missing")
    yield "standard", say.two(finding.standard_zh, finding.standard_en)
    yield "locations", words.show("places", finding.locations) if finding.locations else ""
    yield "firm_remark", finding.firm_remark.strip()
    yield "repeat", say("repeated") if finding.repeat_of else ""
    yield "state", words.say(f"state.{finding.state}")
    yield "reason", finding.reason.strip()
    yield "author", say.signed(finding.author, finding.recorded_at)
    yield "reviewer", paper.who(finding.reviewer)
    files = tuple(one for one in paper.evidence if one.finding_uid == finding.uid)
    yield "evidence", "\n".join(f"{one.file_name}（SHA-256 {one.sha256[:16]}…）" for one in files)


def _samples(paper: WorkingPaper, say: Say) -> Iterator[Block]:
    for number, sample in enumerate(paper.samples, start=1):
        yield Heading(2, say("sample_of", number=number, item=sample.number), f"s-{number}")
        yield from _one_sample(paper, sample, say)


def _one_sample(paper: WorkingPaper, sample: SampleRow, say: Say) -> Iterator[Block]:
    def line(name: str, text: str) -> KeyValue:
        return KeyValue(say("label", label=say(f"sample_{name}")), text)

    size = "" if sample.population_size is None else say("pieces", count=sample.population_size)
    yield line("population", " ".join(filter(None, (sample.population, size))) or say("unknown"))
    method = say.words.say(f"sampling.{sample.method}") if sample.method else say("unknown")
    yield line("method", f"{method}　{say('seed', seed=sample.seed)}" if sample.seed else method)
    yield line("kept", say.signed(sample.kept_by, sample.kept_at))
    if sample.result:
        yield line("result", sample.result)
    rows = (
        (str(at), one.name, say.words.say(f"sample_result.{one.result}"), one.note) for at, one in enumerate(sample.chosen, 1)
    )
    yield from _table(say, "number piece result note", rows, (10, 60, 20, 40), say("chosen", count=len(sample.chosen)))


def _interviews(paper: WorkingPaper, say: Say) -> list[Block]:
    rows = (
        (
            say.moment(one.held_at),
            "\n".join(filter(None, (one.role, one.name))),
            one.subject,
            say.words.show("items", tuple(map(shown, one.items))) if one.items else "",
            paper.who(one.kept_by),
        )
        for one in paper.interviews
    )
    return _table(say, "time role subject item by", rows, (22, 26, 52, 18, 16))


def _evidence(paper: WorkingPaper, say: Say) -> list[Block]:
    rows = (
        (
            one.file_name,
            one.finding or say("not_with_finding"),
            f"{one.size:,}",
            f"{say.moment(one.added_at)}\n{paper.who(one.added_by)}",
            one.sha256,
        )
        for one in paper.evidence
    )
    return _table(say, "file finding bytes added sha256", rows, (36, 18, 16, 24, 40))


def _notes(paper: WorkingPaper, say: Say) -> list[Block]:
    rows = (
        (
            say.moment(one.written_at),
            paper.who(one.author),
            one.text,
            " ".join(filter(None, (say.words.say(f"note_state.{one.state}"), shown(one.item) if one.item else ""))),
        )
        for one in paper.notes
    )
    return _table(say, "time by note sorted", rows, (24, 18, 66, 22))


def _tips(paper: WorkingPaper, say: Say) -> list[Block]:
    rows = (
        (one.number, one.subject, shown(one.item) if one.item else say("whole_visit"), say.words.say(f"state.{one.state}"))
        for one in paper.tips
    )
    return _table(say, "tip subject item state", rows, (18, 70, 20, 22))


def _reasons(paper: WorkingPaper, say: Say) -> list[Block]:
    return _table(say, "wrong reason", paper.submit_reasons, (60, 60))


def _signatures(paper: WorkingPaper, say: Say) -> list[Block]:
    visit = paper.visit
    steps = [(say("head_opened"), paper.who(paper.opened_by), say.moment(paper.opened_at), "")]
    for one in paper.reopenings:
        steps.append((say("head_signed_off"), paper.who(one.signed_off_by), say.moment(one.signed_off_at), say("voided")))
        steps.append((say("reopened"), paper.who(one.reopened_by), say.moment(one.reopened_at), one.reason))
    for name, login, at in (
        ("head_handed_in", visit.submitted_by, visit.submitted_at),
        ("head_signed_off", visit.signed_off_by, visit.signed_off_at),
    ):
        steps.append((say(name), paper.who(login) or say("nobody"), say.moment(at), ""))
    return _table(say, "step who time reason", steps, (22, 26, 28, 54))


def _history(paper: WorkingPaper, say: Say) -> Iterator[Block]:
    yield Paragraph(say("history_what"))
    rows = ((say.moment(one.at), one.who, f"{one.act}\n{one.about}".strip(), one.difference) for one in paper.history)
    yield from _table(say, "time who what difference", rows, (24, 18, 34, 54))
