"""Motions: the paper that one is, those that are moved in a debate, those listed for a vote."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from inzet.reading.mentions.references import find_references
from inzet.reading.parliament.named import Motions, file_of, numbers, people
from inzet.reading.parliament.retold import asked
from inzet.reading.parliament.told import Reading, Told, told
from inzet.reading.parliament.words import Words, words
from inzet.reading.text import Sentence
from inzet.reading.turns.words import turn_words
from inzet.vocabulary.parliament import Motion, Mover

_TOP = 60
"""In how many blocks from the top a motion's paper says what it is."""
_POINTS = 60
"""Sentences that a motion of a house that gives no numbers may have."""
_LISTED = frozenset(("list_item", "table_row", "paragraph", "heading", "title"))
_VERDICT = 20
"""Characters behind the number of a motion in a line that only names it: ": oordeel Kamer"."""
_LONGEST = 4_000
"""Characters of a dictum that are kept."""


@dataclass(slots=True)
class Found:
    """What was found of motions in a paper."""

    told: list[Told] = field(default_factory=list)
    dicta: dict[int, str] = field(default_factory=dict)
    """Sentence id → the motion whose dictum it is part of."""


def motions(reading: Reading, known: Motions) -> Found:
    """The motions of a paper; ``known`` learns them."""
    found = Found()
    if reading.document.genre == "motion":
        _paper(reading, known, found)
    else:
        _moved(reading, known, found)
        found.told += _listed(reading, known)
        found.told += _unnumbered(reading)
    return found


def _paper(reading: Reading, known: Motions, found: Found) -> None:
    """The motion that a paper is."""
    motion = number_of_paper(reading)
    if motion is None:
        return
    structured = reading.paper.structured
    dictum: list[Sentence] = []
    for sentence in structured.sentences:
        if _goes_on(sentence, reading, dictum):
            dictum.append(sentence)
            found.dicta[sentence.id] = motion
    table = words(structured.language, "motions")
    title, at, replaces = None, None, None
    for index, block in enumerate(structured.blocks[:_TOP]):
        match = table.find("title", block.text)
        if match and at is None:
            at, title = index, match["title"].strip()
        was = table.find("replaces", block.text)
        if was and replaces is None:
            file = file_of(motion)
            replaces = f"kst-{file}-{was['was']}" if file else None
    if table.find("title", reading.document.title):
        title = reading.document.title
    cited = reading.of_block(at) if at is not None else next(iter(dictum), None)
    if cited is None:
        return
    speaker = next((reading.paper.turn(one).speaker for one in structured.sentences), None)
    names = people(speaker.name) if speaker and speaker.name else []
    known.know(motion, names)
    group = speaker.group if speaker and len(names) == 1 else None
    content = Motion(
        motion=motion,
        title=title,
        movers=tuple(Mover(name=name, group=group) for name in names),
        on=reading.day,
        dictum=_text(dictum),
        replaces=replaces if replaces != motion else None,
    )
    party = speaker.party if speaker and speaker.party else reading.parliament
    found.told.append(told(cited, content, "cycle.motion", party))


def number_of_paper(reading: Reading) -> str | None:
    """The identifier of the motion that a paper is: its own number, else the only one it names."""
    own = [one for one in reading.document.numbers if one.startswith("kst-")]
    if own or reading.document.numbers:
        return next(iter(own or reading.document.numbers))
    named = {
        one.id
        for block in reading.paper.structured.blocks
        for one in find_references(block.text)
        if one.id.startswith("kst-") and file_of(one.id)
    }
    return named.pop() if len(named) == 1 else None


def _goes_on(sentence: Sentence, reading: Reading, dictum: list[Sentence]) -> bool:
    """Whether a sentence is part of a dictum: it asks or declares, or goes on listing."""
    language = turn_words(sentence.language)
    if language.dictum_ends.search(sentence.text) or language.considers.search(sentence.text):
        return False
    asks = language.dictum_request.search(sentence.text) or language.dictum_declare.search(
        sentence.text
    )
    if asks:
        return True
    return bool(dictum) and dictum[-1].id == sentence.id - 1 and not _ended(dictum[-1])


def _ended(sentence: Sentence) -> bool:
    return sentence.text.rstrip().endswith(".")


def _text(dictum: list[Sentence]) -> str | None:
    found = []
    for one in dictum:
        inside = turn_words(one.language).dictum_inside.search(one.text)
        found.append(inside["dictum"] if inside else one.text)
    whole = " ".join(found).strip(" ,;")
    return whole[:_LONGEST] or None


@dataclass(slots=True)
class _Pending:
    """A motion that was read out and has no number yet."""

    dictum: list[Sentence] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    first: Mover | None = None
    """Who had the turn."""
    complete: bool = False
    """Its text has ended."""
    changed: str | None = None
    """The motion that it is the new text of."""


