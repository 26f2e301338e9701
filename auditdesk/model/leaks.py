"""What could tell an outsider which firm is meant, and where in a text it stands."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class LeakKind(StrEnum):
    """What kind of thing gives a firm away."""

    FIRM_NAME = "firm_name"
    FIRM_CODE = "firm_code"
    UNIFIED_NUMBER = "unified_number"
    PERSON = "person"
    ADDRESS = "address"
    PHONE = "phone"
    EMAIL = "email"
    IP_ADDRESS = "ip_address"
    MAC_ADDRESS = "mac_address"
    URL = "url"
    HOST = "host"
    ACCOUNT = "account"
    SERIAL = "serial"
    FIGURE = "figure"
    DAY = "day"
    COPIED_FACT = "copied_fact"


@dataclass(frozen=True, slots=True)
class Leak:
    """One place of a text: ``text[start:end]`` as it stands there. The kind names the general words to say instead."""

    kind: LeakKind
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class FirmSecrets:
    """What names one firm: all its names in every language, former ones and other spellings too, its codes, numbers and addresses."""

    names: tuple[str, ...]
    codes: tuple[str, ...] = ()
    unified_number: str = ""
    addresses: tuple[str, ...] = ()
    telephones: tuple[str, ...] = ()
    persons: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    """Internal texts of findings at this firm."""


@dataclass(frozen=True, slots=True)
class Secrets:
    """Everything the guard compares with. ``public``: texts of the rules and the patterns, whose words give nobody away."""

    firms: tuple[FirmSecrets, ...]
    persons: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    public: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Compared:
    """How much a guard knows: firms, host names in their facts, and persons."""

    firms: int
    hosts: int
    persons: int
