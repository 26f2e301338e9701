"""Runs the steps on the connection handed in by ``auditdesk.store.schema``, inside the transaction that it has begun."""

from __future__ import annotations

from alembic import context

connection = context.config.attributes["connection"]
context.configure(connection=connection, render_as_batch=True)
context.run_migrations()
