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
    phrase = Say(paper, language)
    visit = paper.visit
    blocks: list[Block] = [Heading(0, phrase("paper"), "paper"), *phrase.head()]
    chapters = (
        ("summary", _summary(paper, phrase)),
        ("items", _items(paper, phrase)),
        ("findings", _findings(paper, phrase)),
        ("samples", _samples(paper, phrase)),
        ("interviews", _interviews(paper, phrase)),
        ("evidence", _evidence(paper, phrase)),
        ("notes", _notes(paper, phrase)),
        ("tips", _tips(paper, phrase)),
        ("reasons", _reasons(paper, phrase)),
        ("signatures", _signatures(paper, phrase)),
        ("history", _history(paper, phrase)),
    )
    for number, (name, content) in enumerate(chapters, start=1):
        told = list(content)
        blocks.append(Heading(1, f"{label(number, 1, language)}{phrase(f'chapter_{name}')}", name))
        blocks += told or [Paragraph(phrase("nothing"))]
    return Story(
        title=phrase("paper_title", visit=visit.number, firm=visit.firm_name),
        language=phrase.words.language,
        subject=phrase("paper_subject"),
        author=phrase("office"),
        keywords=(visit.number, visit.firm_code),
        created=paper.as_of,
        blocks=tuple(blocks),
        running_head=phrase("running_head", title=phrase("paper"), firm=visit.firm_name, visit=visit.number),
    )


def _table(phrase: Say, names: str, rows: Iterable[tuple[str, ...]], widths: tuple[float, ...], caption: str = "") -> list[Block]:
    found = tuple(rows)
    if not found:
        return []
    head = tuple(phrase(f"column_{name}") for name in names.split())
    return [Table(caption, head, found, widths, (Align.START,) * len(head), first_column_names_row=True)]


def _summary(paper: WorkingPaper, phrase: Say) -> Iterator[Block]:
    rows, total = [], Counter[str | None]()
    for section in paper.visit.sections:
        told = Counter(item.judgement for item in paper.visit.items if item.code == section.code)
        if section.total:
            total.update(told)
            rows.append((phrase.section(section), *_counts(told)))
    rows.append((phrase("all_sections"), *_counts(total)))
    head = (phrase("column_section"), phrase("column_items"), *(phrase.judgement(one) for one in (*Judgement, None)))
    aligned = (Align.START, *(Align.END,) * 6)
    yield Table("", head, tuple(rows), (58, 11, 14, 15, 19, 17, 14), aligned, first_column_names_row=True)


def _counts(told: Counter[str | None]) -> tuple[str, ...]:
    return (str(sum(told.values())), *(str(told[one]) for one in (*(each.value for each in Judgement), None)))


def _items(paper: WorkingPaper, phrase: Say) -> Iterator[Block]:
    sampled, asked = Counter(one.item for one in paper.samples), Counter(key for one in paper.interviews for key in one.items)
    for number, section in enumerate((one for one in paper.visit.sections if one.total), start=1):
        yield Heading(2, phrase.section(section), f"items-{number}")
        rows = (
            (
                item.number,
                f"{phrase.two(item.summary_zh, item.summary_en)}\n{phrase('because')}\n{phrase.reasons(item)}".strip(),
                "\n".join(filter(None, (phrase.judgement(item.judgement), *_answered(item, phrase)))),
                _remarks(item, phrase, sampled[item.key], asked[item.key]),
                phrase.previous(item),
            )
            for item in paper.visit.items
            if item.code == section.code
        )
        yield from _table(phrase, "item text_and_why judgement remarks last_year", rows, (13, 66, 19, 22, 15))


def _answered(item: FieldItem, phrase: Say) -> tuple[str, ...]:
    return (phrase.paper.who(item.answered_by), phrase.moment(item.answered_at)) if item.judgement else ()


def _remarks(item: FieldItem, phrase: Say, samples: int, interviews: int) -> str:
    told = [item.note.strip()]
    if item.findings:
        told.append(phrase("has_findings", findings=phrase.words.show("findings", tuple(one.number for one in item.findings))))
    if samples:
        told.append(phrase("has_samples", count=samples))
    if interviews:
        told.append(phrase("has_interviews", count=interviews))
    return "\n".join(filter(None, told))


def _findings(paper: WorkingPaper, phrase: Say) -> Iterator[Block]:
    bound = [finding for item in paper.visit.items for finding in item.findings]
    for number, finding in enumerate(sorted((*bound, *paper.visit.unbound), key=lambda one: one.number), start=1):
        yield Heading(
            2, f"{finding.number}　{phrase.two(finding.wording_zh, finding.wording_en) or phrase('no_pattern')}", f"f-{number}"
        )
        rows = tuple((phrase(f"finding_{name}"), text) for name, text in _finding(paper, finding, phrase) if text)
        yield Table("", (phrase("column_name"), phrase("column_value")), rows, (22, 106), (Align.START, Align.START), True)


