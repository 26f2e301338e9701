"""Word documents packed so that their bytes depend on their content alone, without what the library's template brings along."""

from __future__ import annotations

import io
import zipfile
from typing import Any, Final

from auditdesk.documents.fixed_zip import fixed_zip

THUMBNAIL: Final = ("/thumbnail",)
TEMPLATES_OWN: Final = (*THUMBNAIL, "/extended-properties", "/stylesWithEffects", "/customXml")
"""Kinds of relations that only the library's template has a use for; a form of the office keeps all but its thumbnail."""


def packed(paper: Any, without: tuple[str, ...] = TEMPLATES_OWN) -> bytes:
    """The file of a Word document without times. Relations of the kinds ``without`` go with their parts, so none leads nowhere."""
    for relations in (paper.part.package.rels, paper.part.rels):
        for key in [key for key, one in relations.items() if one.reltype.endswith(without)]:
            del relations[key]
    target = io.BytesIO()
    paper.save(target)
    with zipfile.ZipFile(target) as made:
        return fixed_zip((name, made.read(name)) for name in made.namelist())
