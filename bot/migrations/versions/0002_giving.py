"""The ledger of thanks, what moderators did to it, and the drafts of refused forms."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "gives",
        sa.Column("event_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("helper_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("channel_id", sa.BigInteger(), nullable=False),
        sa.Column("helped_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("note", sa.Text()),
        sa.Column("about_channel_id", sa.BigInteger()),
        sa.Column("about_message_id", sa.BigInteger()),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("given_at", sa.BigInteger(), nullable=False),
        sa.Column("counts", sa.Boolean(), nullable=False),
        sa.Column("undone_at", sa.BigInteger()),
        sa.Column("withdrawn_at", sa.BigInteger()),
        sa.Column("message_id", sa.BigInteger()),
        sa.Column("posting_event_id", sa.BigInteger()),
        sa.Column("posting_run", sa.BigInteger()),
        sa.Column("posting_at", sa.BigInteger()),
        sa.PrimaryKeyConstraint("event_id", "helper_id"),
    )
    op.create_index(None, "gives", ["helper_id", "guild_id", "given_at"])
    op.create_index(None, "gives", ["helped_id", "guild_id", "given_at"])
    op.create_index(None, "gives", ["guild_id", "given_at", "event_id", "helper_id"])
    op.create_table(
        "ledger_acts",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("event_id", sa.BigInteger(), nullable=False),
        sa.Column("helper_id", sa.BigInteger()),
        sa.Column("by_id", sa.BigInteger()),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(None, "ledger_acts", ["event_id"])
    op.create_index(None, "ledger_acts", ["by_id"])
    op.create_table(
        "drafts",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("fields", sa.Text(), nullable=False),
        sa.Column("kept_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(None, "drafts", ["user_id"])
