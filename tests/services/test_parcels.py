"""A visit leaves the office, is worked on on laptops, and comes home: whole, in any order, with nothing lost."""

from __future__ import annotations

import itertools
import json
from datetime import date

import pytest

from auditdesk.errors import BadInput, Refused
from auditdesk.exchange.parcel_files import Opening, new_identity
from auditdesk.model.commands import DecideFinding, OpenVisit
from auditdesk.model.fieldwork_rows import EditFinding, KeepNote
from auditdesk.model.parcel_rows import CheckOutVisits, Turn
from auditdesk.services.parcel_arriving import holder_of, open_from_office
from tests.conftest import DAY
from tests.services.parcel_steps import (
    KEY,
    OTHER,
    PHOTO,
    check_out,
    finding_on,
    hand_in,
    laptop,
    new_office,
    new_visit,
    records,
    two_laptops,
)

PARCEL = "harbour lantern 42"


@pytest.fixture
def office(home):
    desk = new_office(home)
    yield desk
    desk.close()


@pytest.fixture
def visit(office):
    return new_visit(office)


def test_a_laptop_starts_with_nothing_but_a_parcel_and_what_it_wrote_is_at_the_office_afterwards(office, visit, tmp_path):
    written = check_out(office, tmp_path, visit, due_back=date(2019, 11, 8), device="林的筆電")
    assert [(row.number, row.holder, row.state) for row in office.parcels.outs()] == [(written.number, "lin", "out")]
    own = laptop(tmp_path, written, "lin")
    try:
        assert own.actor.login == "lin" and own.actor.roles == ("inspector",)
        assert {firm.code for firm in own.firms.list(DAY)} == {"9901"}
        made = finding_on(own, visit, "防火牆紀錄僅存 90 天 堃")
        assert made.number == f"{written.number}-01"
        photo = tmp_path / "photo.jpg"
        photo.write_bytes(PHOTO)
        own.evidence.add(made.number, [photo])
        own.fieldwork.note(KeepNote(visit.number, "機房門未關"))
        home = hand_in(own, visit, tmp_path)
        preview = office.parcels.preview(home)
        assert preview.count(Turn.NEW) >= 4 and preview.count(Turn.CLASHING) == preview.count(Turn.REFUSED) == 0
        assert office.findings.list() == ()
        row = office.parcels.check_in(home)
        assert row.open_clashes == 0 and row.holder == "lin"
        (finding,) = office.findings.list()
        assert (finding.facts, finding.author, finding.state) == ("防火牆紀錄僅存 90 天 堃", "lin", "draft")
        (kept,) = office.evidence.list(finding.number)
        assert office.evidence.read(kept.uid) == PHOTO
        assert [note.text for note in office.fieldwork.notes(visit.number)] == ["機房門未關"]
        assert office.care.verify().ok and own.care.verify().ok
        assert [one.state for one in own.parcels.held()] == ["handed_in"]
        receipt = tmp_path / "receipt.adparcel"
        office.parcels.write_receipt(row.uid, receipt)
        assert [one.state for one in own.parcels.take_receipt(receipt)] == ["received"]
    finally:
        own.close()


def test_the_parcel_holds_nobody_elses_visits_and_no_other_firm(office, visit, tmp_path):
    other = office.visits.open(OpenVisit("9902", DAY, inspectors=("lin",)))
    written = check_out(office, tmp_path, visit)
    parcel = open_from_office(written.file, KEY)
    text = json.dumps(list(parcel.records), ensure_ascii=False)
    assert other.uid not in text and "示範乙" not in text and "示範甲" in text
    assert holder_of(parcel) == ("lin", "林查核", ("inspector",))


def test_only_somebody_of_the_team_takes_a_visit_out_and_only_under_a_key(office, visit, tmp_path):
    for order, code in (
        (CheckOutVisits((visit.number,), "wang", tmp_path / "a", PARCEL), "parcel.not_in_team"),
        (CheckOutVisits((visit.number,), "lin", tmp_path / "a", "short"), "parcel.sealing"),
        (CheckOutVisits((visit.number,), "lin", tmp_path / "a", recipients=("age1nothing",)), "parcel.sealing"),
        (CheckOutVisits((), "lin", tmp_path / "a", PARCEL), "parcel.nothing"),
    ):
        with pytest.raises(Refused) as refused:
            office.parcels.out(order)
        assert refused.value.code == code
    assert not (tmp_path / "a").exists() and office.parcels.outs() == ()


def test_two_laptops_on_one_visit_end_in_the_same_records_in_either_order(office, visit, tmp_path):
    shared, homes = two_laptops(office, visit, tmp_path)
    results = []
    for order in itertools.permutations(homes.values()):
        rows = [office.parcels.check_in(file) for file in order]
        results.append(records(office))
        for row in reversed(rows):
            office.parcels.undo(row.uid)
        assert [row.facts for row in office.findings.list()] == ["原文"]
    assert results[0] == results[1]
    found, clashes, notes = results[0]
    assert {facts for _, facts, *_ in found} >= {"lin 另見", "chen 另見"} and len(notes) == 2
    assert [(name, group) for name, group, _ in clashes] == [(shared.number, "facts")]
    assert "lin 改寫" in str(clashes) and "chen 改寫" in str(clashes)


