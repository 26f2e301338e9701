"""The first page of a PDF from outside as a small picture. What can't be opened has none."""

from __future__ import annotations

import io
from contextlib import suppress

from auditdesk.pdf_lock import PDF_LOCK

_MOST_SIDE = 4096


def first_page(content: bytes, side: int) -> bytes | None:
    """A JPEG of the first page, at most ``side`` pixels a side; None for a file that is torn, locked by a password or empty."""
    import pypdfium2

    with PDF_LOCK:
        try:
            document = pypdfium2.PdfDocument(content)
        except Exception:
            # Hostile files fail in too many ways to name; each of them means that there is no preview.
            return None
        try:
            page = document[0]
            wide, high = page.get_size()
            if not (wide > 0 and high > 0):
                return None
            bitmap = page.render(scale=min(side, _MOST_SIDE) / max(wide, high), may_draw_forms=False)
            picture = bitmap.to_pil().convert("RGB")
        except Exception:
            return None
        finally:
            with suppress(Exception):
                document.close()
    written = io.BytesIO()
    picture.save(written, "JPEG", quality=82)
    return written.getvalue()
