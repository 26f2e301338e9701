"""What every class has that stands for a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from sqlmodel import SQLModel

if TYPE_CHECKING:
    from sqlalchemy import Table


class Kept(SQLModel):
    """What lies in a table of the database."""

    if TYPE_CHECKING:
        __table__: ClassVar[Table]