def _finding(paper: WorkingPaper, finding: FieldFinding, phrase: Say) -> Iterator[tuple[str, str]]:
    words = phrase.words
    yield "item", shown(finding.item) if finding.item else phrase("no_item")
    yield "class", words.say(f"class.{finding.finding_class}")
    severity = words.say(f"severity.{finding.severity}")
    yield "severity", f"{severity}\n{finding.severity_reason}".strip()
    yield "due", words.day(finding.due_date) if finding.due_date else ""
    yield "facts", finding.facts.strip() or phrase("facts_missing")
    yield "standard", phrase.two(finding.standard_zh, finding.standard_en)
    yield "locations", words.show("places", finding.locations) if finding.locations else ""
    yield "firm_remark", finding.firm_remark.strip()
    yield "repeat", phrase("repeated") if finding.repeat_of else ""
    yield "state", words.say(f"state.{finding.state}")
    yield "reason", finding.reason.strip()
    yield "author", phrase.signed(finding.author, finding.recorded_at)
    yield "reviewer", paper.who(finding.reviewer)
    files = tuple(one for one in paper.evidence if one.finding_uid == finding.uid)
    yield "evidence", "\n".join(f"{one.file_name}（SHA-256 {one.sha256[:16]}…）" for one in files)


def _samples(paper: WorkingPaper, phrase: Say) -> Iterator[Block]:
    for number, sample in enumerate(paper.samples, start=1):
        yield Heading(2, phrase("sample_of", number=number, item=sample.number), f"s-{number}")
        yield from _one_sample(paper, sample, phrase)


def _one_sample(paper: WorkingPaper, sample: SampleRow, phrase: Say) -> Iterator[Block]:
    def line(name: str, text: str) -> KeyValue:
        return KeyValue(phrase("label", label=phrase(f"sample_{name}")), text)

    size = "" if sample.population_size is None else phrase("pieces", count=sample.population_size)
    # A full-width bracket brings its own blank.
    between = "" if size.startswith("（") else " "
    yield line("population", between.join(filter(None, (sample.population, size))) or phrase("unknown"))
    method = phrase.words.say(f"sampling.{sample.method}") if sample.method else phrase("unknown")
    yield line("method", f"{method}　{phrase('seed', seed=sample.seed)}" if sample.seed else method)
    yield line("kept", phrase.signed(sample.kept_by, sample.kept_at))
    if sample.result:
        yield line("result", sample.result)
    rows = (
        (str(at), one.name, phrase.words.say(f"sample_result.{one.result}"), one.note) for at, one in enumerate(sample.chosen, 1)
    )
    yield from _table(phrase, "number piece result note", rows, (10, 60, 20, 40), phrase("chosen", count=len(sample.chosen)))


def _interviews(paper: WorkingPaper, phrase: Say) -> list[Block]:
    rows = (
        (
            phrase.moment(one.held_at),
            "\n".join(filter(None, (one.role, one.name))),
            one.subject,
            phrase.words.show("items", tuple(map(shown, one.items))) if one.items else "",
            paper.who(one.kept_by),
        )
        for one in paper.interviews
    )
    return _table(phrase, "time role subject item by", rows, (22, 26, 52, 18, 16))


def _evidence(paper: WorkingPaper, phrase: Say) -> list[Block]:
    rows = (
        (
            one.file_name,
            one.finding or phrase("not_with_finding"),
            f"{one.size:,}",
            f"{phrase.moment(one.added_at)}\n{paper.who(one.added_by)}",
            f"{one.sha256[:32]}\n{one.sha256[32:]}",
        )
        for one in paper.evidence
    )
    return _table(phrase, "file finding bytes added sha256", rows, (33, 18, 14, 24, 46))


def _notes(paper: WorkingPaper, phrase: Say) -> list[Block]:
    rows = (
        (
            phrase.moment(one.written_at),
            paper.who(one.author),
            one.text,
            " ".join(filter(None, (phrase.words.say(f"note_state.{one.state}"), shown(one.item) if one.item else ""))),
        )
        for one in paper.notes
    )
    return _table(phrase, "time by note sorted", rows, (24, 18, 66, 22))


def _tips(paper: WorkingPaper, phrase: Say) -> list[Block]:
    rows = (
        (one.number, one.subject, shown(one.item) if one.item else phrase("whole_visit"), phrase.words.say(f"state.{one.state}"))
        for one in paper.tips
    )
    return _table(phrase, "tip subject item state", rows, (18, 70, 20, 22))


def _reasons(paper: WorkingPaper, phrase: Say) -> list[Block]:
    return _table(phrase, "wrong reason", paper.submit_reasons, (60, 60))


def _signatures(paper: WorkingPaper, phrase: Say) -> list[Block]:
    visit = paper.visit
    steps = [(phrase("head_opened"), paper.who(paper.opened_by), phrase.moment(paper.opened_at), "")]
    for one in paper.reopenings:
        steps.append(
            (phrase("head_signed_off"), paper.who(one.signed_off_by), phrase.moment(one.signed_off_at), phrase("voided"))
        )
        steps.append((phrase("reopened"), paper.who(one.reopened_by), phrase.moment(one.reopened_at), one.reason))
    for name, login, at in (
        ("head_handed_in", visit.submitted_by, visit.submitted_at),
        ("head_signed_off", visit.signed_off_by, visit.signed_off_at),
    ):
        steps.append((phrase(name), paper.who(login) or phrase("nobody"), phrase.moment(at), ""))
    return _table(phrase, "step who time reason", steps, (22, 26, 28, 54))


def _history(paper: WorkingPaper, phrase: Say) -> Iterator[Block]:
    yield Paragraph(phrase("history_what"))
    rows = ((phrase.moment(one.at), one.who, f"{one.act}\n{one.about}".strip(), one.difference) for one in paper.history)
    yield from _table(phrase, "time who what difference", rows, (24, 18, 34, 54))
