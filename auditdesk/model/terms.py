"""The closed vocabularies of the field. Values are what the database, the commands and JSON carry."""

from __future__ import annotations

from enum import StrEnum


class Authority(StrEnum):
    """Who found it: the exchange (證交所), the OTC market (櫃買中心) or the FSC's examination bureau (檢查局)."""

    TWSE = "twse"
    TPEX = "tpex"
    FEB = "feb"


class Severity(StrEnum):
    CRITICAL = "critical"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Judgement(StrEnum):
    """The answer to one check item: 符合, 不符, 建議, 不適用."""

    CONFORM = "conform"
    DEFICIENT = "deficient"
    OBSERVATION = "observation"
    NOT_APPLICABLE = "not-applicable"


class FindingClass(StrEnum):
    """A breach of a rule (缺失) or advice on a weakness (建議)."""

    FINDING = "finding"
    OBSERVATION = "observation"


class FindingState(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    LETTERED = "lettered"
    ANSWERED = "answered"
    RECHECKED = "rechecked"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


class VisitKind(StrEnum):
    """例行, 選案, 專案."""

    ROUTINE = "routine"
    SELECTED = "selected"
    PROJECT = "project"


class VisitMode(StrEnum):
    ONSITE = "onsite"
    PAPER = "paper"


class Role(StrEnum):
    INSPECTOR = "inspector"
    SUPERVISOR = "supervisor"
    CLERK = "clerk"
    ADMINISTRATOR = "administrator"


class FirmKind(StrEnum):
    """How the firm stands: a securities firm with capital of its own, a bank's securities desk, a foreign branch."""

    SECURITIES_FIRM = "securities_firm"
    BANK_DESK = "bank_desk"
    FOREIGN_BRANCH = "foreign_branch"


class FactKind(StrEnum):
    """Dated facts of a firm. Amounts are integer NT$; counts are whole persons."""

    PAID_IN_CAPITAL = "paid_in_capital"
    REGISTERED_CAPITAL = "registered_capital"
    ASSIGNED_OPERATING_FUNDS = "assigned_operating_funds"
    CAPITAL_FOR_TIER = "capital_for_tier"
    INTERNET_ORDERING = "internet_ordering"
    CO_LOCATION = "co_location"
    SECURITY_UNIT = "security_unit"
    SECURITY_CHIEF = "security_chief"
    SECURITY_STAFF = "security_staff"
    LEAD_AUTHORITY = "lead_authority"
    LICENCE_BROKER = "licence_broker"
    LICENCE_DEALER = "licence_dealer"
    LICENCE_UNDERWRITER = "licence_underwriter"
    LICENCE_STATE = "licence_state"
    LEGAL_NAME = "legal_name"
    MERGED_INTO = "merged_into"
    PARENT_FIRM = "parent_firm"
    SYSTEMS_RUN_BY = "systems_run_by"

    @property
    def is_amount(self) -> bool:
        return self in _AMOUNTS

    @property
    def is_flag(self) -> bool:
        return self in _FLAGS

    @property
    def is_count(self) -> bool:
        return self in _COUNTS

    @property
    def names_a_firm(self) -> bool:
        """The value is another firm's code; empty text = none any more."""
        return self in _FIRMS


_AMOUNTS = frozenset(
    {FactKind.PAID_IN_CAPITAL, FactKind.REGISTERED_CAPITAL, FactKind.ASSIGNED_OPERATING_FUNDS, FactKind.CAPITAL_FOR_TIER}
)
_FLAGS = frozenset(
    {
        FactKind.INTERNET_ORDERING,
        FactKind.CO_LOCATION,
        FactKind.SECURITY_UNIT,
        FactKind.LICENCE_BROKER,
        FactKind.LICENCE_DEALER,
        FactKind.LICENCE_UNDERWRITER,
    }
)
_COUNTS = frozenset({FactKind.SECURITY_CHIEF, FactKind.SECURITY_STAFF})
_FIRMS = frozenset({FactKind.MERGED_INTO, FactKind.PARENT_FIRM, FactKind.SYSTEMS_RUN_BY})


class LicenceState(StrEnum):
    """Whether a firm may do business on a day."""

    ACTIVE = "active"
    SUSPENDED = "suspended"
    WITHDRAWN = "withdrawn"


class Certainty(StrEnum):
    """How sure we are of a rule text: read whole, read in part, known from the 2019 deck only, deduced."""

    SEEN = "seen"
    PARTIAL = "partial"
    DECK = "deck"
    INFERRED = "inferred"


class Frequency(StrEnum):
    """How often the firm's own internal audit looks at the item (not how often the exchange visits)."""

    MONTHLY = "monthly"
    SEMI_ANNUAL = "semi_annual"
    ANNUAL = "annual"
    MONTHLY_OR_SEMI_ANNUAL = "monthly_or_semi_annual"
    """By item, where the text says no more than that."""
    UNKNOWN = "unknown"
