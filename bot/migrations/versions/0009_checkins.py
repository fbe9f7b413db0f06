"""Check-ins: who wants to be asked when, who was asked, and what they said."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.create_table(
        "checkin_plans",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("user_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("event_id", sa.BigInteger(), nullable=False),
        sa.Column("weekdays", sa.Text(), nullable=False),
        sa.Column("minute", sa.Integer(), nullable=False),
        sa.Column("way", sa.Text(), nullable=False),
        sa.Column("holidays", sa.Boolean(), nullable=False),
        sa.Column("paused_until", sa.BigInteger()),
        sa.Column("evening", sa.Integer()),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("guild_id", "user_id"),
    )
    op.create_index(None, "checkin_plans", ["guild_id", "minute"])
    op.create_index(None, "checkin_plans", ["guild_id", "evening"])
    op.create_index(None, "checkin_plans", ["user_id"])
    op.create_table(
        "checkins",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("event_id", sa.BigInteger(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("energy", sa.Integer()),
        sa.Column("question", sa.Text()),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("shared", sa.Boolean(), nullable=False),
        sa.Column("wants_reply", sa.Boolean(), nullable=False),
        sa.Column("result", sa.Text()),
        sa.Column("result_at", sa.BigInteger()),
        sa.Column("channel_id", sa.BigInteger()),
        sa.Column("message_id", sa.BigInteger()),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("guild_id", "user_id", "day"),
    )
    op.create_index(None, "checkins", ["guild_id", "at"])
    op.create_index(None, "checkins", ["user_id"])
    op.create_table(
        "checkin_prompts",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("user_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("event_id", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("guild_id", "user_id", "day", "what"),
    )
    op.create_index(None, "checkin_prompts", ["event_id"])
    op.create_index(None, "checkin_prompts", ["user_id"])
    op.create_index(None, "checkin_prompts", ["at"])
    op.create_table(
        "checkin_days",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("question", sa.Text()),
        sa.Column("channel_id", sa.BigInteger()),
        sa.Column("thread_id", sa.BigInteger()),
        sa.PrimaryKeyConstraint("guild_id", "day"),
    )
