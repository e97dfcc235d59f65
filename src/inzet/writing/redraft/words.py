"""The program's remarks on a conflict, in the language of the draft."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files


@cache
def _catalogue() -> dict[str, dict[str, str]]:
    text = files(__package__).joinpath("words.toml").read_text(encoding="utf-8")
    found: dict[str, dict[str, str]] = tomllib.loads(text)
    return found


def say(language: str, name: str, **values: str) -> str:
    """A remark by name; English where the language has none."""
    known = _catalogue()
    return known.get(language[:2], known["en"])[name].format(**values)
