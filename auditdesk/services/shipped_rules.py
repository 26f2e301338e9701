"""The editions shipped with the program; needs no workspace."""

from __future__ import annotations

from auditdesk import places
from auditdesk.model.rulebook import Rulebook


def read_shipped_rules() -> Rulebook:
    """Every edition in ``data/rulebook``. Raises BadInput ``rulebook.faulty``."""
    from auditdesk.exchange.rulebook_files import read_rulebook

    return read_rulebook(places.shipped_data() / "rulebook")
