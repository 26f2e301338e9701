"""How the first page puts things: its lines and the sentences of its figures."""

from __future__ import annotations

from datetime import date

from auditdesk.model.today import Coming, Figures, OutVisit, Task, TaskLook, Today
from ui.places import firms_words
from ui.places.today_list import DayRow
from ui.words import day, language, mark, plural, tr, words, year_name

_ICONS = {
    "review": "findings",
    "returned": "findings",
    "remedy": "clock",
    "close": "check",
    "clashes": "merge",
    "parcels": "laptop",
    "sign_off": "visits",
    "tips": "chat",
    "batch_unfinished": "letters",
    "batch_approve": "stamp",
    "remind": "letters",
    "plan": "plan",
    "staffing": "users",
    "roster": "upload",
    "roster_none": "upload",
    "patterns": "findings",
    "templates": "letters",
}
_DAYS = (mark("Monday"), mark("Tuesday"), mark("Wednesday"), mark("Thursday"), mark("Friday"), mark("Saturday"), mark("Sunday"))
_SHORT_DAYS = (mark("Mon"), mark("Tue"), mark("Wed"), mark("Thu"), mark("Fri"), mark("Sat"), mark("Sun"))
_SHOWN_OUT = 6


def weekday(on: date) -> str:
    """The name of the day of the week."""
    return tr(_DAYS[on.weekday()])


def _task_icon(code: str) -> str:
    return _ICONS.get(code, "notice" if code.startswith("notice") else "rule")


def _task(task: Task) -> DayRow:
    say = words().say
    values = {**task.values, "count": task.count}
    look = task.look.value if task.look is not TaskLook.PLAIN else "plain"
    plain = task.code == "review" and not task.values.get("grave")
    trail = "" if plain else say(f"task.{task.code}.why", **values)
    if not task.mine:
        trail = tr("Somebody else's")
        look = "plain"
    detail = say(f"task.{task.code}.detail", **values)
    return DayRow("task", say(f"task.{task.code}", **values), detail, trail, _task_icon(task.code), look, task.place, task.name)


def _out(visit: OutVisit) -> DayRow:
    trail = tr("checked out") if visit.away else ""
    people = tr(", ").join(visit.inspectors)
    share = (visit.done, visit.total, visit.deficient)
    return DayRow("out", visit.firm_name, people, trail, "visits", "plain", "visits", visit.number, share)


def _coming(one: Coming) -> DayRow:
    lead = tr("{day} ({weekday})", day=short_day(one.on), weekday=tr(_SHORT_DAYS[one.on.weekday()]))
    return DayRow(
        "coming", words().say(f"coming.{one.code}", **one.values), "", "", one.code, "plain", one.place, one.name, lead=lead
    )


def short_day(on: date) -> str:
    """Month and day."""
    return f"{on.month}/{on.day}" if language() == "zh_TW" else f"{on:%m-%d}"


def rows(page: Today) -> tuple[DayRow, ...]:
    """The whole left side: what waits, who is out, what comes; a word where there is nothing."""
    own = [visit for visit in page.out if visit.mine]
    others = [visit for visit in page.out if not visit.mine]
    found = [DayRow("head", tr("Waiting for you"), plural(len(page.tasks), "{count} item", "{count} items"))]
    found += [_task(task) for task in page.tasks]
    if not page.tasks:
        found.append(DayRow("word", _nothing(page)))
    for title, visits in ((tr("Your audits under way"), own), (tr("Audits under way"), others)):
        if not visits:
            continue
        told = plural(len(visits), "{count} firm", "{count} firms")
        if any(visit.away for visit in visits):
            told = tr("{told}; figures of what is checked out are those of the last check-in", told=told)
        found.append(DayRow("head", title, told))
        found += [_out(visit) for visit in visits[:_SHOWN_OUT]]
        if len(visits) > _SHOWN_OUT:
            more = plural(len(visits) - _SHOWN_OUT, "{count} more: to the list of audits", "{count} more: to the list of audits")
            found.append(DayRow("word", more, icon="more", place="visits"))
    found.append(DayRow("head", tr("Next seven days")))
    found += [_coming(one) for one in page.coming]
    if not page.coming:
        told = tr("Nothing in the next seven days.")
        found.append(DayRow("word", told))
        if page.next_coming is not None:
            found.append(_coming(page.next_coming))
    return tuple(found)


