"""Check the notice's page for accessibility in a real browser, in light and in dark.

    npm pack axe-core && tar xzf axe-core-*.tgz
    python tools/check_page.py --axe package/axe.min.js notice-108.html …

Needs Chromium on the path and the file of axe-core; says so and ends with 3 where one of them is not there. Ends with 1 when a page has
an error. Nothing of either is part of the program or of its tests.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "msedge")
SCHEMES = {"light": "1", "dark": "0"}
MISSING = 3
_RUN = """
axe.run(document, {resultTypes: ["violations", "incomplete"]}).then(found => {
  const told = document.createElement("pre");
  told.id = "axe-found";
  told.textContent = encodeURIComponent(JSON.stringify({
    passes: found.passes.length,
    violations: found.violations.map(one => ({id: one.id, help: one.help, nodes: one.nodes.map(node => node.html)})),
    incomplete: found.incomplete.map(one => ({id: one.id, help: one.help, nodes: one.nodes.map(node => node.html)})),
  }));
  document.body.append(told);
});
"""


def prepared(page: str, axe: str) -> str:
    """The page with the checker in it; its own policy would keep any script out."""
    bare = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page)
    return bare.replace("</body>", f"<script>{axe}</script><script>{_RUN}</script></body>")


def found_in(browser: str, page: Path, scheme: str) -> dict[str, Any]:
    """What the checker says of the page. Raises RuntimeError when the browser gives no answer."""
    with tempfile.TemporaryDirectory() as profile:
        command = [browser, "--headless", "--disable-gpu", f"--user-data-dir={profile}", "--virtual-time-budget=20000"]
        command += [f"--blink-settings=preferredColorScheme={scheme}", "--no-sandbox", "--dump-dom", page.as_uri()]
        done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    told = re.search(r'<pre id="axe-found">([^<]*)</pre>', done.stdout)
    if told is None:
        raise RuntimeError(f"no answer from {browser} for {page.name}")
    from urllib.parse import unquote

    answer: dict[str, Any] = json.loads(unquote(told[1]))
    return answer


def main() -> int:
    options = argparse.ArgumentParser(description="Accessibility of finished pages.")
    options.add_argument("--axe", type=Path, required=True, help="axe.min.js of axe-core")
    options.add_argument("pages", type=Path, nargs="+")
    chosen = options.parse_args()
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None or not chosen.axe.is_file():
        print("not checked: no Chromium on the path" if browser is None else f"not checked: {chosen.axe} is not there")
        return MISSING
    axe = chosen.axe.read_text(encoding="utf-8")
    errors = 0
    with tempfile.TemporaryDirectory() as folder:
        for page in chosen.pages:
            copy = Path(folder) / "page.html"
            copy.write_text(prepared(page.read_text(encoding="utf-8"), axe), encoding="utf-8")
            for name, scheme in SCHEMES.items():
                found = found_in(browser, copy, scheme)
                errors += len(found["violations"])
                errors_here, unsure, passed = len(found["violations"]), len(found["incomplete"]), found["passes"]
                print(f"{page.name} {name}: {errors_here} errors, {unsure} to look at, {passed} passed")
                for one in found["violations"] + found["incomplete"]:
                    print(f"  {one['id']}: {one['help']}", *(f"    {node[:160]}" for node in one["nodes"][:4]), sep="\n")
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main())
