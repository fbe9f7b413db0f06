"""Activity: what was counted of members and servers, day by day, and the standings that come of it."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

COUNTED = (
    "messages",
    "replies",
    "reactions",
    "threads",
    "voice_seconds",
    "sessions",
    "hosted",
    "checkins",
    "gives",
    "takes",
    "days",
)


def upgrade() -> None:
    _members()
    _standings()
    _servers()


def _counts(*large: str) -> list[sa.Column[int]]:
    kinds = {name: sa.BigInteger() if name in large else sa.Integer() for name in COUNTED}
    return [sa.Column(name, kind, nullable=False) for name, kind in kinds.items()]


def _members() -> None:
    op.create_table(
        "activity_days",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("day", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("user_id", sa.BigInteger(), autoincrement=False, nullable=False),
        *_counts(),
        sa.PrimaryKeyConstraint("guild_id", "day", "user_id"),
        sqlite_with_rowid=False,
    )
    some = sa.text("voice_seconds + sessions + hosted + checkins + gives + takes > 0")
    op.create_index(
        "ix_activity_days_gathered",
        "activity_days",
        ["guild_id", "day", "user_id"],
        sqlite_where=some,
        postgresql_where=some,
    )
    op.create_table(
        "activity_members",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("user_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("last_day", sa.Integer(), nullable=False),
        sa.Column("seen_day", sa.Integer()),
        sa.PrimaryKeyConstraint("guild_id", "user_id"),
    )
    op.create_index(None, "activity_members", ["user_id"])
    op.create_table(
        "activity_newcomers",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("user_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("joined_at", sa.BigInteger(), nullable=False),
        sa.Column("first_message_id", sa.BigInteger(), nullable=False),
        sa.Column("first_at", sa.BigInteger(), nullable=False),
        sa.Column("first_reply_at", sa.BigInteger()),
        sa.PrimaryKeyConstraint("guild_id", "user_id"),
    )
    op.create_index(None, "activity_newcomers", ["guild_id", "joined_at"])
    op.create_index(None, "activity_newcomers", ["user_id"])
    op.create_table(
        "activity_recent",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("channel_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("user_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("message_id", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("guild_id", "channel_id", "user_id"),
    )
    op.create_index(None, "activity_recent", ["message_id"])
    op.create_index(None, "activity_recent", ["user_id"])


def _standings() -> None:
    op.create_table(
        "activity_standings",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("user_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("period", sa.Integer(), autoincrement=False, nullable=False),
        *_counts(),
        sa.PrimaryKeyConstraint("guild_id", "user_id", "period"),
        sqlite_with_rowid=False,
    )
    for name in COUNTED:
        some = sa.text(f"{name} > 0")
        op.create_index(
            f"ix_activity_standings_{name}",
            "activity_standings",
            ["guild_id", "period", name, "user_id"],
            sqlite_where=some,
            postgresql_where=some,
        )


def _servers() -> None:
    op.create_table(
        "activity_totals",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("day", sa.Integer(), autoincrement=False, nullable=False),
        *_counts("voice_seconds"),
        sa.PrimaryKeyConstraint("guild_id", "day"),
    )
    op.create_table(
        "activity_hours",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("day", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("hour", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("messages", sa.Integer(), nullable=False),
        sa.Column("reactions", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("guild_id", "day", "hour"),
    )
    op.create_table(
        "activity_servers",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("begins_7", sa.Integer(), nullable=False),
        sa.Column("below_7", sa.BigInteger(), nullable=False),
        sa.Column("begins_30", sa.Integer(), nullable=False),
        sa.Column("below_30", sa.BigInteger(), nullable=False),
        sa.Column("gathered_day", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("guild_id"),
    )
    op.create_table(
        "activity_flushes",
        sa.Column("run", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("run"),
    )
