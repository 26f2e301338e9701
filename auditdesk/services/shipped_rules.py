"""The editions shipped with the program, which need no workspace, and those that the office put in force itself."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from auditdesk import places
from auditdesk.errors import Refused
from auditdesk.model.office_rules import EditionState
from auditdesk.model.rulebook import Edition, Rulebook
from auditdesk.store.queries import rules
from auditdesk.store.store import Store


def read_shipped_rules() -> Rulebook:
    """Every edition in ``data/rulebook``. Raises BadInput ``rulebook.faulty``."""
    from auditdesk.exchange.rulebook_files import read_rulebook

    return read_rulebook(places.shipped_data() / "rulebook")


def with_own_editions(shipped: Rulebook, store: Store) -> Rulebook:
    """The shipped editions and the office's own that are in force, each on the one it was based on. Raises BadInput
    ``rulebook.faulty``."""
    with store.read() as connection:
        own = rules.edition_documents(connection, state=EditionState.IN_FORCE)
    rulebook = shipped
    for name, documents in own.items():
        rulebook = rulebook.with_editions((read_own_edition(name, documents, rulebook),))
    return rulebook


def read_own_edition(name: str, documents: dict[str, Any], rulebook: Rulebook) -> Edition:
    """An edition from its documents. Raises BadInput ``rulebook.faulty`` (problems by file and key), Refused ``edition.unknown``."""
    from auditdesk.exchange.rulebook_files import read_edition

    return read_edition(documents, name, base_of(documents, rulebook))


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
