"""What is typed about samples and interviews and not yet kept: drafts on disk, put back after a kill."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from auditdesk.model.rows import DraftRow
from ui.parts.autosave import Autosave
from ui.places.base import Place
from ui.places.fieldwork_samples import InterviewForm, SampleForm

Form = SampleForm | InterviewForm
FORM = "fieldwork.records"


class RecordDrafts:
    """One keeper of drafts for each form; a field is kept under the uid of the record that the form shows."""

    def __init__(self, place: Place, visit: str, forms: Sequence[Form]) -> None:
        self._place = place
        self._kept: dict[Form, Autosave] = {}
        self._shown: dict[Form, str] = {}
        for form in forms:
            name = f"{FORM}/{visit}/{type(form).__name__}"
            self._kept[form] = place.keep_typing(form, name, _named("", form))

    def find(self, go_to: Callable[[str], None]) -> None:
        """Ask for the record that something was typed about and not kept, and go to it."""
        drafts, names = self._place.desk.drafts, [one.place for one in self._kept.values()]

        def read() -> tuple[DraftRow, ...]:
            return tuple(draft for name in names for draft in drafts.all(name))

        def found(rows: tuple[DraftRow, ...]) -> None:
            if rows:
                go_to(rows[-1].field.partition(":")[0])

        self._place.runner.read(read, found)

    def shown(self, form: Form) -> None:
        """The form shows a record as it is kept: what was typed about it earlier comes back; what is the record's needs no draft."""
        autosave = self._kept[form]
        if self._shown.get(form) != form.uid:
            self._shown[form] = form.uid
            autosave.turn_to(_named(form.uid, form))
            self._place.runner.read(partial(self._place.desk.drafts.all, autosave.place), partial(self._restore, form, form.uid))
            return
        for name, widget in _named(form.uid, form).items():
            if not widget.hasFocus():
                autosave.taken(name)

    def _restore(self, form: Form, uid: str, rows: Sequence[DraftRow]) -> None:
        if form.uid == uid:
            self._kept[form].restore(rows)

    def taken(self, form: Form) -> Callable[[Any], None]:
        """To be called once what stands in the form now is kept: its drafts are forgotten, but for what was typed since."""
        uid, texts = form.uid, {name: _text(widget) for name, widget in form.kept_fields().items()}

        def done(_kept: Any) -> None:
            if form.uid == uid:
                for name, widget in form.kept_fields().items():
                    if _text(widget) == texts[name]:
                        self._kept[form].taken(f"{uid}:{name}")

        return done


def _named(uid: str, form: Form) -> dict[str, QWidget]:
    return {f"{uid}:{name}": widget for name, widget in form.kept_fields().items()}


def _text(widget: Any) -> str:
    return str(widget.text() if hasattr(widget, "text") else widget.toPlainText())
