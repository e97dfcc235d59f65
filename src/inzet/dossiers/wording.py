"""Sentences about a state, in the language of whoever asks; each procedure brings its own."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from typing import Any

from inzet.vocabulary.concepts import concept_name
from inzet.vocabulary.parties import party_name

LANGUAGES = ("en", "nl")

_MONTHS = {
    "en": "January February March April May June July August September October November December",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
}
_SHORT = {
    "en": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
    "nl": "jan feb mrt apr mei jun jul aug sep okt nov dec",
}
_AND = {"en": "and", "nl": "en"}
_NONE = {"en": "none", "nl": "geen"}
_POINT = {"en": ".", "nl": ","}


class Wording:
    """The words of one procedure in one language.

    Args:
        package: the package that holds ``words.toml``, with a table for each language, such as
            ``[en]``; a key's value is a text with named places, or a table ``one`` and ``other``.
        language: of ``LANGUAGES``; another is answered in the first.
    """

    def __init__(self, package: str, language: str) -> None:
        self.language = language if language in LANGUAGES else LANGUAGES[0]
        self._messages = _messages(package).get(self.language, {})

    def __call__(self, key: str, /, **values: object) -> str:
        """The words of a key; ``n`` chooses between one and other.

        Raises:
            KeyError: no such key.
        """
        message = self._messages[key]
        if not isinstance(message, str):
            message = message["one" if values.get("n") == 1 else "other"]
        return str(message.format(**values))

    def day(self, day: dt.date | str | None) -> str:
        """A day, month or year, no more precise than it is: ``4 April 2023``."""
        if day is None:
            return ""
        return self._written(day, _MONTHS)

    def short_day(self, day: dt.date | str) -> str:
        """A day for a small place: ``4 Apr 2023``."""
        return self._written(day, _SHORT)

    def _written(self, day: dt.date | str, months: Mapping[str, str]) -> str:
        parts = (day.isoformat() if isinstance(day, dt.date) else day).split("-")
        if len(parts) == 1:
            return parts[0]
        month = months[self.language].split()[int(parts[1]) - 1]
        return f"{month} {parts[0]}" if len(parts) == 2 else f"{int(parts[2])} {month} {parts[0]}"

    def party(self, code: str) -> str:
        """The name of a party, or of a group or body that is none."""
        name = party_name(code, self.language)
        return self.concept(code) if name == code else name

    def concept(self, english: str) -> str:
        """A concept of the field, a criterion or a kind of meeting, which data names in English."""
        return concept_name(english, self.language)

    def parties(self, codes: Iterable[str]) -> str:
        """Names of parties in the order of the alphabet: ``Hungary and Türkiye``; or none."""
        return self.listed(sorted(self.party(code) for code in codes))

    def listed(self, words: Iterable[str]) -> str:
        """``a, b and c``; the word for none where there is nothing."""
        every = list(words)
        if len(every) < 2:
            return every[0] if every else _NONE[self.language]
        return f"{', '.join(every[:-1])} {_AND[self.language]} {every[-1]}"

    def number(self, text: str) -> str:
        """A decimal as it is written in the language."""
        return text.replace(".", _POINT[self.language])


@cache
def _messages(package: str) -> Mapping[str, Mapping[str, Any]]:
    text = resources.files(package).joinpath("words.toml").read_text("utf-8")
    return tomllib.loads(text)
