"""What the work needs is loaded meanwhile, by the thread that may: classes of Qt's widgets are made on the GUI thread alone."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from auditdesk.desk import Desk
from tests.conftest import CHEAP, PASSPHRASE
from ui.ahead import modules

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = """
import json, sys, threading
from pathlib import Path
by = {}

class Watch:
    def find_spec(self, name, path=None, target=None):
        by.setdefault(name, threading.current_thread() is threading.main_thread())

sys.meta_path.insert(0, Watch())
from PySide6 import QtWidgets
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from ui import theme, words
from ui.preferences import Preferences
from ui.window import Start, Window

application = QApplication([])
folder = Path(sys.argv[1])
preferences = Preferences(folder / "preferences.json")
words.use("zh_TW")
theme.apply(application, preferences.theme())
window = Window(preferences, Start(home=folder / "home", login="wang", passphrase=sys.argv[2]))
opened = []
window.ahead.then(lambda: opened.append("nothing loads yet"))
window.begin()
window.ahead.then(lambda: opened.append(window.shell is None))
window.show()
waiting = QTimer(window)
def look():
    if window.shell is not None:
        window.close()
waiting.timeout.connect(look)
waiting.start(50)
QTimer.singleShot(60_000, application.quit)
application.exec()
print(json.dumps({
    "by": by, "loaded": sorted(sys.modules), "opened": opened,
    "classes": {"QTableView", "QCalendarWidget"} <= set(vars(QtWidgets)),
}))
"""


def test_no_thread_imports_a_module_of_the_window_or_makes_a_class_of_qt(tmp_path: Path) -> None:
    desk, _ = Desk.create(tmp_path / "home", "wang", "王主管", PASSPHRASE, ("supervisor", "inspector"), cost=CHEAP)
    desk.close()
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", SCRIPT, str(tmp_path), PASSPHRASE]
    ended = subprocess.run(command, capture_output=True, text=True, env=environment, cwd=ROOT, timeout=90)
    assert ended.returncode == 0, ended.stderr
    told = json.loads(ended.stdout.splitlines()[-1])
    of_qt = {name: main for name, main in told["by"].items() if name.split(".")[0] in ("ui", "PySide6", "shiboken6")}
    assert len(of_qt) > 200 and all(of_qt.values()), [name for name, main in of_qt.items() if not main]
    assert not told["by"]["auditdesk.desk"], "the store is the thread's part"
    assert set(modules()) <= set(told["loaded"]) and told["classes"]
    assert told["opened"] == ["nothing loads yet", True], "the work is shown when everything is loaded"
