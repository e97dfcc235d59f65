"""What the words of the data mean: the tables of ``words.toml``."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Any


@lru_cache(maxsize=1)
def words() -> dict[str, Any]:
    """The tables, by name."""
    raw = files(__package__).joinpath("words.toml").read_text(encoding="utf-8")
    return tomllib.loads(raw)


def meaning(table: str, word: str | None) -> str | None:
    """What a word means in a table; None where it is not in it."""
    found = words()[table].get((word or "").strip())
    return str(found) if found is not None else None


def beginning(table: str, *printed: str | None) -> str | None:
    """What the longest beginning in a table means, of the first text that has one."""
    for text in printed:
        folded = " ".join((text or "").lower().split())
        fitting = [each for each in words()[table] if folded.startswith(each)]
        if fitting:
            return str(words()[table][max(fitting, key=len)])
    return None


def listed(table: str, name: str) -> tuple[str, ...]:
    """The words under a name of a table."""
    return tuple(words()[table][name])
