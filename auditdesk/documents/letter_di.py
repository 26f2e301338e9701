"""The body of a letter for electronic exchange (``.di``): XML in a fixed order of elements, UTF-8.

Source: the appendix on the electronic form of documents, whose order of elements is kept here; its DTD is named, not shipped. What the
exchange assigns (agency code, word and serial of the number) is left empty, never guessed.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from auditdesk.documents.letter_story import filled_wording, numbered
from auditdesk.documents.letter_wording import LetterWording, TemplateParagraph
from auditdesk.documents.plain_text import printable
from auditdesk.model.letter import LetterContent
from auditdesk.rules.calendar import roc_long
from auditdesk.words import Words

DTD: Final = "104_2_utf8.dtd"
_SECRECY: Final = ("絕對機密", "極機密", "機密", "密")


def letter_di(content: LetterContent, wording: LetterWording | None = None, attachments: Sequence[str] = ()) -> bytes:
    """The letter's body; the annex and other ``attachments`` (file names) are named as files that go with it. Always in Chinese.

    Raises BadInput ``template.faulty``.
    """
    words = Words("zh_TW")
    filled = filled_wording(content, "zh_TW", wording)
    root = Element("函")
    issuer = SubElement(root, "發文機關")
    _child(issuer, "全銜", content.sender.name)
    _child(issuer, "機關代碼")
    SubElement(root, "函類別", 代碼="函")
    _child(root, "地址", content.sender.address)
    for name, told in (
        ("contact", content.sender.contact),
        ("telephone", content.sender.telephone),
        ("fax", content.sender.fax),
        ("email", content.sender.email),
    ):
        if told or name == "contact":
            _child(root, "聯絡方式", words.say(f"letter_text.{name}") + told)
    to = SubElement(root, "受文者")
    _child(to, "全銜", content.firm_name)
    day = SubElement(root, "發文日期")
    _child(day, "年月日", roc_long(content.issued_on))
    number = SubElement(root, "發文字號")
    _child(number, "字")
    serial = SubElement(number, "文號")
    for part in ("年度", "流水號", "支號"):
        _child(serial, part)
    SubElement(root, "速別", 代碼=content.priority)
    secrecy = SubElement(root, "密等及解密條件或保密期限")
    known = content.classification if content.classification in _SECRECY else ""
    _child(secrecy, "密等", known)
    _child(secrecy, "解密條件或保密期限", "" if known else content.classification)
    enclosed = SubElement(root, "附件")
    _child(enclosed, "文字", filled.attachment)
    for position in range(1, len(attachments) + 1):
        SubElement(enclosed, "附件檔名", 附件名=f"ATTCH{position}")
    subject = SubElement(root, "主旨")
    _child(subject, "文字", filled.subject)
    for name, paragraphs in (("explanation", filled.paragraphs), ("action", filled.action)):
        if paragraphs:
            _section(root, words.say(f"letter_text.{name}"), paragraphs, words)
    with_annex = "original_with_annex" if filled.attachment else "original_alone"
    _child(SubElement(root, "正本"), "全銜", words.say(f"letter_text.{with_annex}", firm=content.firm_name))
    copies = SubElement(root, "副本")
    for copy in content.copies_to:
        _child(copies, "全銜", copy)
    _child(root, "署名", content.sender.name)
    indent(root, " ")
    return (_prolog(attachments) + tostring(root, encoding="unicode") + "\n").encode()


def _prolog(attachments: Sequence[str]) -> str:
    entities = "".join(
        f'<!ENTITY ATTCH{place} SYSTEM "{_file_name(name)}" NDATA _X>\n' for place, name in enumerate(attachments, 1)
    )
    inside = f' [\n<!NOTATION _X SYSTEM "">\n{entities}]' if attachments else ""
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE 函 SYSTEM "{DTD}"{inside}>\n'


def _file_name(name: str) -> str:
    return "".join(sign for sign in name if sign not in '"%&<>')


def _child(parent: Element, tag: str, text: str = "") -> Element:
    child = SubElement(parent, tag)
    child.text = printable(text) or None
    return child


def _section(root: Element, heading: str, paragraphs: tuple[TemplateParagraph, ...], words: Words) -> None:
    """``段落`` with its ``條列`` nested by level."""
    section = SubElement(root, "段落", 段名=heading)
    intro = _child(section, "文字")
    above: list[Element] = [section]
    for paragraph in numbered(paragraphs, words):
        if not paragraph.label:
            intro.text = "\n".join(part for part in (intro.text, printable(paragraph.text)) if part)
            continue
        del above[paragraph.level :]
        item = SubElement(above[-1], "條列", 序號=paragraph.label)
        _child(item, "文字", paragraph.text)
        above.append(item)
