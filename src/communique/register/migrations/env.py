"""Run by Alembic: applies the migrations on the connection that the register hands over."""

from __future__ import annotations

from alembic import context

from communique.register.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table="schema_version",
    render_as_batch=True,  # SQLite alters a table by copying it
)
with context.begin_transaction():
    context.run_migrations()
