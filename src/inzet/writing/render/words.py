"""The program's own words in a paper that goes out, in the language of the paper."""

from __future__ import annotations

import datetime as dt
import tomllib
from functools import cache
from importlib import resources
from typing import Any

_FALLBACK = "en"


@cache
def words(language: str) -> dict[str, Any]:
    """The words of a language by name; English where the language is not known."""
    text = resources.files("inzet.writing.render").joinpath("words.toml").read_text("utf-8")
    everything: dict[str, dict[str, Any]] = tomllib.loads(text)
    return everything.get(language, everything[_FALLBACK])


def day(iso: str, language: str) -> str:
    """A day as a letter writes it (“4 april 2023”); what is no full ISO day stays as it is."""
    try:
        found = dt.date.fromisoformat(iso)
    except ValueError:
        return iso
    return f"{found.day} {words(language)['months'][str(found.month)]} {found.year}"
