"""The words of an HTML or SVG file: what it shows, its attributes, comments, and the comments and strings of its styles."""

from __future__ import annotations

import html.parser
import re

_TOLD_ATTRIBUTES = frozenset({"alt", "title", "content", "href", "src", "placeholder", "value", "label", "summary", "name"})
_BLOCKS = frozenset({"p", "br", "tr", "td", "th", "li", "h1", "h2", "h3", "h4", "div", "section"})
_STYLE_WORDS = re.compile(r"/\*.*?\*/|\"[^\"]*\"|'[^']*'|url\([^)]*\)", re.DOTALL)
_STYLE_ESCAPE = re.compile(r"\\([0-9a-fA-F]{1,6})\s?")


class _Html(html.parser.HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[str] = []
        self._style = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._style = tag == "style"
        self.texts.extend(f"\n{value}\n" for name, value in attrs if value and _is_told(name, value))
        if tag in _BLOCKS:
            self.texts.append("\n")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self._style = False

    def handle_endtag(self, tag: str) -> None:
        self._style = False

    def handle_data(self, data: str) -> None:
        self.texts.append(_style_words(data) if self._style else data)

    def handle_comment(self, data: str) -> None:
        self.texts.append(f"\n{data}\n")

    def handle_decl(self, decl: str) -> None:
        self.handle_comment(decl)

    def handle_pi(self, data: str) -> None:
        self.handle_comment(data)

    def unknown_decl(self, data: str) -> None:
        self.handle_comment(data)


def html_text(text: str) -> str:
    """Everything that whoever opens the file or its source can read, without the machinery of its styles and drawings."""
    reader = _Html()
    reader.feed(text)
    reader.close()
    return "".join(reader.texts)


def _is_told(name: str, value: str) -> bool:
    """Whether an attribute has words: pictures in the file are read by themselves, measures of a drawing are no words."""
    if value.startswith("data:image/"):
        return False
    return name in _TOLD_ATTRIBUTES or name.startswith(("data-", "aria-")) or not value.isascii()


def _style_words(style: str) -> str:
    plain = _STYLE_ESCAPE.sub(lambda match: chr(min(int(match.group(1), 16), 0x10FFFF)), style)
    return "\n".join(("", *_STYLE_WORDS.findall(plain), ""))
