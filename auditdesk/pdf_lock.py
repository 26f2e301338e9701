"""The lock under which the PDF library is called: it may be entered by one thread of the process at a time."""

from __future__ import annotations

import threading

PDF_LOCK = threading.Lock()
