"""Pieces spread over pages: headings stay with what follows, paragraphs and tables go on over the page."""

from __future__ import annotations

from dataclasses import dataclass

from auditdesk.documents.pdf.pieces import GapPiece, Piece


@dataclass(frozen=True, slots=True)
class Placed:
    """A piece and how far below the top of the text area it starts."""

    piece: Piece
    down: float


class NewPage:
    """Stands among the pieces where a new page must start."""


Flow = list[Piece | NewPage]


def paginate(flow: Flow, room: float) -> list[list[Placed]]:
    """The pieces on pages with ``room`` points of height each; at least one page."""
    pages: list[list[Placed]] = [[]]
    down = 0.0
    waiting = flow[::-1]
    while waiting:
        piece = waiting.pop()
        if isinstance(piece, NewPage):
            pages.append([])
            down = 0.0
            continue
        fresh = not pages[-1]
        if fresh and isinstance(piece, GapPiece):
            continue
        start = down if fresh else down + piece.before
        free = room - start
        fits = piece.height <= free + 1e-6
        if fits and not fresh and piece.keeps_next and piece.height + _next_needs(piece, waiting) > free + 1e-6:
            waiting += [piece, NewPage()]
            continue
        if fits:
            pages[-1].append(Placed(piece, start))
            down = start + piece.height + piece.after
            continue
        parts = piece.split(free, room)
        if parts is not None:
            first, rest = parts
            pages[-1].append(Placed(first, start))
            waiting += [rest, NewPage()]
        elif fresh:
            pages[-1].append(Placed(piece, start))
            down = room
        else:
            waiting += [piece, NewPage()]
    if not pages[-1] and len(pages) > 1:
        pages.pop()
    return pages


def _next_needs(piece: Piece, waiting: Flow) -> float:
    """The room that must be left below ``piece`` so that what it is held with may start there."""
    if not waiting or isinstance(waiting[-1], NewPage):
        return 0.0
    following = waiting[-1]
    needed = piece.after + following.before
    if following.keeps_next:
        return needed + following.height + _next_needs(following, waiting[:-1])
    return needed + following.least