def test_the_same_parcel_twice_changes_nothing_and_another_of_the_same_check_out_is_refused(office, visit, tmp_path):
    written = check_out(office, tmp_path, visit)
    own = laptop(tmp_path, written, "lin")
    finding_on(own, visit, "一")
    first = hand_in(own, visit, tmp_path)
    own.parcels.resume(visit.number)
    finding_on(own, visit, "二", OTHER)
    second = hand_in(own, visit, tmp_path)
    own.close()
    row = office.parcels.check_in(first)
    head = office.care.status().journal_head
    assert office.parcels.preview(first).taken and office.parcels.check_in(first).uid == row.uid
    assert office.care.status().journal_head == head
    with pytest.raises(Refused) as refused:
        office.parcels.check_in(second)
    assert refused.value.code == "parcel.consumed"
    office.parcels.undo(row.uid)
    office.parcels.check_in(second)
    assert {one.facts for one in office.findings.list()} == {"一", "二"}


def test_undo_gives_back_the_state_before_and_is_refused_once_work_stands_on_it(office, visit, tmp_path):
    finding_on(office, visit, "原文")
    written = check_out(office, tmp_path, visit)
    own = laptop(tmp_path, written, "lin")
    (shared,) = own.findings.list()
    own.fieldwork.write(EditFinding(shared.number, facts="改"))
    home = hand_in(own, visit, tmp_path)
    own.close()
    before = records(office)
    row = office.parcels.check_in(home)
    assert records(office) != before
    undone = office.parcels.undo(row.uid)
    assert records(office) == before and undone.undone_by == "wang"
    with pytest.raises(Refused) as refused:
        office.parcels.undo(row.uid)
    assert refused.value.code == "check_in.undone"
    row = office.parcels.check_in(home)
    office.fieldwork.write(EditFinding(shared.number, facts="後來再改"))
    with pytest.raises(Refused) as refused:
        office.parcels.undo(row.uid)
    assert refused.value.code == "undo.changed_since"
    assert office.findings.show(shared.number).facts == "後來再改"


@pytest.mark.parametrize(
    ("choice", "text", "facts"),
    [
        ("office", None, "chen 改寫"),
        ("laptop", None, "lin 改寫"),
        ("text", "兩人所見合寫", "兩人所見合寫"),
    ],
)
def test_a_clash_is_settled_by_choice_and_the_losing_text_can_be_brought_back(office, visit, tmp_path, choice, text, facts):
    shared, homes = two_laptops(office, visit, tmp_path)
    for file in homes.values():
        office.parcels.check_in(file)
    (clash,) = office.parcels.clashes(visit.number)
    sides = [side[2]["facts"] for side in clash.sides]
    assert sorted(sides) == ["chen 改寫", "lin 改寫"] and clash.base["facts"] == "原文"
    expected = {"office": sides[0], "laptop": sides[1], "text": text}[choice]
    settled = office.parcels.settle(clash.uid, choice, text, clash.version)
    assert office.findings.show(shared.number).facts == expected
    assert office.parcels.clashes() == () and settled.choice == choice
    again = office.parcels.reopen(settled.uid)
    office.parcels.settle(again.uid, "laptop")
    assert office.findings.show(shared.number).facts == sides[1]


def test_who_joins_two_texts_has_written_them_and_can_not_accept_the_finding(office, visit, tmp_path, home):
    shared, homes = two_laptops(office, visit, tmp_path)
    for file in homes.values():
        office.parcels.check_in(file)
    (clash,) = office.parcels.clashes()
    with pytest.raises(Refused) as refused:
        office.findings.submit(DecideFinding(shared.number))
        office.findings.accept(DecideFinding(shared.number))
    assert refused.value.code in {"finding.merge_clash", "four_eyes.author"}
    office.parcels.settle(clash.uid, "both")
    with pytest.raises(Refused) as refused:
        office.findings.accept(DecideFinding(shared.number))
    assert refused.value.code == "four_eyes.author"


def test_an_accepted_finding_changes_only_by_reopening_and_the_words_that_came_are_kept(office, visit, tmp_path, home):
    shared = finding_on(office, visit, "原文")
    written = check_out(office, tmp_path, visit)
    own = laptop(tmp_path, written, "lin")
    own.fieldwork.write(EditFinding(shared.number, facts="筆電改寫"))
    home_file = hand_in(own, visit, tmp_path)
    own.close()
    # Accepted in the past of the office, as it can be after a recall and a new check-out; here straight in the record.
    with office.store.work("ma", "findings.accept") as work:
        from auditdesk.model.records import Finding

        work.find(Finding, number=shared.number).state = "accepted"
        work.commit()
    row = office.parcels.check_in(home_file)
    assert office.findings.show(shared.number).facts == "原文"
    assert [(one["why"], one["values"]["facts"]["facts"]) for one in row.refused] == [("finding_decided", "筆電改寫")]


