"""Words on widgets in the person's language, and how dates, times and amounts are printed on screen.

Widget texts are English in the source and translated by Qt (context ``AuditDesk``). What the core says by code (errors, reasons,
names of terms) comes from ``auditdesk.words``. ``tools/translations.py`` finds every ``tr``, ``plural`` and ``mark``.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QStandardPaths, QTranslator

from auditdesk import places

if TYPE_CHECKING:
    from auditdesk.words import Words

CONTEXT = "AuditDesk"
DEFAULT_LANGUAGE = "zh_TW"
_STRAIGHT = str.maketrans("“”", '""')
"""The typeface of the window draws round quotes as wide as a Chinese character, which tears English apart."""


class _InForce:
    """The language in force. The core's sentences are read when first asked for: the first window needs none of them."""

    language = DEFAULT_LANGUAGE
    words: Words | None = None
    translators: tuple[QTranslator, ...] = ()


def tr(text: str, **values: object) -> str:
    """The translation of an English source string, ``{name}`` filled in after translating."""
    translated = QCoreApplication.translate(CONTEXT, text)
    if _InForce.language == "en":
        translated = translated.translate(_STRAIGHT)
    return translated.format(**values) if values else translated


def plural(count: int, one: str, many: str, **values: object) -> str:
    """``tr`` of the form that fits the number; both forms are source strings and may use ``{count}``."""
    return tr(one if count == 1 else many, count=count, **values)


def mark(text: str) -> str:
    """Marks a source string that is translated later with ``tr`` (for tables built before the language is known)."""
    return text


def language() -> str:
    """``zh_TW`` or ``en``."""
    return _InForce.language


def words() -> Words:
    """The core's sentences in the language in force."""
    if _InForce.words is None:
        from auditdesk.words import Words

        _InForce.words = Words(_InForce.language)
    return _InForce.words


def use(language: str) -> None:
    """Put a language in force. Texts set from now on are in it; those on screen stay until they are set again."""
    application = QCoreApplication.instance()
    assert application is not None
    for translator in _InForce.translators:
        application.removeTranslator(translator)
    _InForce.language = "en" if language.startswith("en") else DEFAULT_LANGUAGE
    _InForce.words = None
    QLocale.setDefault(QLocale(_InForce.language))
    _InForce.translators = () if _InForce.language == "en" else tuple(_translators(application))
    for translator in _InForce.translators:
        application.installTranslator(translator)


def _translators(parent: QCoreApplication) -> Iterator[QTranslator]:
    """Qt's own words, those it leaves in English, and ours."""
    ours = str(places.resources() / "translations")
    for folder, name in (
        (QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath), "qtbase_zh_TW"),
        (ours, "dialogs_zh_TW"),
        (ours, "auditdesk_zh_TW"),
    ):
        translator = QTranslator(parent)
        if translator.load(name, folder):
            yield translator


def day(when: date | None) -> str:
    """``115/11/17`` in Chinese, ``2026-11-17`` in English, a dash for no date."""
    return "–" if when is None else words().day(when)


def year_name(year: int) -> str:
    """An audit year (Gregorian) as it is called: ``115`` in Chinese, ``2026`` in English."""
    from auditdesk.rules.calendar import roc_year

    return str(roc_year(year)) if language() == "zh_TW" else str(year)


def clock(when: datetime) -> str:
    """The time of day to the second."""
    return f"{when:%H:%M:%S}"


def documents() -> str:
    """The person's documents folder, where asking for a file begins; their own folder where there is none."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return folder if folder and Path(folder).is_dir() else str(Path.home())


def folder_name(path: Path) -> str:
    """A folder as people know it: below their own as ``~/AuditDesk``, others in full."""
    home = Path.home()
    return f"~/{path.relative_to(home).as_posix()}" if path.is_relative_to(home) and path != home else str(path)


def number(value: int | None) -> str:
    """A count with thousands marks; a dash where nothing is known."""
    return "–" if value is None else f"{value:,}"


def hundred_millions(ntd: int | None) -> str:
    """Integer NT$ in 億 with one decimal (``128.4``), a dash where nothing is known. For reading only, never for comparing."""
    from auditdesk.rules.amounts import in_hundred_millions

    return "–" if ntd is None else in_hundred_millions(ntd)
