"""A journey at the real window, in a process of its own under an X display."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
REAL_KEYS = [
    pytest.mark.slow,
    pytest.mark.timeout(600),
    pytest.mark.skipif(sys.platform != "linux", reason="only Linux has X displays"),
    pytest.mark.skipif(
        any(shutil.which(program) is None for program in ("Xvfb", "xdotool")),
        reason="Xvfb or xdotool is not installed; tools/check_system.py names the line that installs them",
    ),
]


def drive(script: str, home: Path, display: str, act: str, passphrase: str = "", login: str = "") -> None:
    """Do one act of a script of this folder at the workspace ``home``; its pictures lie beside that."""
    folder = home.parent
    settings = folder / "config"
    for each in (settings, settings / "AuditDesk", settings / "auditdesk"):
        each.mkdir(exist_ok=True)
    (settings / "user-dirs.dirs").write_text(f'XDG_DOCUMENTS_DIR="{folder}"\n', encoding="utf-8")
    own = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "XDG_CONFIG_HOME": str(settings)}
    own.update((name, value) for name, value in (("AUDITDESK_PASSPHRASE", passphrase), ("AUDITDESK_LOGIN", login)) if value)
    command = (sys.executable, "-m", f"tests.journeys.{script}", str(home), act, str(folder))
    done = subprocess.run(command, cwd=ROOT, env=own, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr[-8000:]