def _nothing(page: Today) -> str:
    after = page.next_coming
    if page.coming:
        after = page.coming[0]
    if after is None:
        return tr("Nothing to do today.")
    said = words().say(f"coming.{after.code}", **after.values)
    return tr("Nothing to do today. Next: {day} {what}", day=day(after.on), what=said)


def countdown(page: Today) -> str:
    """The chip at the top: days until the notice is published."""
    if page.days_left < 0:
        return tr("Notice of {year} is overdue", year=year_name(page.notice_year))
    return plural(page.days_left, "{count} day to the notice", "{count} days to the notice")


def progress_told(figures: Figures) -> str:
    """The first figure in a sentence."""
    here = figures.progress
    if not here.planned:
        return plural(here.reached, "{count} firm audited; the year has no plan", "{count} firms audited; the year has no plan")
    behind = here.planned_by_today - here.reached
    told = tr("{done} of {planned} firms", done=here.reached, planned=here.whole)
    if behind > 0:
        return tr("{told}, {count} behind the plan", told=told, count=behind)
    return (
        tr("{told}, on course", told=told) if behind == 0 else tr("{told}, {count} ahead of the plan", told=told, count=-behind)
    )


def sections_told(figures: Figures) -> str:
    """What fails most, and how it stands to last year."""
    if not figures.sections or not figures.sections[0].findings:
        return tr("No findings this year")
    first = figures.sections[0]
    name, change = firms_words.two(first.name) or first.code, first.findings - first.before
    if not first.before:
        return tr("Most in {section}, none the year before", section=name)
    if change > 0:
        return tr("Most in {section}, {count} more than last year", section=name, count=change)
    if change < 0:
        return tr("Most in {section}, {count} fewer than last year", section=name, count=-change)
    return tr("Most in {section}, as last year", section=name)


def queue_told(figures: Figures) -> str:
    """How much waits and how much of it too long."""
    queue = figures.queue
    if not queue.waiting:
        return tr("Nothing waits for review")
    waiting = plural(queue.waiting, "{count} finding waits", "{count} findings wait")
    return tr("{waiting}, {count} for more than 5 days", waiting=waiting, count=queue.late) if queue.late else waiting


def replies_told(figures: Figures) -> str:
    """How many letters went out and how many answers are late."""
    replies = figures.replies
    if not replies.sent:
        return tr("No letter was sent this year")
    sent = plural(replies.sent, "{count} letter sent", "{count} letters sent")
    return (
        tr("{sent}, {count} overdue", sent=sent, count=replies.overdue)
        if replies.overdue
        else tr("{sent}, none overdue", sent=sent)
    )


def replies_below(figures: Figures) -> str:
    """What is due next and how long answers take."""
    replies = figures.replies
    due = tr("Due within 3 days: {count}", count=replies.due_in_3_days)
    if replies.average_days is None:
        return due
    took = plural(replies.average_days, "answered after {count} day on average", "answered after {count} days on average")
    return tr("; ").join((due, took))


def ages_told(figures: Figures) -> str:
    """How many findings are open and how many of them for long."""
    opened, late = sum(sum(row.ages) for row in figures.open_ages), sum(row.ages[3] for row in figures.open_ages)
    if not opened:
        return tr("No finding is open")
    told = plural(opened, "{count} finding open", "{count} findings open")
    return tr("{told}, {count} for more than 90 days", told=told, count=late) if late else told


def staffing_told(figures: Figures) -> str:
    """How many firms meet the duty, and how many fall short."""
    firms, met, short = (sum(getattr(row, name) for row in figures.staffing) for name in ("firms", "met", "short"))
    if not firms:
        return tr("No firm's tier is known")
    told = tr("{met} of {firms} firms meet the duty", met=met, firms=firms)
    return tr("{told}, {count} fall short", told=told, count=short) if short else told
