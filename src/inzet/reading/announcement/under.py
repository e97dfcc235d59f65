"""What stands under the heading of a session: what its first sentences say is spoken of.

Reads the sentences of a paper; writes :class:`Item` topics.
"""

from __future__ import annotations

from collections.abc import Iterator

from inzet.reading.announcement.openers import is_aside, own_topic
from inzet.reading.announcement.topics import adopted, noted, spoken_of
from inzet.reading.text import Block, Structured
from inzet.vocabulary.meetings import Item

_OPENS = 8
"""In how many sentences under its heading it is said what a session is about."""


def spoken_under(heading: Block, structured: Structured) -> Iterator[Item]:
    """The topics of a session without points: what is adopted without debate, those that its first
    sentences tell, else what stands first as a mere name ("Hybride dreigingen.")."""
    start = heading.start if heading.kind == "list_item" else heading.end
    later = (one.start for one in structured.blocks if one.kind in {"heading", heading.kind})
    end = next((at for at in later if at > heading.start), None)
    below = [
        one
        for one in structured.sentences
        if one.start >= start and (end is None or one.start < end)
    ][: _OPENS + (start == heading.start)]
    aside = is_aside(heading.text)
    told = [item for one in below for item in (adopted(one) if aside else spoken_of(one))]
    if told or not below:
        yield from told
    elif heading.kind != "list_item":
        yield from noted(below[0])
    elif topic := own_topic(below[0].text):
        first = below[0]
        yield Item(title=topic, quote=first.text, start=first.start, end=first.end)
