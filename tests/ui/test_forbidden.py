"""What a person may not do is there, disabled, with its reason: in every place, for every kind of person, as roles stand now."""

from __future__ import annotations

import re
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from auditdesk.desk import Desk, fixed_clock
from auditdesk.model.commands import OpenVisit, RecordFact
from auditdesk.rules.acts import may
from auditdesk.store.keys import Cost
from ui.places.base import Command
from ui.places.letters import TABS
from ui.places.settings_backup import BackupSection
from ui.places.settings_people import PeopleSection
from ui.places.settings_retention import RetentionSection
from ui.shell import Shell
from ui.words import use, words

CHEAP = Cost(memory_kib=8 * 1024, iterations=1, lanes=1)
PASSPHRASE = "correct horse battery staple"
PLACES = ("firms", "plan", "visits", "findings", "letters", "notice", "trail", "rules", "settings", "tips")
ACTING = {
    "Import firm list": "firms.apply",
    "Enter a firm by hand": "firms.add",
    "Record a fact": "firms.record_fact",
    "Open visit": "visits.open",
    "Accept the finding": "findings.accept",
    "Return the finding": "findings.return",
    "Change the severity": "findings.severity",
    "Comment on the finding": "findings.comment",
    "Record a reply": "findings.reply",
    "Ask for more time": "findings.extend",
    "Record a follow-up check": "findings.recheck",
    "Close the finding": "findings.close",
    "Open the finding again": "findings.reopen",
    "Take in a reply sheet": "findings.take_sheet",
    "Keep this view ...": "views.keep",
    "Rename the view ...": "views.keep",
    "Begin with this view": "views.keep",
    "Delete the view": "views.forget",
    "Propose a wording": "patterns.propose",
    "Merge the pattern": "patterns.merge",
    "Split the pattern": "patterns.split",
    "Import findings kept elsewhere": "findings.import",
    "Change particulars": "firms.describe",
    "Rename ...": "firms.rename",
    "Merge into another firm ...": "firms.merge",
    "Licence ...": "firms.licence",
    "Contacts ...": "contacts.add",
    "Add a contact": "contacts.add",
    "Begin to compile": "notice.compile",
    "Compile again": "notice.compile",
    "Hand in for review": "notice.submit",
    "Copy as a new edition": "office_editions.copy",
    "Propose an exception": "exceptions.propose",
    "Propose a key item": "key_items.add",
    "Take note": "office_editions.acknowledge",
    "Draft YEAR": "plan.write",
    "Assign inspectors": "plan.write",
    "Plan a visit": "plan.write",
    "Take off the plan": "plan.write",
    "Redo": "plan.write",
    "Submit": "plan.submit",
    "Write letters": "letters.write",
    "Approve the letters": "letters.approve",
    "Sign the letters ...": "letters.sign",
    "Envelopes of the batch ...": "letters.mail",
    "Address labels of the batch ...": "letters.mail",
    "Addresses of the batch ...": "letters.mail",
    "Table for mail merge ...": "letters.mail",
    "Record the dispatch": "letters.dispatch",
    "Record the receipt": "letters.receive",
    "Record the reply": "letters.reply",
    "Remind of what is overdue": "letters.write",
    "New version of the wording": "letter_templates.write",
    "Take in a Word form ...": "letter_templates.write",
    "Register a tip": "tips.add",
    "Register tips from a list": "tips.add",
    "Correct the tip": "tips.edit",
    "Take the tip into a visit": "tips.link",
    "Close the tip": "tips.close",
    "Who reported the tip": "tips.reporter",
    "Check audits out": "parcels.out",
    "Check a package in": "parcels.check_in",
    "Decide merge conflicts": "clashes.settle",
}
"""The commands that act, and the act of each."""
LOOKING = {
    "Item of the visit",
    "Reply sheets taken in",
    "Measures on firms",
    "Findings of other authorities",
    "Files of findings taken in",
    *(f"Findings: {tab}" for tab in ("Waiting for review", "Returned", "Accepted", "All", "Remedy", "Patterns")),
    *(f"Letters: {tab}" for tab in ("For approval", "Write a batch", "All letters", "Reply tracking", "Templates")),
    "Tick all letters",
    "Show approved batches too",
    "A Word form to begin with ...",
    "Branches of the firm",
    "Template for findings kept elsewhere",
    "Export list",
    "To the plan",
    "Choose columns",
    "More filters and acts",
    "Compare with what supersedes it",
    "Only firms short of staff",
    "Register as of a day",
    "Only firms not yet scheduled",
    "Show merged and closed firms",
    "Imported lists",
    "Remembered column matchings",
    "Tier moves of the year",
    "Spreadsheet with the register ...",
    "Empty spreadsheet ...",
    "Show the PDF preview",
    "Register of notices",
    "Verify a file ...",
    "Export the audit trail",
    "Check the chain again",
    "Go to the object of the line",
    "Details of the visit",
    "Days away",
    "Coverage: firms not visited in n years",
    "Export the plan",
    "Plan of YEAR",
    "Who holds which audits",
}
"""Those that only show or write what the person sees anyway."""

