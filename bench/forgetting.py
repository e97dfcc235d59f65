"""Forgetting what was kept of texts, so that a paper read again is read as if for the first time.

The reader keeps, within bounds, what it found in a text, as several stages ask for the same
sentence. Who measures by reading the same papers over and over would measure these look-ups.
"""

from __future__ import annotations

from inzet.reading import document, publisher
from inzet.reading.announcement import agenda
from inzet.reading.mentions import councils, dates, references, terms

_OF_TEXTS = (
    agenda.heads_item,
    councils.named,
    dates._holds,
    document._holds,
    publisher._named_in,
    references._numbered,
    terms._words,
)
"""Caches by text; those by word or by table are warm in any run of some papers."""


def forget() -> None:
    """Empties the caches that are kept by text."""
    for one in _OF_TEXTS:
        one.cache_clear()
