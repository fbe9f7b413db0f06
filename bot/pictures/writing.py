"""A subject as the bytes of a job. Equal pictures have equal jobs, which is what the cache goes by."""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any, cast

from bot.pictures.kinds import Subject

# More than any picture shows: what is beyond would only make the job long.
LONGEST_TEXT = 300
LONGEST_LIST = 400
LARGEST_NUMBER = 10**15


def written(subject: Subject, *, language: str, theme: str) -> bytes:
    """The job: UTF-8 of JSON."""
    job = {
        "kind": type(subject).__name__.lower(),
        "language": language,
        "theme": theme,
        "subject": _bounded(asdict(subject)),
    }
    return json.dumps(job, ensure_ascii=False, sort_keys=True, allow_nan=False).encode(errors="replace")


def _bounded(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _bounded(inner) for key, inner in cast("Mapping[str, Any]", value).items()}
    if isinstance(value, str):
        return str(value[:LONGEST_TEXT])
    if isinstance(value, Sequence):
        return [_bounded(inner) for inner in cast("Sequence[Any]", value)[:LONGEST_LIST]]
    if isinstance(value, float):
        # Nothing below zero is counted here, and what is no number is not known.
        return min(max(value, 0.0), float(LARGEST_NUMBER)) if math.isfinite(value) else None
    if isinstance(value, int) and not isinstance(value, bool):
        return min(max(value, 0), LARGEST_NUMBER)
    return value
