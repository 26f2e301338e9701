"""What the notice of a large year costs: 10,000 accepted findings compiled, withheld and proven. Figures of one run."""

from __future__ import annotations

import random
import time
from datetime import date

from auditdesk.model.notice_basis import BasisBand, BasisFirm
from auditdesk.model.rows import FindingRow
from auditdesk.rules.notice import basis_of, compile_basis
from auditdesk.rules.small_cells import counts_of, published
from auditdesk.rules.small_cells_proof import prove
from auditdesk.services.notice_gathering import basis_content, basis_from
from auditdesk.services.shipped_rules import read_shipped_rules


def rows(findings: int, firms: int) -> list[FindingRow]:
    """Accepted findings of one year at invented firms, the same every time."""
    chance = random.Random(5)
    edition = read_shipped_rules().edition("2019-10-25")
    patterns = [pattern for pattern in edition.patterns if pattern.group == "twse_tpex"]
    return [
        FindingRow(
            f"f{number}", f"108-F{number:05d}", "v", "108-001", date(2019, 5, 6), f"firm{chance.randrange(firms)}", "ZX", "示範",
            2019, None, (pattern := chance.choice(patterns)).id, pattern.code, edition.id, "twse", "finding", "medium",
            chance.choice(("accepted", "closed", "rechecked")), "facts", None, "lin", "wang", None, 1,
        )
        for number in range(findings)
    ]  # fmt: skip


def main() -> None:
    """Each step by itself."""
    edition = read_shipped_rules().edition("2019-10-25")
    found = rows(10_000, 66)
    keys = tuple(item.key for item in edition.items)
    firms = [BasisFirm(f"firm{number}", "small" if number % 3 else "large", keys) for number in range(66)]
    bands = [BasisBand(name, edition.name, 0, None) for name in ("small", "large")]
    start = time.perf_counter()
    basis = basis_of(
        2019,
        queried_on=date(2019, 12, 20),
        reference_date=date(2019, 12, 20),
        findings=found,
        firms=firms,
        visits=66,
        bands=bands,
        editions=[edition],
        last_year=None,
        last_patterns=(),
        repeats={row.uid for row in found[::7]},
    )
    notice = compile_basis(basis)
    print(f"10,000 findings compiled {(time.perf_counter() - start) * 1000:.0f} ms")
    start = time.perf_counter()
    again = compile_basis(basis_from(basis_content(basis)))
    same = again == notice
    print(f"frozen, read back and computed again {(time.perf_counter() - start) * 1000:.0f} ms, the same figures: {same}")
    start = time.perf_counter()
    proof = prove(published(counts_of(notice, 3)))
    print(
        f"proof by search over {len(proof.cells)} withheld counts {(time.perf_counter() - start) * 1000:.0f} ms, ok: {proof.ok}"
    )


if __name__ == "__main__":
    main()
