"""Who was in which voice channel, and which channels are watched because somebody meets there."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.create_table(
        "voice_stays",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("user_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("began_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("channel_id", sa.BigInteger(), nullable=False),
        sa.Column("seen_at", sa.BigInteger(), nullable=False),
        sa.Column("ended_at", sa.BigInteger()),
        sa.Column("credited", sa.Integer(), nullable=False),
        sa.Column("credited_since", sa.BigInteger()),
        sa.Column("run", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("guild_id", "user_id", "began_at"),
    )
    op.create_index(None, "voice_stays", ["channel_id", "ended_at"])
    op.create_index(None, "voice_stays", ["guild_id", "ended_at"])
    op.create_index(None, "voice_stays", ["user_id"])
    still_open = sa.text("ended_at IS NULL")
    op.create_index(
        "ix_voice_stays_open",
        "voice_stays",
        ["guild_id", "user_id"],
        unique=True,
        sqlite_where=still_open,
        postgresql_where=still_open,
    )
    op.create_index(
        "ix_voice_stays_run",
        "voice_stays",
        ["run"],
        sqlite_where=still_open,
        postgresql_where=still_open,
    )
    op.create_table(
        "voice_watches",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("channel_id", sa.BigInteger(), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_index(None, "voice_watches", ["guild_id"])
    op.create_index(None, "voice_watches", ["until"])
