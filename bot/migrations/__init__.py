"""The schema's history: one numbered file a step, applied in order when the bot starts.

To change the schema:

1. Change the tables where they stand, in `bot/features`.
2. Add `versions/NNNN_what_changes.py` with the next number:

       \"\"\"What changes.\"\"\"

       import sqlalchemy as sa
       from alembic import op

       revision = "0002"
       down_revision = "0001"


       def upgrade() -> None:
           op.create_table("gives", sa.Column("id", sa.BigInteger(), nullable=False), …)

   Write it out with `sa` and `op` alone and import no table: a step must mean the same for ever.
   Constraints take their names from the naming convention by themselves. SQLite cannot alter
   columns in place: `with op.batch_alter_table("gives") as gives: gives.alter_column(…)` rebuilds.
3. Run `tests/test_db.py`: it fails while tables and steps disagree, and names the difference.

There is no way back down: whoever wants an older schema restores the backup made before. On
both databases all missing steps are one transaction, so one that fails leaves nothing half done.
"""

import importlib
import pkgutil
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, MetaData

import bot.features
from bot.db import metadata


def upgrade(connection: Connection, scripts: Path) -> None:
    """Make every missing step of the folder `scripts` in the transaction that is open."""
    config = Config(attributes={"connection": connection})
    # Alembic expands % in its options.
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    command.upgrade(config, "head")


def every_table() -> MetaData:
    """All tables there are. Only what is imported is known, so every feature is imported first."""
    for module in pkgutil.walk_packages(bot.features.__path__, "bot.features."):
        importlib.import_module(module.name)
    return metadata