ACTING_IN_A_VISIT = {
    "Quick capture": "visits.note",
    "Change the pattern": "visits.answer",
    "Copy the last finding": "visits.answer",
    "Attach the newest photo": "evidence.add",
    "Attach files": "evidence.add",
    "Who looks after this section": "visits.assign",
    "Look after this item": "visits.flag",
    "Let go of this item": "visits.flag",
    "Put the finding to another item": "visits.answer",
    "Mark this item to come back to, or take the mark away": "visits.answer",
    "Clear the judgement of this item": "visits.answer",
    "Delete this finding": "visits.answer",
    "Hand the visit in": "visits.submit",
    "Sign the working papers off": "visits.sign_off",
}
LOOKING_IN_A_VISIT = {
    "Sort the notes",
    "Next item not checked",
    "Everything wrong or missing in this visit",
    "Evidence tray",
    "Samples and interviews",
    "Papers of the visit",
    "Deleted last",
    "Side pane",
}
"""The sheets of samples, interviews, papers, notes and deleted things can be read by everybody; their own acts are refused inside."""


@pytest.fixture
def shell_of(home: Path, runner, preferences, qtbot):
    use("en")  # commands by the texts that they have in the program
    opened: list[tuple[Desk, Shell]] = []
    desk, _ = Desk.create(home, "wang", "王示範", PASSPHRASE, ("supervisor", "administrator"), cost=CHEAP)
    for login, role in (("lin", "inspector"), ("lee", "clerk"), ("root", "administrator")):
        desk.people.add(login, login, PASSPHRASE, (role,))
    desk.close()

    def as_person(login: str) -> Shell:
        desk = Desk.open(home, login, PASSPHRASE)
        shell = Shell(desk, runner, preferences)
        opened.append((desk, shell))
        qtbot.addWidget(shell)
        shell.show()
        for key in PLACES:
            shell.go(key)
        qtbot.waitUntil(lambda: not runner.reading)
        return shell

    yield as_person
    runner.close()
    for desk, shell in opened:
        shell.leave(for_good=True)
        desk.close()


def commands(shell: Shell) -> list[Command]:
    """Every command of every place, those of each tab of findings and letters too; a year in a text is said as YEAR."""
    found = [command for key in PLACES for command in shell._made[key].commands()]
    findings = shell._made["findings"]
    for page in (findings.list_of("all"), findings.list_of("remedy"), findings.patterns):
        found += page.commands()
    letters = shell._made["letters"]
    for tab in TABS:
        found += letters.page_of(tab).commands()
    return [replace(command, text=re.sub(r"\b\d{4}\b", "YEAR", command.text)) for command in found]


