"""An installed wheel finds its resources and data, without the source tree."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def installed(tmp_path_factory) -> Path:
    """A folder with the wheel's content as an installer would lay it down."""
    source = tmp_path_factory.mktemp("source")
    for name in ("auditdesk", "ui", "resources", "data", "pyproject.toml", "README.md", "LICENSE"):
        origin = ROOT / name
        if origin.is_dir():
            shutil.copytree(origin, source / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(origin, source / name)
    out = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(source)],
        check=True,
        capture_output=True,
    )
    target = tmp_path_factory.mktemp("site")
    with zipfile.ZipFile(next(out.glob("*.whl"))) as wheel:
        wheel.extractall(target)
    return target


def run(installed: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(installed), "PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1"}
    return subprocess.run(
        [sys.executable, "-P", *arguments], cwd=installed, env=environment, capture_output=True, text=True, check=False
    )


def test_the_wheel_carries_fonts_rules_words_and_migrations(installed):
    shipped = installed / "auditdesk" / "shipped"
    assert list((shipped / "resources" / "fonts").glob("*.ttf"))
    assert list((shipped / "resources" / "fonts" / "LICENSES").iterdir())
    assert list((shipped / "resources" / "words").glob("*.json"))
    assert list((shipped / "data" / "rulebook").rglob("*.yaml"))
    assert list((installed / "auditdesk" / "store" / "migrations" / "versions").glob("0001*.py"))
    assert not (installed / "tests").exists()


def test_commands_of_the_installed_wheel_read_its_own_rules(installed):
    done = run(installed, "-m", "auditdesk", "--json", "rules", "list")
    assert done.returncode == 0, done.stderr
    assert "2019-10-25" in done.stdout


def test_the_installed_wheel_makes_the_demo(installed, tmp_path):
    done = run(installed, "-m", "auditdesk", "--json", "demo", "--out", str(tmp_path / "demo"), "--no-window")
    assert done.returncode == 0, done.stderr
    assert list((tmp_path / "demo" / "notice").glob("*.pdf"))


def test_the_installed_windows_find_their_theme(installed):
    done = run(
        installed,
        "-c",
        "from auditdesk import places; assert 'shipped' in str(places.resources()); import ui.theme; ui.theme.Theme()",
    )
    assert done.returncode == 0, done.stderr
