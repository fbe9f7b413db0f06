"""What comes out the same each time, and so is worked out once for all the tests of a process."""

import json
from typing import Any

from bot import tree
from bot.db import Database


class _Compiled(dict[Any, Any]):
    """SQL by the statement it was compiled from. SQLAlchemy asks with the engine's own dialect in front."""

    def get(self, key: Any, default: Any = None) -> Any:
        return super().get(_shared(key), default)

    def __setitem__(self, key: Any, compiled: Any) -> None:
        super().__setitem__(_shared(key), compiled)


def _shared(key: Any) -> tuple[Any, ...]:
    dialect, *rest = key
    return dialect.name, *rest


_COMPILED = _Compiled()
_commands_in_words = tree.in_words
_worded: dict[str, list[Any]] = {}


def compiled_once(db: Database) -> Database:
    """The database, with what any other has compiled."""
    for engine in (db._writer, db._reader):
        engine.sync_engine.update_execution_options(compiled_cache=_COMPILED)
    return db


async def commands_in_words(commands: tree.Tree) -> list[Any]:
    """What `bot.tree.in_words` says of commands that are the same in English."""
    english = json.dumps([command.to_dict(commands) for command in commands.get_commands()])
    if english not in _worded:
        _worded[english] = await _commands_in_words(commands)
    return _worded[english]
