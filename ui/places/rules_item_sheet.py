"""The form of one item of a draft."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QLineEdit, QWidget

from auditdesk.model.office_rules import ItemChange
from auditdesk.model.rulebook import Always, CheckItem, Condition, Section
from auditdesk.model.terms import Frequency
from ui.parts.combo import Choice
from ui.parts.labels import Label
from ui.parts.states import labelled, spread
from ui.places import rules_words as say
from ui.places.firms_words import two
from ui.places.rules_condition import ConditionEdit
from ui.places.rules_sheets import FormSheet, day_or_none, text_box
from ui.words import day, tr


class ItemSheet(FormSheet):
    """One item of a draft; None = a new one. ``check`` reads a condition while it is typed."""

    def __init__(
        self,
        window: QWidget,
        item: CheckItem | None,
        sections: Sequence[Section],
        check: Callable[[str], Condition],
        title: str,
    ) -> None:
        super().__init__(window, title, tr("Keep in the draft"), 680)
        self._item = item
        self.section = Choice(tr("Section"), tuple((one.code, f"{one.code}　{two(one.name)}") for one in sections))
        self.section.setMinimumContentsLength(12)
        self.section.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.key = QLineEdit()
        self.paragraph = QLineEdit((item.paragraph or "") if item else "")
        self.zh = text_box(tr("Requirement in Chinese"), item.summary.zh if item else "", 2)
        self.en = text_box(tr("Requirement in English"), item.summary.en if item else "", 2)
        frequencies = tuple((one.value, say.frequency(one.value)) for one in Frequency)
        self.frequency = Choice(tr("Frequency"), frequencies, item.frequency.value if item else None)
        self.condition = ConditionEdit(item.condition if item else Always(), check)
        self.first = QLineEdit(day(item.effective_from) if item else "")
        self.last = QLineEdit(day(item.effective_until) if item and item.effective_until else "")
        self.source = QLineEdit(item.source if item else "")
        for edit in (self.first, self.last):
            edit.setPlaceholderText(tr("as the edition"))
        if item is None:
            self.content.addWidget(spread(labelled(tr("Section"), self.section), labelled(tr("Key"), self.key)))
        else:
            sure = f"{say.certainty(item.certainty)}　・　{tr('source: {source}', source=say.source(item.source))}"
            self.content.addWidget(Label(sure, "caption", "muted", wrap=True))
        self.content.addWidget(spread(labelled(tr("Paragraph"), self.paragraph), labelled(tr("Frequency"), self.frequency)))
        self.content.addWidget(labelled(tr("Requirement in Chinese"), self.zh))
        self.content.addWidget(labelled(tr("Requirement in English"), self.en))
        self.content.addWidget(labelled(tr("Binds"), self.condition))
        self.content.addWidget(spread(labelled(tr("First day"), self.first), labelled(tr("Last day"), self.last)))
        self.content.addWidget(labelled(tr("Source"), self.source))
        self.fields = {
            "section": self.section,
            "key": self.key,
            "paragraph": self.paragraph,
            "zh": self.zh,
            "en": self.en,
            "frequency": self.frequency,
            "condition": self.condition.text,
            "first": self.first,
            "last": self.last,
            "source": self.source,
        }
        self.finish()

    def change(self) -> ItemChange:
        """What the form says. Raises BadInput ``date.unreadable``."""
        item = self._item
        return ItemChange(
            key=item.key if item else self.key.text().strip(),
            section=item.code if item else self.section.current() or "",
            paragraph=self.paragraph.text().strip(),
            summary_zh=self.zh.toPlainText(),
            summary_en=self.en.toPlainText(),
            frequency=self.frequency.current() or Frequency.UNKNOWN.value,
            condition=self.condition.text.text(),
            effective_from=day_or_none(self.first.text()),
            effective_until=day_or_none(self.last.text()),
            source=self.source.text().strip(),
        )