def test_a_finding_deleted_on_one_laptop_and_written_in_on_another_is_kept_and_asked_about(office, visit, tmp_path):
    shared = finding_on(office, visit, "原文")
    outs = {name: check_out(office, tmp_path, visit, name) for name in ("lin", "chen")}
    deleting, writing = (laptop(tmp_path, outs[name], name) for name in ("lin", "chen"))
    deleting.fieldwork.delete(shared.number)
    writing.fieldwork.write(EditFinding(shared.number, facts="續寫"))
    homes = [hand_in(one, visit, tmp_path) for one in (deleting, writing)]
    deleting.close(), writing.close()
    for order in itertools.permutations(homes):
        rows = [office.parcels.check_in(file) for file in order]
        (clash,) = office.parcels.clashes()
        assert clash.group == "deleted" and office.findings.show(shared.number).facts == "續寫"
        for row in reversed(rows):
            office.parcels.undo(row.uid)


def test_what_left_the_office_can_be_recalled_and_is_refused_then(office, visit, tmp_path):
    written = check_out(office, tmp_path, visit)
    own = laptop(tmp_path, written, "lin")
    finding_on(own, visit, "一")
    home = hand_in(own, visit, tmp_path)
    own.close()
    with pytest.raises(Refused):
        office.parcels.recall(written.number, " ")
    assert office.parcels.recall(written.number, "筆電遺失").state == "recalled"
    with pytest.raises(Refused) as refused:
        office.parcels.check_in(home)
    assert refused.value.code == "parcel.recalled" and office.findings.list() == ()


def test_while_it_is_out_the_office_neither_signs_off_nor_accepts(office, visit, tmp_path):
    shared = finding_on(office, visit, "原文")
    office.findings.submit(DecideFinding(shared.number))
    written = check_out(office, tmp_path, visit)
    for act in (
        lambda: office.fieldwork.sign_off(visit.number),
        lambda: office.findings.accept(DecideFinding(shared.number)),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.code in {"visit.out", "visit.not_submitted"}
    assert office.parcels.extend(written.number, date(2019, 12, 1), "廠商改期").due_back == date(2019, 12, 1)


def test_on_the_laptop_nothing_is_opened_accepted_or_changed_after_handing_in(office, visit, tmp_path):
    written = check_out(office, tmp_path, visit)
    own = laptop(tmp_path, written, "lin")
    made = finding_on(own, visit, "一")
    with pytest.raises(Refused) as refused:
        own.visits.open(OpenVisit("9901", date(2019, 12, 1)))
    assert refused.value.code == "laptop.opens_nothing"
    hand_in(own, visit, tmp_path)
    with pytest.raises(Refused) as refused:
        own.fieldwork.write(EditFinding(made.number, facts="二"))
    assert refused.value.code == "visit.handed_in"
    own.parcels.resume(visit.number)
    own.fieldwork.write(EditFinding(made.number, facts="二"))
    own.close()


def test_a_parcel_for_somebody_else_or_of_no_office_is_not_taken(office, visit, tmp_path):
    written = check_out(office, tmp_path, visit, "chen")
    own = laptop(tmp_path, check_out(office, tmp_path, visit), "lin")
    with pytest.raises(Refused) as refused:
        own.parcels.receive(written.file, KEY)
    assert refused.value.code == "parcel.not_yours"
    with pytest.raises(BadInput) as bad:
        own.parcels.receive(written.file, Opening(identities=(new_identity()[0],)))
    assert bad.value.code == "parcel.wrong_key"
    with pytest.raises(BadInput) as bad:
        office.parcels.check_in(written.file)
    assert bad.value.code == "parcel.not_returned", "no key was typed that could be wrong"
    with pytest.raises(Refused) as refused:
        own.parcels.hand_in(visit.number, tmp_path / "home.adparcel")
        own.parcels.take_receipt(tmp_path / "home.adparcel")
    assert refused.value.code == "parcel.no_receipt"
    own.close()


def test_the_next_parcel_of_the_same_visit_builds_on_what_came_home(office, visit, tmp_path):
    written = check_out(office, tmp_path, visit)
    own = laptop(tmp_path, written, "lin")
    made = finding_on(own, visit, "一")
    row = office.parcels.check_in(hand_in(own, visit, tmp_path))
    again = check_out(office, tmp_path, visit)
    with pytest.raises(Refused) as refused:
        own.parcels.receive(again.file, KEY)
    assert refused.value.code == "parcel.unreceived"
    receipt = tmp_path / "receipt.adparcel"
    office.parcels.write_receipt(row.uid, receipt)
    own.parcels.take_receipt(receipt)
    assert own.parcels.receive(again.file, KEY).known
    own.fieldwork.write(EditFinding(made.number, facts="二"))
    office.parcels.check_in(hand_in(own, visit, tmp_path))
    own.close()
    (finding,) = office.findings.list()
    assert finding.facts == "二" and office.parcels.clashes() == ()
