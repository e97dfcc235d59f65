"""Words between quotation marks that go on over sentences: whose they are.

"President Michel said: “Relations have evolved. We must …”": the second sentence, too, is his. Only
whole sentences between marks count; a term between marks is nobody's turn. Who speaks stands before
the opening mark, behind the closing one, or was the last to be quoted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from inzet.reading.languages import table, usable
from inzet.reading.mentions import Mentions
from inzet.reading.text import Sentence, Structured
from inzet.reading.turns.model import Turn
from inzet.vocabulary.speakers import Speaker

_OPENS = '“«„"‟'
_CLOSES = '”»"“'
_AT_START = re.compile(rf"[-–—•\s]*[{_OPENS}]")
_LEADS = re.compile(rf"[:,]\s*[{_OPENS}]")
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_SHORTEST = 4
"""Words from which on what stands between marks is a sentence."""
_BEHIND = 160
"""How far behind a closing mark it may stand who said it."""


@dataclass
class _Run:
    """Sentences between one pair of marks."""

    speaker: Speaker | None
    sentences: list[Sentence] = field(default_factory=list)


def unquoted(text: str) -> str:
    """A quoted sentence without the marks at its ends, each a space: places stay as they are."""
    starts = _AT_START.match(text)
    begin = starts.end() if starts else 0
    end = _closed(text, begin)
    if end and text[end:].strip(" .,)"):
        return text  # who said it follows
    bare = " " * begin + text[begin:]
    return bare[: end - 1] + " " + bare[end:] if end else bare


def quoted(structured: Structured, mentions: Mentions) -> dict[int, Turn]:
    """The turns of those who are quoted at length, by the id of the sentence."""
    found: dict[int, Turn] = {}
    last: Speaker | None = None
    for run in _runs(structured, mentions):
        last = run.speaker or last
        if last is None:
            continue
        turn = Turn(last, "quoted")
        found.update((one.id, turn) for one in run.sentences)
    return found


def _runs(structured: Structured, mentions: Mentions) -> Iterator[_Run]:
    run: _Run | None = None
    before: Sentence | None = None
    for sentence in structured.sentences:
        text = sentence.text
        starts = _AT_START.match(text)
        if run is not None and before is not None and sentence.block != before.block and not starts:
            # A quotation that goes on in a new paragraph opens again.
            yield run
            run = None
        if run is None and starts:
            if _is_sentence(text, starts.end()):
                led = before is not None and before.text.rstrip().endswith(":")
                run = _Run(_teller(before, mentions) if led and before is not None else None)
        elif run is None:
            lead = _LEADS.search(text)
            if lead is not None and not _closed(text, lead.end()):
                told = _teller(sentence, mentions, end=lead.end())
                run = _Run(told) if told is not None else None
                before = sentence
                continue
        if run is not None:
            run.sentences.append(sentence)
            end = _closed(text, starts.end() if starts else 0)
            if end:
                run.speaker = _teller(sentence, mentions, start=end) or run.speaker
                yield run
                run = None
        before = sentence
    if run is not None:
        yield run


def _is_sentence(text: str, start: int) -> bool:
    """Whether what opens at the start of a sentence is one, not a term between marks."""
    end = _closed(text, start)
    if not end:
        return True
    inside = text[start : end - 1]
    told = not text[end:].strip(" .,)") or inside.rstrip()[-1:] in ".,!?"
    return told and len(_WORD.findall(inside)) >= _SHORTEST


def _closed(text: str, start: int) -> int:
    """Behind the closing mark of what is open at ``start``; 0 where it stays open."""
    places = [at for at in range(start, len(text)) if text[at] in _CLOSES]
    opened = [
        at for at in range(start, len(text)) if text[at] in _OPENS and text[at] not in _CLOSES
    ]
    if len(places) <= len(opened):
        return 0
    return places[-1] + 1


def _teller(
    sentence: Sentence | None, mentions: Mentions, *, start: int = 0, end: int | None = None
) -> Speaker | None:
    """Who is told to speak in a part of a sentence; None where nobody of a known party is."""
    if sentence is None:
        return None
    words = _words(usable(sentence.language))
    end = len(sentence.text) if end is None else end
    end = min(end, start + _BEHIND) if start else end
    part = sentence.text[start:end]
    if not (words.tells.search(part) or part.rstrip(_OPENS + " ").endswith(":")):
        return None
    for person in mentions.sentences[sentence.id].persons:
        if start <= person.start < end and len(person.parties) == 1:
            return Speaker(role="guest", name=person.person, party=person.parties[0])
    named = list(_WORD.finditer(part))
    for at, word in enumerate(named):
        party = words.leaders.get(word[0].lower()) if word[0][:1].isupper() else None
        before = part[named[at - 1].start() : word.start()] if at else ""
        behind = part[word.end() : named[at + 1].end()] if at + 1 < len(named) else ""
        dated = any(map(str.isdigit, f"{before}{behind}"))  # "of 12 May 2023" is nobody
        if party is None or dated:
            continue
        if not (before[:1].isupper() or words.tells.search(f"{before} {behind}")):
            continue
        # Who presides over the heads of government speaks for the union.
        party = "EU" if party == "European Council" else party
        return Speaker(role="guest", name=word[0], party=party)
    return None


@dataclass(frozen=True)
class _Tellers:
    tells: re.Pattern[str]
    leaders: dict[str, str]


@lru_cache(maxsize=8)
def _words(language: str) -> _Tellers:
    verbs = table(language, "turns").get("words", {}).get("says", ())
    listed = table(language, "holders").get("leaders", {})
    return _Tellers(
        re.compile("|".join(rf"\b(?:{one})\b" for one in verbs) or r"(?!)", re.I),
        {name: code for code, names in listed.items() for name in names.split()},
    )
