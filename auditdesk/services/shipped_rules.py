"""The editions shipped with the program, which need no workspace, and those that the office put in force itself."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from auditdesk import places
from auditdesk.errors import BadInput, Refused, Unavailable
from auditdesk.model.office_rules import EditionContent, EditionState
from auditdesk.model.rulebook import Edition, Rulebook
from auditdesk.store.queries import rules
from auditdesk.store.store import Store


def read_shipped_rules() -> Rulebook:
    """Every edition in ``data/rulebook``. Raises BadInput ``rulebook.faulty``."""
    from auditdesk.exchange.rulebook_files import read_rulebook

    return read_rulebook(places.shipped_data() / "rulebook")


def with_own_editions(shipped: Rulebook, store: Store) -> Rulebook:
    """The shipped editions and the office's own that are in force, each as it was when it was put in force.

    Raises Unavailable ``rulebook.own_altered`` for one that is not what was approved.
    """
    with store.read() as connection:
        own = rules.edition_documents(connection, state=EditionState.IN_FORCE)
    return shipped.with_editions(_as_approved(name, kept) for name, kept in own.items())


def _as_approved(name: str, kept: EditionContent) -> Edition:
    from auditdesk.exchange.rulebook_files import read_edition

    try:
        read = read_edition(kept.whole, name)
    except BadInput as faulty:
        raise Unavailable("rulebook.own_altered", edition=name) from faulty
    if (read.id, read.digest) != (name, kept.digest):
        raise Unavailable("rulebook.own_altered", edition=name)
    return replace(read, based_on=kept.based_on)


def read_own_edition(name: str, documents: dict[str, Any], rulebook: Rulebook) -> Edition:
    """An edition from its documents. Raises BadInput ``rulebook.faulty`` (problems by file and key), Refused ``edition.unknown``."""
    from auditdesk.exchange.rulebook_files import read_edition

    return read_edition(documents, name, base_of(documents, rulebook))


def whole_of(edition: Edition) -> tuple[dict[str, dict[str, Any]], str]:
    """The documents that state ``edition`` without resting on any other, and their digest."""
    from auditdesk.exchange.edition_whole import whole_documents
    from auditdesk.exchange.rulebook_files import read_edition

    documents = whole_documents(edition)
    return documents, read_edition(documents, edition.id).digest


def base_of(documents: dict[str, Any], rulebook: Rulebook) -> Edition:
    """The edition that the documents say they are based on. Raises Refused ``office_edition.needs_base``, ``edition.unknown``."""
    wanted = next((str(content["based_on"]) for content in documents.values() if content.get("based_on")), None)
    if wanted is None:
        raise Refused("office_edition.needs_base")
    return rulebook.edition(wanted)


def shipped_files(edition: str) -> Path:
    """The folder or file of a shipped edition. Raises Refused ``edition.unknown``."""
    folder = places.shipped_data() / "rulebook"
    for path in (folder / edition, folder / f"{edition}.yaml"):
        if path.parent == folder and path.exists():
            return path
    raise Refused("edition.unknown", edition=edition)
