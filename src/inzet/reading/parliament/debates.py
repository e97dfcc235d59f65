"""Debates: the one a report is of with the papers on its agenda, and those that papers announce."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from inzet.reading.mentions.model import DateMention
from inzet.reading.mentions.references import find_references
from inzet.reading.parliament.told import Reading, Told, told
from inzet.reading.parliament.words import Words, words
from inzet.reading.text import Sentence
from inzet.vocabulary.parliament import Debate, DebateForm

_TOP = 80
_READ = frozenset(("paragraph", "list_item", "table_row", "note"))
_NEVER = frozenset(("motion", "voting results", "convocation"))
_AFTER = 70
"""How far behind the word for a debate its day may stand."""
_BEFORE = 40
_OTHER = re.compile(r"[;:()]|\.\s")
"""What parts a day from a word that it is not of."""
_NOTE = re.compile(r"(?<=[^\W\d_])\d{1,2}\b")


def debates(reading: Reading) -> Iterator[Told]:
    """The debates that a paper tells of, each day and form once."""
    if reading.document.genre in _NEVER:
        return
    seen: set[tuple[str, str]] = set()
    found = [*_own(reading)] if reading.document.genre == "report of a debate" else []
    found += _announced(reading)
    # A sentence that names no kind of debate tells nothing where another of that day names one.
    named = {_day(each) for each in found if each.content.get("form") != DebateForm.DEBATE}
    for each in found:
        key = (_day(each), str(each.content.get("form")))
        unnamed = each.content.get("form") == DebateForm.DEBATE and _day(each) in named
        if key not in seen and not unnamed:
            seen.add(key)
            yield each


def _day(debate: Told) -> str:
    return str(debate.content["on"])[:10]


def _own(reading: Reading) -> Iterator[Told]:
    """The debate that a report is of."""
    structured = reading.paper.structured
    for sentence in structured.sentences:
        if sentence.block > _TOP:
            return
        table = words(sentence.language, "debates")
        held = table.find("held", sentence.text)
        agenda = None if held else table.find("on_agenda", sentence.text)
        on = _first_day(sentence, reading) if held else reading.day
        if not (held or agenda) or on is None:
            continue
        title = reading.document.title
        form = _form(f"{sentence.text} {title}" if held else sentence.text, table)
        content = Debate(
            on=on,
            form=form or (DebateForm.COMMITTEE if held else DebateForm.PLENARY),
            committee=committee(held["committee"]) if held else None,
            subject=_subject(title, table) or (_clean(agenda["subject"]) if agenda else None),
            papers=papers_below(sentence, reading, table),
        )
        yield told(sentence, content, "cycle.debate", reading.parliament)
        return


def _announced(reading: Reading) -> Iterator[Told]:
    """Debates of which another paper tells the day."""
    for sentence in reading.paper.structured.sentences:
        turn = reading.paper.turn(sentence)
        if reading.block(sentence).kind not in _READ or turn.speaker is not None:
            continue
        table = words(sentence.language, "debates")
        if table.find("on_agenda", sentence.text):
            continue
        for form in DebateForm:
            for match in table.every(form.value, sentence.text):
                beside = _day_beside(sentence, match.start(), match.end(), reading, table)
                if beside is None or beside.from_ is None:
                    continue
                content = Debate(
                    on=beside.from_,
                    form=form,
                    subject=_subject(sentence.text[match.start() :], table),
                )
                party = reading.parliament
                start = min(match.start(), beside.start)
                yield told(sentence, content, "cycle.debate", party, words=start)


def _first_day(sentence: Sentence, reading: Reading) -> str | None:
    days = [one for one in reading.paper.mentioned(sentence).dates if one.day]
    return days[0].from_ if days else None


def _day_beside(
    sentence: Sentence, start: int, end: int, reading: Reading, table: Words
) -> DateMention | None:
    """The day nearest to a word: behind it, else before it, with no other clause between."""
    days = [one for one in reading.paper.mentioned(sentence).dates if one.day and not one.to]
    behind = [one for one in days if 0 <= one.start - end <= _AFTER]
    before = [one for one in days if 0 <= start - one.end <= _BEFORE]
    for one in behind[:1]:
        between = sentence.text[end : one.start]
        joined = not between.strip() or table.find("joins", between)
        if joined and not _OTHER.search(between):
            return one
    for one in before[-1:]:
        if not _OTHER.search(sentence.text[one.end : start]):
            return one
    return None


def papers_below(sentence: Sentence, reading: Reading, table: Words) -> tuple[str, ...]:
    """Identifiers of the papers that a sentence names and those in the list that it opens."""
    structured = reading.paper.structured
    found = [one.id for one in find_references(sentence.text)]
    opens = table.find("over", sentence.text) is not None
    for block in structured.blocks[sentence.block + 1 : sentence.block + 1 + _TOP]:
        if not opens and not (found and block.kind == "list_item"):
            break
        if block.kind in ("turn", "heading"):
            break
        # "Van dit overleg …" may stand right behind the last paper.
        ends = table.find("ends", block.text)
        if block.kind in _READ:
            told_ = block.text[: ends.start()] if ends else block.text
            found += [one.id for one in find_references(told_)]
        if ends:
            break
    own = set(reading.document.numbers)
    return tuple(dict.fromkeys(one for one in found if one not in own and papers([one])))


def papers(identifiers: Sequence[str]) -> list[str]:
    """Those of papers, not of motions by name or of whole files."""
    return [one for one in identifiers if not one.startswith("motie-") and one.count("-") != 1]


def committee(printed: str) -> str:
    """A committee as printed, without its article and the mark of a note."""
    return re.sub(r"^(?:de|the)\s+", "", _NOTE.sub("", _clean(printed)), flags=re.I)


def _form(text: str, table: Words) -> DebateForm | None:
    order = (DebateForm.TWO_MINUTE, DebateForm.COMMITTEE, DebateForm.PLENARY)
    return next((one for one in order if table.find(one.value, text)), None)


def _subject(text: str, table: Words) -> str | None:
    match = table.find("subject", text)
    return _clean(match["subject"]) or None if match else None


def _clean(text: str) -> str:
    return " ".join(text.split()).strip(" .,;:")