def _moved(reading: Reading, known: Motions, found: Found) -> None:
    """Motions that members read out in a debate; the chair tells by whom and gives the number."""
    structured = reading.paper.structured
    table = words(structured.language, "motions")
    groups: dict[str, str] = {}
    pending = _Pending()
    for sentence in structured.sentences:
        speaker = reading.paper.turn(sentence).speaker
        if speaker and speaker.role == "member" and speaker.name and speaker.group:
            groups[speaker.name.casefold()] = speaker.group
        language = turn_words(sentence.language)
        whole = language.dictum_inside.search(sentence.text)
        if language.dictum_ends.search(sentence.text):
            pending.complete = True
        elif whole or _goes_on(sentence, reading, pending.dictum):
            if pending.complete:
                pending = _Pending()
            pending.dictum.append(sentence)
            pending.complete = whole is not None
            if speaker and speaker.role == "member" and speaker.name:
                pending.first = Mover(name=speaker.name, group=speaker.group)
        if table.find("changed", sentence.text):
            # Its new text follows: "is in die zin gewijzigd dat zij thans luidt".
            earlier = known.find(sentence.text)
            names = [one.name for one in _movers(sentence.text, sentence.language)]
            pending = _Pending(names=names, changed=earlier[0].id if earlier else None)
        by = table.find("moved", sentence.text)
        if by:
            pending.names = people(by["names"])
        numbered = table.find("numbered", sentence.text)
        if not numbered or not pending.dictum:
            continue
        motion = _numbered(sentence.text, numbered["numbers"], known)
        if motion is None:
            continue
        names = pending.names or ([pending.first.name] if pending.first else [])
        movers = tuple(_mover(name, groups, pending.first) for name in names)
        known.know(motion, names)
        was = table.find("replaces", sentence.text)
        content = Motion(
            motion=motion,
            movers=movers,
            on=_day(reading),
            dictum=_text(pending.dictum),
            replaces=f"kst-{file_of(motion)}-{was['was']}" if was else pending.changed,
        )
        found.told.append(told(sentence, content, "cycle.motion", reading.parliament))
        found.dicta |= {one.id: motion for one in pending.dictum}
        pending = _Pending()


def _day(reading: Reading) -> str | None:
    """The day on which what a report tells was said: of a debate its own day."""
    day = reading.paper.day
    return day.isoformat() if day and reading.day else None


def _mover(name: str, groups: dict[str, str], first: Mover | None) -> Mover:
    group = groups.get(name.casefold())
    if group is None and first is not None and first.name.casefold() == name.casefold():
        group = first.group
    return Mover(name=name, group=group)


def _numbered(text: str, raw: str, known: Motions) -> str | None:
    """The identifier that the chair gives: "Zij krijgt nr. 31 (28676)"."""
    number = numbers(raw)[0]
    known.learn(f"motie {text}")
    return known.number(number)


def _listed(reading: Reading, known: Motions) -> Iterator[Told]:
    """Motions in a list of what is voted on: their titles, with who moved them."""
    structured = reading.paper.structured
    table = words(structured.language, "motions")
    for index, block in enumerate(structured.blocks):
        if block.kind not in _LISTED:
            continue
        match = table.find("listed", block.text)
        if not match:
            continue
        rest = _behind(block.text, match["title"])
        subject = table.find("listed_subject", rest)
        if len(rest) > _VERDICT and not subject:
            continue
        if asked(block.text, structured.language):
            continue  # "De motie van het lid Jansen verzoekt …" is a sentence about one
        named = [one for one in known.find(block.text) if one.id.startswith("kst-")]
        if not named:
            continue
        title = match["title"].strip()
        if subject:
            title = f"{title} {subject['subject'].strip()}"
        movers = _movers(title, structured.language)
        motion = named[0].id
        known.know(motion, [one.name for one in movers])
        was = table.find("replaces", block.text)
        content = Motion(
            motion=motion,
            title=title,
            movers=movers,
            replaces=f"kst-{file_of(motion)}-{was['was']}" if was else None,
        )
        sentence = reading.of_block(index)
        yield told(sentence, content, "cycle.listed-motion", reading.parliament)


def _behind(text: str, title: str) -> str:
    """What a block holds behind the name of a motion and its number: a verdict, or its subject."""
    rest = text[text.find(title) + len(title) :]
    return rest[rest.rfind(")") + 1 :]


def _unnumbered(reading: Reading) -> Iterator[Told]:
    """Motions of a house that gives them no number: named by who moves them, and the day."""
    structured = reading.paper.structured
    for sentence in structured.sentences:
        table = words(sentence.language, "motions")
        match = table.find("moves", sentence.text)
        if not match:
            continue
        speaker = reading.paper.turn(sentence).speaker
        printed = match.groupdict().get("names")
        name = printed or (speaker.name if speaker else None)
        days = [one for one in reading.paper.mentioned(sentence).dates if one.day]
        on = days[0].from_ if printed and days else _day(reading)
        dictum = _that(sentence, reading, table)
        if not name or not on or not dictum:
            continue
        slug = re.sub(r"[^a-zà-ÿ]+", "-", name.lower()).strip("-")
        group = speaker.group if speaker and not printed else None
        content = Motion(
            motion=f"motion-{slug}-{on}",
            movers=(Mover(name=name, group=group),),
            on=on,
            dictum=dictum,
        )
        yield told(sentence, content, "cycle.motion", reading.parliament)


def _that(sentence: Sentence, reading: Reading, table: Words) -> str | None:
    """The words of a motion behind "I beg to move", with the points that it lists."""
    structured = reading.paper.structured
    begins = table.find("dictum", sentence.text)
    found = [sentence.text[begins.start() :]] if begins else []
    after = structured.sentences[sentence.id + 1 : sentence.id + _POINTS]
    for block in structured.blocks[sentence.block + 1 : sentence.block + 2]:
        # "That Dáil Éireann:" above its points is printed as a heading.
        if not found and block.kind == "heading" and table.find("dictum", block.text):
            found.append(block.text)
    for each in after:
        if found and not found[-1].rstrip().endswith((":", ";", ",", "and", "—", "-")):
            break
        if not found and (each.id > sentence.id + 1 or not table.find("dictum", each.text)):
            break
        found.append(each.text)
    whole = " ".join(found).strip(" ,;")
    return whole[:_LONGEST] or None


def _movers(title: str, language: str | None) -> tuple[Mover, ...]:
    """Who moved a motion, by its name: "de motie-Van der Molen/De Wit over dijken"."""
    match = words(language, "motions").find("listed_movers", title)
    return tuple(Mover(name=name) for name in people(match["names"])) if match else ()
