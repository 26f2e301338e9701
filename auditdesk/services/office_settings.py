"""The office's settings: read with their defaults, changed one at a time."""

from __future__ import annotations

import json
from typing import Any

from auditdesk.model.records import OfficeSetting
from auditdesk.services.office import Office
from auditdesk.settings import SETTINGS, setting


class SettingService:
    """Acts on office settings."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def all(self) -> dict[str, Any]:
        """Every setting by name with its value as it stands."""
        chosen = self._office.settings()
        return {name: chosen[name] for name in SETTINGS}

    def change(self, name: str, value: Any) -> Any:
        """Set one setting. Raises Refused ``setting.unknown`` or ``setting.wrong_value``."""
        value = setting(name).check(value)
        with self._office.work("settings.change") as work:
            record = work.find(OfficeSetting, uid=name)
            if record is None:
                work.add(OfficeSetting(uid=name, value=json.dumps(value, ensure_ascii=False)))
            else:
                record.value = json.dumps(value, ensure_ascii=False)
            work.commit()
        return value
