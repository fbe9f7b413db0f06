"""What was typed is kept when it is refused: how a draft travels to the error path."""

import json
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, cast


@dataclass(frozen=True)
class Draft:
    """A form's name and what stands in it; `typed` is what to hand back when no draft can be kept."""

    form: str
    fields: Mapping[str, Any]  # what JSON can hold
    typed: str = ""

    @classmethod
    def load(cls, form: str, fields: str) -> "Draft":
        return cls(form, json.loads(fields))

    def dump(self) -> str:
        # Escaped, because no database takes half a surrogate pair, and PostgreSQL no zero.
        return json.dumps(dict(self.fields))


@asynccontextmanager
async def keeping(draft: Draft) -> AsyncGenerator[None]:
    """Whatever goes wrong inside, the error path keeps the draft and offers it again."""
    try:
        yield
    except Exception as error:
        error.__dict__["draft"] = draft
        raise


def draft_of(error: BaseException) -> Draft | None:
    return cast("Draft | None", error.__dict__.get("draft"))
