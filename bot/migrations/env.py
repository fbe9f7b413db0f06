"""What Alembic runs: the steps are made on the connection and in the transaction of `bot.db`."""

from alembic import context

from bot.migrations import every_table

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=every_table(),
    # Alembic believes that SQLite commits at every DDL statement; begun by ourselves, it does not.
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
