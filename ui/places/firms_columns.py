"""The columns of the register: what is printed, ordered by and drawn."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter

from auditdesk.model.rows import FirmRow
from ui.parts.firm_mark import firm_painter, marked_name
from ui.parts.painting import chip_width, draw_status_chip, draw_tag, draw_text, text_width
from ui.parts.staffing_gauge import draw_gauge, staffing_word
from ui.places import firms_words as say
from ui.table_view import PADDING
from ui.tables import Column, folded
from ui.theme import theme
from ui.words import day, number, tr, year_name


def register_columns(year: int) -> tuple[Column, ...]:
    """The columns of the register, the optional ones hidden until chosen. ``year`` heads the standing."""
    return (
        Column("code", tr("Code"), lambda firm: firm.code, width=58, colour="text.muted"),
        Column(
            "name",
            tr("Name"),
            lambda firm: marked_name(firm.name, firm.licence),
            lambda firm: folded(firm.name),
            firm_painter(lambda firm: firm.name, lambda firm: firm.licence),
            width=112,
            stretch=True,
            tip=lambda firm: marked_name(firm.name, firm.licence),
        ),
        Column(
            "capital",
            tr("NT$bn"),
            lambda firm: say.amount(say.capital(firm)),
            say.capital,
            width=92,
            right=True,
            tip=_exact_capital,
        ),
        Column("tier", tr("Tier"), lambda firm: say.tier(firm.staffing_band), _tier_key, _draw_tier, width=96),
        Column("orders", tr("Orders"), lambda firm: say.ordering(firm.internet_ordering), _orders_key, _draw_orders, width=78),
        Column(
            "staffing",
            tr("Staffing"),
            lambda firm: staffing_word(firm.staffing),
            _staffing_key,
            _draw_staffing,
            width=_staffing_width(),
            tip=lambda firm: say.staffing_told(firm.staffing),
        ),
        Column(
            "open",
            tr("Still open"),
            lambda firm: number(firm.open_findings),
            lambda firm: firm.open_findings,
            _draw_open,
            width=66,
            right=True,
        ),
        Column(
            "standing",
            tr("Year {year}", year=year_name(year)),
            say.standing,
            _standing_key,
            _draw_standing,
            width=_standing_width(),
        ),
        Column(
            "last_visit",
            tr("Last visit"),
            lambda firm: day(firm.last_visit),
            lambda firm: firm.last_visit,
            width=84,
            optional=True,
            colour="text.secondary",
        ),
        Column(
            "unified_number",
            tr("Unified number"),
            lambda firm: firm.unified_number,
            width=84,
            optional=True,
            colour="text.secondary",
        ),
        Column("contact", tr("Contact"), lambda firm: firm.contact, width=110, optional=True, colour="text.secondary"),
        Column(
            "letter_address",
            tr("Letter address"),
            lambda firm: firm.letter_address,
            width=150,
            optional=True,
            colour="text.secondary",
            tip=lambda firm: firm.letter_address,
        ),
        Column(
            "licence",
            tr("Licence"),
            lambda firm: say.term("licence", firm.licence),
            width=84,
            optional=True,
            colour="text.secondary",
        ),
        Column("short_name", tr("Short name"), lambda firm: firm.short_name, width=96, optional=True, colour="text.secondary"),
        Column(
            "since",
            tr("Capital since"),
            lambda firm: day(firm.capital_valid_from),
            lambda firm: firm.capital_valid_from,
            width=92,
            optional=True,
            colour="text.secondary",
        ),
        Column(
            "scope",
            tr("Scope band"),
            lambda firm: say.tier(firm.scope_band),
            lambda firm: firm.scope_band.minimum if firm.scope_band else None,
            width=96,
            optional=True,
            colour="text.secondary",
        ),
    )


def _staffing_width() -> int:
    """Design pixels that the widest marks take beside the longest word that is common."""
    words = max(text_width(theme().font("table", 500), word) for word in (tr("No unit"), tr("{count} short", count=1)))
    return max(126, round(words / theme().scale) + 70 + 2 * PADDING)


def _standing_width() -> int:
    """Design pixels that the longest standing takes as a chip, in the language of the window."""
    widest = max(chip_width(say.term("standing", name), "check") for name in say.STANDINGS)
    return round(widest / theme().scale) + 2 * PADDING


def _exact_capital(firm: FirmRow) -> str:
    exact = say.capital(firm)
    if exact is None:
        return ""
    if firm.paid_in_capital is None:
        return tr("Assigned operating funds NT${exact}", exact=f"{exact:,}")
    return tr("NT${exact}", exact=f"{exact:,}")


def _tier_key(firm: FirmRow) -> int | None:
    return firm.staffing_band.minimum if firm.staffing_band else None


def _orders_key(firm: FirmRow) -> int | None:
    return None if firm.internet_ordering is None else int(firm.internet_ordering)


def _staffing_key(firm: FirmRow) -> tuple[int, int] | None:
    check = firm.staffing
    return None if check is None or check.met is None else (check.short + int(check.unit_short), check.chief_required)


def _standing_key(firm: FirmRow) -> int:
    return list(say.STANDINGS).index(firm.standing) if firm.standing in say.STANDINGS else -1


def _draw_tier(painter: QPainter, rect: QRect, firm: FirmRow, _current: bool) -> None:
    if firm.staffing_band is None:
        draw_text(painter, rect, say.tier(None), "text.muted", theme().font())
    else:
        draw_tag(painter, rect, say.tier(firm.staffing_band))


def _draw_orders(painter: QPainter, rect: QRect, firm: FirmRow, _current: bool) -> None:
    token = "text.primary" if firm.internet_ordering else "text.muted"
    draw_text(painter, rect, say.ordering(firm.internet_ordering), token, theme().font())


def _draw_staffing(painter: QPainter, rect: QRect, firm: FirmRow, _current: bool) -> None:
    draw_gauge(painter, rect, firm.staffing)


def _draw_open(painter: QPainter, rect: QRect, firm: FirmRow, _current: bool) -> None:
    token = "text.primary" if firm.open_findings else "text.muted"
    draw_text(painter, rect, number(firm.open_findings), token, theme().font(), Qt.AlignmentFlag.AlignRight)


def _draw_standing(painter: QPainter, rect: QRect, firm: FirmRow, _current: bool) -> None:
    status, icon = say.STANDINGS.get(firm.standing, ("draft", "calendar"))
    draw_status_chip(painter, rect, say.standing(firm), status, icon)


def is_short(firm: FirmRow) -> bool:
    """The firm is known to lack people or its unit."""
    return firm.staffing is not None and firm.staffing.met is False
