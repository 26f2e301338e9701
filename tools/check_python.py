"""Says clearly when the Python at hand is not one that AuditDesk runs on."""

import sys

if not (3, 11) <= sys.version_info[:2] <= (3, 13):
    sys.exit(
        f"AuditDesk needs Python 3.11, 3.12 or 3.13; this is {sys.version.split()[0]}. Name another one: make run PYTHON=python3.12"
    )
try:
    import ensurepip  # noqa: F401
    import venv  # noqa: F401
except ImportError:
    sys.exit("This Python has no venv module. On Debian: apt-get install python3-venv")
