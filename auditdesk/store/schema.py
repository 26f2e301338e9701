"""The number of the schema, the way up from an older one, and the triggers that guard the journal."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine

from auditdesk.errors import Unavailable
from auditdesk.files import sync_folder

SCHEMA = 7
"""What this program writes. A file with a larger number is refused."""

GUARDS: dict[str, str] = {
    # The one change there is: a line of form 2 loses both texts and their salt, and nothing else differs.
    "journal_no_update": """CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal
        WHEN NOT (OLD.form = 2 AND NEW.before = '' AND NEW.after = '' AND NEW.salt = ''
            AND NEW.sequence IS OLD.sequence AND NEW.at IS OLD.at AND NEW.login IS OLD.login
            AND NEW.computer IS OLD.computer AND NEW.act IS OLD.act AND NEW.object_kind IS OLD.object_kind
            AND NEW.object_uid IS OLD.object_uid AND NEW.previous_hash IS OLD.previous_hash AND NEW.hash IS OLD.hash
            AND NEW.form IS OLD.form AND NEW.before_hash IS OLD.before_hash AND NEW.after_hash IS OLD.after_hash)
        BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END""",
    "journal_no_delete": """CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal
        BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END""",
    # INSERT OR REPLACE would delete the old line without firing the delete trigger.
    "journal_no_replace": """CREATE TRIGGER journal_no_replace BEFORE INSERT ON journal
        WHEN EXISTS (SELECT 1 FROM journal WHERE sequence = NEW.sequence)
        BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END""",
    "checkpoint_no_update": """CREATE TRIGGER checkpoint_no_update BEFORE UPDATE ON checkpoint
        BEGIN SELECT RAISE(ABORT, 'checkpoints are append-only'); END""",
    "checkpoint_no_delete": """CREATE TRIGGER checkpoint_no_delete BEFORE DELETE ON checkpoint
        BEGIN SELECT RAISE(ABORT, 'checkpoints are append-only'); END""",
    "checkpoint_no_replace": """CREATE TRIGGER checkpoint_no_replace BEFORE INSERT ON checkpoint
        WHEN EXISTS (SELECT 1 FROM checkpoint WHERE number = NEW.number)
        BEGIN SELECT RAISE(ABORT, 'checkpoints are append-only'); END""",
    "fact_no_update": """CREATE TRIGGER fact_no_update BEFORE UPDATE ON firm_fact
        BEGIN SELECT RAISE(ABORT, 'dated facts are append-only'); END""",
    "fact_no_delete": """CREATE TRIGGER fact_no_delete BEFORE DELETE ON firm_fact
        BEGIN SELECT RAISE(ABORT, 'dated facts are append-only'); END""",
    "fact_no_replace": """CREATE TRIGGER fact_no_replace BEFORE INSERT ON firm_fact
        WHEN EXISTS (SELECT 1 FROM firm_fact WHERE uid = NEW.uid OR sequence = NEW.sequence)
        BEGIN SELECT RAISE(ABORT, 'dated facts are append-only'); END""",
    # A fact is taken back once, by a line of the same firm, and what takes it back is never taken back itself.
    "fact_retracts_once": """CREATE TRIGGER fact_retracts_once BEFORE INSERT ON firm_fact
        WHEN NEW.retracts IS NOT NULL AND (
            NOT EXISTS (SELECT 1 FROM firm_fact WHERE uid = NEW.retracts AND firm_uid = NEW.firm_uid AND retracts IS NULL)
            OR EXISTS (SELECT 1 FROM firm_fact WHERE retracts = NEW.retracts))
        BEGIN SELECT RAISE(ABORT, 'a fact is taken back once'); END""",
}


def found(connection: Connection) -> int:
    """The schema number of the open database; 0 = empty."""
    return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


def refuse_newer(number: int) -> None:
    """Raises Unavailable ``workspace.newer``."""
    if number > SCHEMA:
        raise Unavailable("workspace.newer", found=number, known=SCHEMA)


def _guard(connection: Connection) -> None:
    """Set every guard anew: a batch migration rebuilds a table and silently loses its triggers."""
    for name, definition in GUARDS.items():
        connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {name}")
        connection.exec_driver_sql(definition)


def bring_up(engine: Engine, backup_to: Path | None = None) -> int:
    """Migrate to ``SCHEMA`` and return the number found before.

    ``backup_to`` receives a whole copy first when an older schema is found. Alembic is imported only when there is work to do.
    """
    with engine.connect() as connection:
        number = found(connection)
    refuse_newer(number)
    if number == SCHEMA:
        return number
    if number and backup_to is not None:
        copy_to(engine, backup_to)
    from alembic import command
    from alembic.config import Config

    with engine.execution_options(writes=True).connect() as connection:
        # Rebuilding a parent table with foreign keys on would delete its children.
        raw = connection.connection.driver_connection
        assert raw is not None
        raw.execute("PRAGMA foreign_keys = OFF")
        try:
            config = Config()
            config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
            config.attributes["connection"] = connection
            # One transaction from the first step to the number: a crash or a broken reference leaves the old schema.
            with connection.begin():
                command.upgrade(config, "head")
                _guard(connection)
                if connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall():
                    raise Unavailable("workspace.damaged", path="", reason="foreign keys")
                connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA}")
        finally:
            raw.execute("PRAGMA foreign_keys = ON")
    return number


def copy_to(engine: Engine, target: Path) -> None:
    """A whole, encrypted copy of the live database under the same key. Copying the file itself could lose what is in the WAL."""
    with engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        raw = connection.connection.driver_connection
        assert raw is not None
        raw.execute("VACUUM INTO ?", (str(target),))
    sync_folder(target.parent)
