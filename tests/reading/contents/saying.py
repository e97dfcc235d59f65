"""Papers and sayings to make contents from, all invented."""

from __future__ import annotations

import datetime as dt

from inzet.reading.contents.context import PaperContext, Said
from inzet.reading.layout.structure import structure
from inzet.reading.load import load
from inzet.reading.mentions import find_mentions
from inzet.reading.text import Sentence
from inzet.reading.turns.find import find_turns
from inzet.vocabulary.acts import Act
from inzet.vocabulary.meetings import MeetingLink, MeetingNotice

COUNCIL = MeetingNotice(
    id="eu-fac-2019-05-13",
    name="Foreign Affairs Council",
    abbreviation="FAC",
    body="EU",
    format="foreign ministers",
    from_="2019-05-13",
    to="2019-05-13",
    place="Brussels",
    prepares=MeetingLink(
        name="European Council",
        id="eu-euco-2019-06-20",
        from_="2019-06-20",
        to="2019-06-21",
        place="Brussels",
    ),
)
ALLIANCE = MeetingNotice(
    id="nato-dmm-2006-06-08",
    name="NATO Defence Ministers Meeting",
    body="NATO",
    format="defence ministers",
    from_="2006-06-08",
    to="2006-06-08",
    place="Brussels",
    prepares=MeetingLink(
        name="NATO Summit Riga",
        id="nato-summit-2006-11-28",
        from_="2006-11-28",
        to="2006-11-29",
        place="Riga",
    ),
)


def paper(
    text: str,
    *,
    said_on: str | None = "2019-05-06",
    meetings: tuple[MeetingNotice, ...] = (COUNCIL,),
    language: str = "nl",
    genre: str | None = None,
) -> PaperContext:
    """A paper of the government NLD with the given text."""
    structured = structure(load(text.encode(), name="paper.txt"), language=language)
    day = dt.date.fromisoformat(said_on) if said_on else None
    return PaperContext(
        structured=structured,
        mentions=find_mentions(structured, day),
        meetings=meetings,
        on_behalf_of="NLD",
        addressee="parliament of NLD",
        said_on=said_on,
        turns=find_turns(structured, genre, "NLD"),
    )


def sentence(context: PaperContext, words: str) -> Sentence:
    """The first sentence of a paper that holds some words."""
    return next(one for one in context.structured.sentences if words in one.text)


def said(context: PaperContext, words: str, act: Act, **more: str) -> Said:
    """The sentence with some words as said by the paper's government."""
    return Said(
        sentence=sentence(context, words),
        act=act,
        party="NLD",
        holder=more.get("holder", "het kabinet"),
        polarity=more.get("polarity", "positive"),
        modality=more.get("modality"),
    )
