"""The tables behind the records, under short names for the queries."""

from __future__ import annotations

from typing import Any

from auditdesk.model import fieldwork_records, office_rule_records, records
from auditdesk.store.queries.firm_names import firms_as_named


def _table(kind: type[Any]) -> Any:
    return kind.__table__


FACT, BRANCH = _table(records.FirmFact), _table(records.Branch)
FIRM = firms_as_named(_table(records.Firm), FACT)
VISIT, INSPECTOR, ITEM = _table(records.Visit), _table(records.VisitInspector), _table(records.VisitItem)
ANSWER, FINDING, EVIDENCE = _table(records.Answer), _table(records.Finding), _table(records.Evidence)
PERSON, LETTER, NOTICE = _table(records.Person), _table(records.Letter), _table(records.Notice)
PAPER, JOURNAL, SETTING = _table(records.Paper), _table(records.JournalEntry), _table(records.OfficeSetting)
CONTACT, LIST, MAPPING = _table(records.Contact), _table(records.ListApplied), _table(records.ColumnMapping)
HOLD, DRAFT = _table(records.LegalHold), _table(records.Draft)
EXCEPTION, EDITION = _table(office_rule_records.ScopeException), _table(office_rule_records.OfficeEdition)
KEY_ITEM = _table(office_rule_records.KeyItem)
PLAN, PLANNED = _table(fieldwork_records.PlanYear), _table(fieldwork_records.PlannedVisit)
ABSENCE, TIP = _table(fieldwork_records.Absence), _table(fieldwork_records.Tip)
TIP_LINK, TIP_FILE, TIP_REPORTER = (
    _table(fieldwork_records.TipLink),
    _table(fieldwork_records.TipFile),
    _table(fieldwork_records.TipReporter),
)
TIP_READING, REOPENING = _table(fieldwork_records.TipReading), _table(fieldwork_records.VisitReopening)
SAMPLE, INTERVIEW = _table(fieldwork_records.Sample), _table(fieldwork_records.Interview)
LAYER = _table(fieldwork_records.EvidenceLayer)
