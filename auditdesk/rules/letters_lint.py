"""What is wrong with the text of a template, told with its place, however broken the text is.

Fields are looked for in each expression by itself, so that a broken loop somewhere hides no misspelt field elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from auditdesk.model.letter_rows import TemplateProblem
from auditdesk.rules.letters_fields import FILTERS, LISTS, nearest

if TYPE_CHECKING:
    from jinja2 import Environment

_OPENS: Final = re.compile(r"\{[{%#]")
_CLOSES: Final = {"{{": "}}", "{%": "%}", "{#": "#}"}
_WORD_MARK: Final = re.compile(r"^(?:p|tr|tc|r)\s+")
_FULL_WIDTH: Final = re.compile(r"[｛｝]+|\{％|％\}|｛％|％｝|\{＃|＃\}")
_LEFT_OVER: Final = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")
_SINGLE: Final = re.compile(r"(?<![{%#])\{\s*([A-Za-z_]\w*)\s*\}(?![}%#])")
_OPENING: Final = {"if": "endif", "for": "endfor"}
_EXPRESSIONS: Final = frozenset(
    ("Name", "Const", "TemplateData", "Getattr", "Getitem", "Filter", "Test", "Compare", "And", "Or", "Not", "CondExpr", "Concat")
)
"""What an expression may be made of."""
_EXCERPT: Final = 60
_DEEPEST: Final = 40


@dataclass(slots=True)
class _Loops:
    """What is open at a place of the text: (tag, place, name of the loop's variable, fields of what it goes over)."""

    open: list[tuple[str, str, str, tuple[str, ...]]] = field(default_factory=list)

    def scope(self) -> dict[str, tuple[str, ...]]:
        return {name: fields for tag, _, name, fields in self.open if tag == "for" and name}


def lint(pieces: Iterable[tuple[str, str]], fields: Sequence[str]) -> tuple[TemplateProblem, ...]:
    """Every mistake of the text in ``pieces`` (place, text), which make one template in their order. ``fields``: those there are.

    Codes: ``template_problem.full_width``, ``.unclosed``, ``.single_brace``, ``.unknown_field``, ``.unknown_part``, ``.unknown_tag``,
    ``.unknown_filter``, ``.broken``, ``.loop_not_closed``, ``.not_opened``, ``.no_list``. Never raises for any text.
    """
    loops = _Loops()
    found: list[TemplateProblem] = []
    environment = _environment()
    for where, text in pieces:
        found += _piece(where, text, fields, loops, environment)
    found += [TemplateProblem("template_problem.loop_not_closed", where, tag, _OPENING[tag]) for tag, where, _, _ in loops.open]
    return tuple(dict.fromkeys(found))


def _environment() -> Environment:
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    return ImmutableSandboxedEnvironment()


def _piece(where: str, text: str, fields: Sequence[str], loops: _Loops, environment: Environment) -> Iterator[TemplateProblem]:
    excerpt = " ".join(text.split())[:_EXCERPT]
    for mark in _FULL_WIDTH.finditer(text):
        narrow = mark.group().translate(str.maketrans("｛｝％＃", "{}%#"))
        yield TemplateProblem("template_problem.full_width", where, mark.group(), narrow, excerpt)
    tokens, rest = _tokens(text)
    for opened, inside in tokens:
        if opened == "{{":
            said = inside.removeprefix("r ").strip("-+ \t\n")
            yield from _expression(where, said, fields, loops, environment, excerpt)
        elif opened == "{%":
            yield from _tag(where, _WORD_MARK.sub("", inside.strip("-+")).strip(), fields, loops, environment, excerpt)
    for left in _LEFT_OVER.finditer(rest):
        yield TemplateProblem("template_problem.unclosed", where, left.group(), "", excerpt)
    if not _LEFT_OVER.search(rest):
        for single in _SINGLE.finditer(rest):
            meant = nearest(single[1], fields)
            yield TemplateProblem(
                "template_problem.single_brace", where, single.group(), f"{{{{ {meant or single[1]} }}}}", excerpt
            )


def _tokens(text: str) -> tuple[list[tuple[str, str]], str]:
    """What stands in braces (how it opens, what is inside), and the text without it. Reads each sign once, however many never close."""
    found: list[tuple[str, str]] = []
    rest: list[str] = []
    unclosed: set[str] = set()
    done = place = 0
    while (match := _OPENS.search(text, place)) is not None:
        opened = match[0]
        end = -1 if opened in unclosed else text.find(_CLOSES[opened], match.end())
        if end < 0:
            unclosed.add(opened)
            place = match.start() + 1
            continue
        found.append((opened, text[match.end() : end]))
        rest.append(text[done : match.start()])
        done = place = end + 2
    return found, " ".join((*rest, text[done:]))


def _tag(
    where: str, text: str, fields: Sequence[str], loops: _Loops, environment: Environment, excerpt: str
) -> Iterator[TemplateProblem]:
    name, _, rest = text.partition(" ")
    rest = rest.strip()
    if name in ("endif", "endfor"):
        opened = next((tag for tag, closing in _OPENING.items() if closing == name))
        if loops.open and loops.open[-1][0] == opened:
            loops.open.pop()
        elif any(tag == opened for tag, *_ in loops.open):
            # One inside was forgotten: told once, and what follows is read as meant.
            while loops.open[-1][0] != opened:
                tag, place, _, _ = loops.open.pop()
                yield TemplateProblem("template_problem.loop_not_closed", place, tag, _OPENING[tag])
            loops.open.pop()
        else:
            yield TemplateProblem("template_problem.not_opened", where, name, opened, excerpt)
    elif name == "else" and not rest:
        if not loops.open:
            yield TemplateProblem("template_problem.not_opened", where, name, "if", excerpt)
    elif name in ("if", "elif"):
        if name == "if":
            loops.open.append(("if", where, "", ()))
        elif not loops.open:
            yield TemplateProblem("template_problem.not_opened", where, name, "if", excerpt)
        yield from _expression(where, rest, fields, loops, environment, excerpt)
    elif name == "for":
        variable, said, over = rest.partition(" in ")
        variable, over = variable.strip(), over.strip()
        parts = LISTS.get(over, ())
        loops.open.append(("for", where, variable if variable.isidentifier() else "", parts))
        if not said or not variable.isidentifier():
            yield TemplateProblem("template_problem.broken", where, text, "for finding in findings", excerpt)
        elif over not in LISTS or over not in fields:
            lists = [each for each in LISTS if each in fields]
            yield TemplateProblem("template_problem.no_list", where, over, nearest(over, lists), excerpt)
    else:
        yield TemplateProblem(
            "template_problem.unknown_tag", where, name, nearest(name, ("if", "for", "endif", "endfor", "else")), excerpt
        )


def _expression(
    where: str, text: str, fields: Sequence[str], loops: _Loops, environment: Environment, excerpt: str
) -> Iterator[TemplateProblem]:
    """What is wrong with one expression: names, parts of a loop's variable, filters."""
    from jinja2 import TemplateError, nodes

    if text.count("(") > _DEEPEST or text.count("[") > _DEEPEST or len(text) > 1000:
        yield TemplateProblem("template_problem.broken", where, text[:_EXCERPT], "", excerpt)
        return
    try:
        tree = environment.parse("{{ " + text + " }}")
    except (TemplateError, RecursionError):
        yield TemplateProblem("template_problem.broken", where, text[:_EXCERPT], _simple_suggestion(text, fields), excerpt)
        return
    scope: Mapping[str, tuple[str, ...]] = loops.scope()
    for name in tree.find_all(nodes.Name):
        if name.name not in fields and name.name not in scope and name.name != "loop":
            yield TemplateProblem(
                "template_problem.unknown_field", where, name.name, nearest(name.name, (*fields, *scope)), excerpt
            )
    for part in (*tree.find_all(nodes.Getattr), *tree.find_all(nodes.Getitem)):
        yield from _part(where, part, scope, excerpt)
    for used in tree.find_all(nodes.Filter):
        if used.name not in FILTERS:
            yield TemplateProblem("template_problem.unknown_filter", where, used.name, nearest(used.name, FILTERS), excerpt)
    # Arithmetic says nothing in a letter, and ``'x' * 10 ** 9`` takes all memory.
    if any(type(node).__name__ not in _EXPRESSIONS for node in tree.find_all(nodes.Expr)):
        yield TemplateProblem("template_problem.broken", where, text[:_EXCERPT], "", excerpt)


def _part(where: str, part: Any, scope: Mapping[str, tuple[str, ...]], excerpt: str) -> Iterator[TemplateProblem]:
    from jinja2 import nodes

    name = part.attr if isinstance(part, nodes.Getattr) else getattr(part.arg, "value", "?")
    owner = part.node.name if isinstance(part.node, nodes.Name) else ""
    if owner == "loop":
        if name not in ("index", "index0", "first", "last", "length"):
            yield TemplateProblem("template_problem.unknown_part", where, f"loop.{name}", "loop.index", excerpt)
    elif owner in scope:
        if name not in scope[owner]:
            meant = nearest(str(name), scope[owner])
            yield TemplateProblem(
                "template_problem.unknown_part", where, f"{owner}.{name}", f"{owner}.{meant}" if meant else "", excerpt
            )
    else:
        yield TemplateProblem("template_problem.unknown_part", where, f"{owner}.{name}", "", excerpt)


def _simple_suggestion(text: str, fields: Sequence[str]) -> str:
    """For what is no expression at all, such as ``公司 名稱`` or ``firm name``: the field it comes near."""
    return nearest(text.replace(" ", "_"), fields)
