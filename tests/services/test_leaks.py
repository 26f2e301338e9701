"""The guard knows the register and the findings; what the program itself publishes passes it, what names a firm does not."""

from __future__ import annotations

from pathlib import Path

from auditdesk.model.leaks import LeakKind


def test_the_notice_of_the_demo_year_passes_in_every_format(made_demo, demo_desk):
    assert len(made_demo.notice) > 5
    for path in made_demo.notice:
        assert demo_desk.leaks.check_paper(Path(path)) == (), path


def test_a_letter_names_its_firm_and_is_told_so(made_demo, demo_desk):
    found = demo_desk.leaks.check_paper(Path(made_demo.letters[0]))
    assert LeakKind.FIRM_NAME in {each.leak.kind for each in found}


def test_words_copied_from_a_finding_are_told(demo_desk):
    finding = next(each for each in demo_desk.findings.list(year=2019) if len(each.facts) > 30)
    assert demo_desk.leaks.check_text(finding.facts[:30]) != ()


def test_the_number_of_an_item_in_a_note_is_no_figure_of_its_firm(demo_desk):
    from auditdesk.model.fieldwork_rows import KeepNote

    demo_desk.fieldwork.note(KeepNote(demo_desk.visits.list(2019)[0].number, "值班表少了簽名，應屬 #19000-2"))
    assert demo_desk.leaks.check_text("CC-19000 系統開發及維護") == ()
