"""Study sessions: what was planned, who comes, who was there and what they set out to do."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_table(
        "session_series",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("host_id", sa.BigInteger()),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("channel_id", sa.BigInteger(), nullable=False),
        sa.Column("place_id", sa.BigInteger()),
        sa.Column("link", sa.Text()),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("capacity", sa.Integer()),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("bring", sa.Text(), nullable=False),
        sa.Column("reminders", sa.Text(), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("first", sa.Text(), nullable=False),
        sa.Column("minute", sa.Integer(), nullable=False),
        sa.Column("repeats", sa.Text(), nullable=False),
        sa.Column("until", sa.Text()),
        sa.Column("times", sa.Integer()),
        sa.Column("holidays", sa.Text()),
        sa.Column("planned_at", sa.BigInteger(), nullable=False),
        sa.Column("ended_at", sa.BigInteger()),
        sa.Column("paused_at", sa.BigInteger()),
        sa.Column("paused_for", sa.Text()),
        sa.Column("empty", sa.Integer(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(None, "session_series", ["guild_id", "ended_at"])
    op.create_index(None, "session_series", ["host_id"])
    op.create_table(
        "session_changes",
        sa.Column("series_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.BigInteger()),
        sa.PrimaryKeyConstraint("series_id", "day"),
    )
    op.create_index(None, "session_changes", ["guild_id"])
    op.create_table(
        "session_breaks",
        sa.Column("series_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("first", sa.Text(), nullable=False),
        sa.Column("last", sa.Text(), nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("series_id", "first"),
    )
    op.create_index(None, "session_breaks", ["guild_id"])
    op.create_table(
        "session_occurrences",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("series_id", sa.BigInteger(), nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("starts_at", sa.BigInteger(), nullable=False),
        sa.Column("ends_at", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("shown_rev", sa.Integer(), nullable=False),
        sa.Column("mirror_id", sa.BigInteger()),
        sa.Column("thread_id", sa.BigInteger()),
        sa.Column("peopled", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(None, "session_occurrences", ["guild_id", "state", "starts_at"])
    op.create_index(None, "session_occurrences", ["series_id", "state"])
    op.create_index(None, "session_occurrences", ["state", "ends_at"])
    op.create_table(
        "session_posts",
        sa.Column("occurrence_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("channel_id", sa.BigInteger(), nullable=False),
        sa.Column("message_id", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("occurrence_id", "what"),
    )
    op.create_index(None, "session_posts", ["guild_id"])
    op.create_table(
        "session_answers",
        sa.Column("occurrence_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("user_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("event_id", sa.BigInteger(), nullable=False),
        sa.Column("as_regular", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("occurrence_id", "user_id"),
    )
    op.create_index(None, "session_answers", ["user_id", "guild_id"])
    op.create_table(
        "session_regulars",
        sa.Column("series_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("user_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.Column("missed", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.BigInteger()),
        sa.PrimaryKeyConstraint("series_id", "user_id"),
    )
    op.create_index(None, "session_regulars", ["user_id", "guild_id"])
    op.create_table(
        "session_reminders",
        sa.Column("series_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("user_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("minutes", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("way", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("series_id", "user_id", "minutes"),
    )
    op.create_index(None, "session_reminders", ["user_id", "guild_id"])
    op.create_table(
        "session_told",
        sa.Column("user_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("user_id", "guild_id", "about"),
    )
    op.create_index(None, "session_told", ["guild_id", "about"])
    op.create_table(
        "session_presences",
        sa.Column("occurrence_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("user_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("how", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("occurrence_id", "user_id"),
    )
    op.create_index(None, "session_presences", ["user_id", "guild_id"])
    op.create_table(
        "session_declarations",
        sa.Column("occurrence_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("user_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("private", sa.Boolean(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("event_id", sa.BigInteger(), nullable=False),
        sa.Column("result", sa.Text()),
        sa.Column("line", sa.Text()),
        sa.Column("shared", sa.Boolean(), nullable=False),
        sa.Column("result_at", sa.BigInteger()),
        sa.PrimaryKeyConstraint("occurrence_id", "user_id"),
    )
    op.create_index(None, "session_declarations", ["user_id", "guild_id"])
    op.create_table(
        "session_lessons",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("occurrence_id", sa.BigInteger(), nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("shared", sa.Boolean(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(None, "session_lessons", ["occurrence_id"])
    op.create_index(None, "session_lessons", ["user_id", "guild_id"])
    op.create_table(
        "session_helped",
        sa.Column("lesson_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("user_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("event_id", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("lesson_id", "user_id"),
    )
    op.create_index(None, "session_helped", ["user_id", "guild_id"])
    op.create_table(
        "session_calls",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("user_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("occurrence_id", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("guild_id", "user_id", "day"),
    )
    op.create_index(None, "session_calls", ["user_id", "guild_id"])
