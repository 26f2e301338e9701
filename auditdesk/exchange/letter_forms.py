"""Word forms of letters from outside: measured, checked to be a DOCX, and their text told by place for the linter."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from auditdesk.errors import BadInput
from auditdesk.exchange.incoming import bad_file, read_incoming
from auditdesk.exchange.zip_guard import open_measured, read_measured
from auditdesk.model.letter_rows import TemplateProblem

LARGEST_FORM: Final = 8 * 1024 * 1024
_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TEXTS: Final = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml")
_SHOWN: Final = {f"{_W}t": "", f"{_W}tab": " ", f"{_W}br": " "}
"""What of a paragraph is text: its own or a blank."""
_MERGE_FIELD: Final = re.compile(r"MERGEFIELD\s+\"?([^\s\"\\]+)")
_RISKY: Final = re.compile(r"word/(vbaProject\.bin|embeddings/|activeX/)|attachedTemplate", re.IGNORECASE)


def read_form(path: Path) -> bytes:
    """The form, packed anew from what was measured. Raises BadInput as ``read_incoming``, ``workbook.bomb``, ``letter_form.no_docx``
    for one that is broken, locked or something else, ``letter_form.macros`` for one with macros or embedded objects.
    """
    content = read_incoming(path, limit=LARGEST_FORM)
    with _as_form(path.name):
        container = open_measured(content, path.name)
    names = [entry.filename for entry in container.infolist() if not entry.is_dir()]
    if "word/document.xml" not in names or "[Content_Types].xml" not in names:
        raise bad_file("letter_form.no_docx", path.name)
    if any(_RISKY.search(name) for name in names):
        raise bad_file("letter_form.macros", path.name)
    with _as_form(path.name):
        members = read_measured(container, iter(names), path.name)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as again:
        for name, inside in members.items():
            again.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), inside)
    return packed.getvalue()


@contextmanager
def _as_form(file: str) -> Iterator[None]:
    """A container that can't be read is told in the words of forms, not of workbooks."""
    try:
        yield
    except BadInput as problem:
        if problem.code not in ("workbook.broken", "workbook.encrypted"):
            raise
        raise bad_file("letter_form.no_docx", file) from problem


def form_pieces(form: bytes, file: str) -> tuple[tuple[str, str], ...]:
    """(place, text) of each paragraph with something in it: ``document 12`` is the twelfth paragraph of the body.

    Raises BadInput ``letter_form.no_docx`` for XML that can't be read.
    """
    return tuple((where, text) for where, text, _ in _paragraphs(form, file))


def merge_fields(form: bytes, file: str) -> tuple[TemplateProblem, ...]:
    """Mail-merge fields of Word, which nothing here fills."""
    return tuple(
        TemplateProblem("template_problem.merge_field", where, name, "", text[:60])
        for where, text, codes in _paragraphs(form, file)
        for name in _MERGE_FIELD.findall(codes)
    )


def _paragraphs(form: bytes, file: str) -> Iterator[tuple[str, str, str]]:
    from xml.etree.ElementTree import ParseError

    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    container = open_measured(form, file)
    members = [entry.filename for entry in container.infolist() if _TEXTS.fullmatch(entry.filename)]
    for member, inside in read_measured(container, iter(members), file).items():
        try:
            root = fromstring(inside)
        except (ParseError, DefusedXmlException, ValueError, RecursionError) as broken:
            raise bad_file("letter_form.no_docx", file) from broken
        part = member.removeprefix("word/").removesuffix(".xml")
        for number, paragraph in enumerate(root.iter(f"{_W}p"), 1):
            own = list(_own(paragraph))
            text = "".join(_SHOWN[element.tag] or element.text or "" for element in own if element.tag in _SHOWN)
            codes = "".join(element.text or "" for element in own if element.tag == f"{_W}instrText")
            codes += " ".join(element.get(f"{_W}instr") or "" for element in own if element.tag == f"{_W}fldSimple")
            if text.strip() or codes.strip():
                yield f"{part} {number}", text, codes


def _own(paragraph: Any) -> Iterator[Any]:
    """What a paragraph holds, without what is in paragraphs inside it (text boxes)."""
    waiting = [iter(paragraph)]
    while waiting:
        element = next(waiting[-1], None)
        if element is None:
            waiting.pop()
        elif element.tag != f"{_W}p":
            yield element
            waiting.append(iter(element))
