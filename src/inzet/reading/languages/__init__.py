"""Languages as data: one folder of TOML and CSV per language, read once.

Nothing here knows a language; a newcomer adds a folder.
"""

from __future__ import annotations

import csv
import tomllib
from functools import lru_cache
from importlib import resources
from typing import Any

FALLBACK = "nl"
"""The language a paper is read in when its own cannot be told or has no data."""


@lru_cache(maxsize=1)
def languages() -> tuple[str, ...]:
    """Codes (ISO 639-1) of the languages that have a folder."""
    root = resources.files(__name__)
    return tuple(
        sorted(
            entry.name
            for entry in root.iterdir()
            if entry.is_dir() and (entry / "stopwords.toml").is_file()
        )
    )


def everywhere() -> str:
    """The folder of what is the same in every language (``mul``, the code of ISO 639-2)."""
    return "mul"


@lru_cache(maxsize=256)
def table(language: str, name: str) -> dict[str, Any]:
    """The TOML table ``name`` of a language; empty where it has none. Do not change it."""
    source = resources.files(__name__) / language / f"{name}.toml"
    if not source.is_file():
        return {}
    return tomllib.loads(source.read_text(encoding="utf-8"))


@lru_cache(maxsize=64)
def rows(language: str, name: str) -> tuple[dict[str, str], ...]:
    """The rows of the CSV table ``name`` of a language; none where it has none."""
    source = resources.files(__name__) / language / f"{name}.csv"
    if not source.is_file():
        return ()
    return tuple(csv.DictReader(source.read_text(encoding="utf-8").splitlines()))


def usable(language: str | None) -> str:
    """The language whose data to read a text with."""
    return language if language in languages() else FALLBACK