@pytest.mark.parametrize("login", ["lin", "lee", "root"])
def test_each_command_that_acts_is_refused_with_its_reason_where_it_is_forbidden(shell_of, login: str):
    shell = shell_of(login)
    unknown = {command.text for command in commands(shell)} - set(ACTING) - LOOKING
    assert not sorted(unknown), "say in ACTING which act it is, or in LOOKING that it is none"
    for command in commands(shell):
        act = ACTING.get(command.text)
        if act is not None and not may(act, shell.desk.actor.roles):
            assert command.refused == words().error(shell.desk.refusal(act)), command.text


def test_other_roles_show_at_once_what_may_be_done(shell_of, qtbot):
    shell = shell_of("wang")
    desk = shell.desk
    before = {command.text: command.refused for command in commands(shell)}
    assert not before["Import firm list"] and not before["Propose an exception"]
    desk.people.add("chief", "另一位", PASSPHRASE, ("administrator",))
    desk.people.set_roles("wang", ("inspector", "administrator"))
    shell.refresh(frozenset({"person"}))
    qtbot.waitUntil(lambda: not shell.runner.reading)
    after = {command.text: command.refused for command in commands(shell)}
    for text in (
        "Import firm list",
        "Record a fact",
        "Change particulars",
        "Begin to compile",
        "Copy as a new edition",
        "Propose an exception",
    ):
        assert after[text], text
    sections = {type(section): section for section in shell._made["settings"].sections}
    assert sections[PeopleSection].add.isEnabled(), "still an administrator"
    assert not shell._made["firms"].detail.open_visit.toolTip(), "an inspector may"
    desk.office.actor = replace(desk.actor, roles=("clerk",))
    shell.refresh(frozenset({"person"}))
    qtbot.waitUntil(lambda: not shell.runner.reading)
    assert shell._made["firms"].detail.open_visit.toolTip()
    for control in (sections[BackupSection].change, sections[RetentionSection].years, sections[PeopleSection].minutes):
        assert not control.isEnabled() and control.toolTip()


@pytest.mark.parametrize("login", ["lin", "lee", "root", "wang"])
def test_in_a_visit_each_command_that_acts_is_refused_where_it_is_forbidden(shell_of, home: Path, qtbot, login: str):
    with closing(Desk.open(home, "wang", PASSPHRASE, clock=fixed_clock(date(2019, 11, 1)))) as desk:
        desk.people.set_roles("wang", ("supervisor", "administrator", "inspector"))
        desk.firm_records.add("ZX01", "示範甲證券")
        desk.firms.record_fact(RecordFact("ZX01", "paid_in_capital", 12_840_000_000, date(2018, 1, 1), "test"))
        number = desk.visits.open(OpenVisit("ZX01", date(2019, 11, 1))).number
    shell = shell_of(login)
    visits = shell._made["visits"]
    shell.go("visits")
    visits.open_object(number)
    qtbot.waitUntil(lambda: visits.working is not None and visits.fieldwork.head is not None and not shell.runner.reading)
    pane = visits.fieldwork
    qtbot.waitUntil(lambda: pane.book.row is not None and not shell.runner.reading)
    found = {command.text: command.refused for command in pane.commands()}
    unknown = {text for text in found if not text.startswith(("Undo", "Redo"))} - set(ACTING_IN_A_VISIT) - LOOKING_IN_A_VISIT
    assert not unknown, "say which act it is"
    assert set(ACTING_IN_A_VISIT) <= set(found)
    for text, act in ACTING_IN_A_VISIT.items():
        if not may(act, shell.desk.actor.roles):
            assert found[text], text
        elif act != "visits.sign_off":
            assert not found[text], text
    if not may("visits.answer", shell.desk.actor.roles):
        pane.to_items()
        qtbot.keyClick(pane.items.list, "2")
        qtbot.keyClick(pane, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(lambda: pane.book.settled and not shell.runner.reading)
        assert all(item.judgement is None for item in shell.desk.fieldwork.screen(number).items)
