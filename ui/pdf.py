"""PDF pages as pictures. Safe to call from any thread, one page at a time: the library itself is not."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QImage

from auditdesk.pdf_lock import PDF_LOCK


@dataclass(frozen=True, slots=True)
class PdfOutline:
    """Sizes of the pages in points, and the headings of the outline with their page (0 = first)."""

    sizes: tuple[tuple[float, float], ...]
    headings: tuple[tuple[str, int], ...]


def outline_of(content: bytes) -> PdfOutline:
    """What a PDF holds."""
    import pypdfium2

    with PDF_LOCK:
        document = pypdfium2.PdfDocument(content)
        try:
            both = (document.get_page_size(number) for number in range(len(document)))
            sizes = tuple((float(width), float(height)) for width, height in both)
            headings: list[tuple[str, int]] = []
            for bookmark in document.get_toc():
                target = bookmark.get_dest()
                if target is not None and target.get_index() is not None:
                    headings.append((bookmark.get_title(), target.get_index()))
        finally:
            document.close()
    return PdfOutline(sizes, tuple(headings))


def page_image(content: bytes, number: int, width: int) -> QImage:
    """One page, ``width`` pixels wide."""
    import pypdfium2

    with PDF_LOCK:
        document = pypdfium2.PdfDocument(content)
        try:
            page = document[number]
            bitmap = page.render(scale=width / page.get_width(), prefer_bgrx=True)
            drawn = QImage(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGB32)
            return drawn.copy()
        finally:
            document.close()
