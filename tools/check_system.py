"""Looks for the system's libraries and programs that the window or the tests need, and names the one line that installs them.

    python tools/check_system.py window|test

As root on Debian it runs that line itself. Exit code 1 when something is still missing.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys

LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
}
WINDOW_LIBRARIES = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
}
TEST_PROGRAMS = {"pdftotext": "poppler-utils", "Xvfb": "xvfb", "xdotool": "xdotool"}


def missing(libraries: dict[str, str], programs: dict[str, str]) -> list[str]:
    """Debian packages of what can't be loaded or found, in a stable order."""
    packages = []
    for library, package in libraries.items():
        try:
            ctypes.CDLL(library)
        except OSError:
            packages.append(package)
    packages += [package for program, package in programs.items() if shutil.which(program) is None]
    return packages


def main(purpose: str) -> int:
    """0 when nothing is missing (any more)."""
    if sys.platform != "linux":
        return 0
    libraries = {**LIBRARIES, **WINDOW_LIBRARIES}
    programs = TEST_PROGRAMS if purpose == "test" else {}
    packages = missing(libraries, programs)
    if not packages:
        return 0
    if purpose == "window" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        return 0  # without a display there will be no window, and the rest needs none of this
    line = f"apt-get install -y --no-install-recommends {' '.join(packages)}"
    if os.geteuid() == 0 and shutil.which("apt-get"):
        print(f"Installing what Qt needs from the system: {line}", flush=True)
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-qq"], env=environment, check=False)
        subprocess.run(line.split(), env=environment, check=False, stdout=subprocess.DEVNULL)
        packages = missing(libraries, programs)
        if not packages:
            return 0
    print(f"Missing on this system: {', '.join(packages)}.", file=sys.stderr)
    print(f"Install it with:  sudo {line}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "window"))
