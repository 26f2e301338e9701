"""The first window stands before anything heavy is imported."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HEAVY = (
    "pandas", "numpy", "sqlmodel", "sqlalchemy", "alembic", "reportlab", "openpyxl", "yaml", "cryptography", "pydantic",
    "sqlcipher3", "pypdfium2", "xlsxwriter", "python_calamine", "odf", "PIL", "typer",
)  # fmt: skip
SCRIPT = """
import json, sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
application = QApplication([])
from ui import theme, words
from ui.preferences import Preferences
from ui.window import Start, Window
import ui.places.firms, ui.places.notice, ui.places.settings, ui.__main__, ui.application
preferences = Preferences(Path(sys.argv[1]) / "preferences.json")
words.use("zh_TW")
theme.apply(application, preferences.theme())
window = Window(preferences, Start(home=Path(sys.argv[1]) / "home"))
window.ahead.begin = lambda: None
window.begin()
window.show()
application.processEvents()
print(json.dumps(sorted({name.split(".")[0] for name in sys.modules})))
window.close()
"""


def test_nothing_heavy_is_imported_when_the_first_window_stands(tmp_path: Path):
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    ended = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(tmp_path)], capture_output=True, text=True, env=environment, cwd=ROOT, timeout=60
    )
    assert ended.returncode == 0, ended.stderr
    assert set(json.loads(ended.stdout.splitlines()[-1])) & set(HEAVY) == set()


def test_ctrl_c_in_the_terminal_closes_the_window_in_good_order(tmp_path: Path):
    script = """
import os, signal, sys, threading, time
signal.signal(signal.SIGINT, signal.default_int_handler)  # a run in the background inherits that it is ignored
from ui.__main__ import main

def strike():
    while signal.getsignal(signal.SIGINT) in (signal.default_int_handler, None):
        time.sleep(0.02)
    os.kill(os.getpid(), signal.SIGINT)

threading.Thread(target=strike, daemon=True).start()
sys.exit(main(["--home", sys.argv[1]]))
"""
    _run_and_strike(script, tmp_path)


def test_ctrl_c_before_the_event_loop_runs_closes_the_window_too(tmp_path: Path):
    script = """
import os, signal, sys
from ui import application
from ui.__main__ import main

listen = application._close_on_signals

def listen_and_be_struck(window):
    listen(window)
    os.kill(os.getpid(), signal.SIGINT)

application._close_on_signals = listen_and_be_struck
sys.exit(main(["--home", sys.argv[1]]))
"""
    _run_and_strike(script, tmp_path)


def _run_and_strike(script: str, tmp_path: Path) -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "HOME": str(tmp_path), "PYTHONPATH": str(ROOT)}
    environment.pop("XDG_CONFIG_HOME", None)
    home = str(tmp_path / "none")
    ended = subprocess.run([sys.executable, "-c", script, home], capture_output=True, env=environment, cwd=ROOT, timeout=60)
    assert ended.returncode == 0, ended.stderr.decode()
