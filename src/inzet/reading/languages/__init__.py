"""Languages as data: one folder of TOML and CSV per language, read once.

Nothing here knows a language; a newcomer adds a folder. Folders of one's own are read too where
the environment names them (``INZET_LANGUAGES``); a table in one of them goes before ours.
"""

from __future__ import annotations

import csv
import os
import tomllib
from functools import lru_cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

FALLBACK = "nl"
"""The language a paper is read in when its own cannot be told or has no data."""
_VARIABLE = "INZET_LANGUAGES"
"""Folders that hold languages, parted as in PATH."""


@lru_cache(maxsize=1)
def folders() -> tuple[Traversable, ...]:
    """Where languages are: the folders of one's own, then ours."""
    own = [Path(one) for one in os.environ.get(_VARIABLE, "").split(os.pathsep) if one]
    return (*(one for one in own if one.is_dir()), resources.files(__name__))


@lru_cache(maxsize=1)
def languages() -> tuple[str, ...]:
    """Codes (ISO 639-1) of the languages that have a folder."""
    return tuple(
        sorted(
            {
                entry.name
                for folder in folders()
                for entry in folder.iterdir()
                if entry.is_dir() and (entry / "stopwords.toml").is_file()
            }
        )
    )


def everywhere() -> str:
    """The folder of what is the same in every language (``mul``, the code of ISO 639-2)."""
    return "mul"


@lru_cache(maxsize=256)
def table(language: str, name: str) -> dict[str, Any]:
    """The TOML table ``name`` of a language; empty where it has none. Do not change it."""
    source = _source(language, f"{name}.toml")
    return tomllib.loads(source.read_text(encoding="utf-8")) if source else {}


def table_or(language: str, name: str) -> dict[str, Any]:
    """The same; that of the fallback where the language has none yet, key by key."""
    return table(FALLBACK, name) | table(language, name)


@lru_cache(maxsize=64)
def rows(language: str, name: str) -> tuple[dict[str, str], ...]:
    """The rows of the CSV table ``name`` of a language; none where it has none."""
    source = _source(language, f"{name}.csv")
    if source is None:
        return ()
    return tuple(csv.DictReader(source.read_text(encoding="utf-8").splitlines()))


def _source(language: str, name: str) -> Traversable | None:
    sources = (folder / language / name for folder in folders())
    return next((one for one in sources if one.is_file()), None)


def usable(language: str | None) -> str:
    """The language whose data to read a text with."""
    return language if language in languages() else FALLBACK
