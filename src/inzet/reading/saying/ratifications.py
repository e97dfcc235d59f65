"""Lists of a treaty's parties: who signed, ratified or acceded, and when, row by row.

Reads the blocks of a paper of the treaty series; writes a status per party and step. The columns
are told by the header of the table, by the letter behind a date, or by the heading above the list;
a date that nothing tells the step of is left out. Words are data (``treaties.toml``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from inzet.reading.contents.context import PaperContext
from inzet.reading.languages import table, usable
from inzet.reading.layout.sentences import split
from inzet.reading.mentions import mentions_in
from inzet.reading.mentions.dates import find_dates
from inzet.reading.precision import precision_of
from inzet.reading.result import ReadStatement
from inzet.reading.text import Block
from inzet.reading.verify import is_quoted
from inzet.vocabulary.acts import Act
from inzet.vocabulary.entries import statement_identity

_RULE = "treaty.row"
_BLOCKS = frozenset(("paragraph", "list_item", "table_row", "note", "heading", "letterhead"))
_GLUED = re.compile(r"(?<=[^\W\d_])(?=\d)")
_MARK = re.compile(r"\s*\(?(?P<mark>[A-Za-z]{1,2})\)?(?=[\s|;,]|\Z)")
_BETWEEN = re.compile(r"[\s|()*,;]*(?:[A-Za-z]{1,2}\)?)?[\s|()*,;]*")
_DAY = len("2006-05-08")
_CLAUSE = re.compile(r"[^,;]+[,;]?")
_CELL = re.compile(r"\t|\s\|\s?|\|")
_NAME_REACH = 24
"""How far into what stands before a date the name of a party may begin."""
_LONGEST_NAME = 120
_LONGEST_TOLD = 600
"""Characters of a sentence that tells when a treaty came into force."""
_SHORT = 60
"""A heading above a list is shorter."""
_ID_LENGTH = 16


@dataclass(frozen=True, slots=True)
class _Date:
    start: int
    end: int
    day: str
    mark: str | None


@dataclass(frozen=True, slots=True)
class _Row:
    """A party with its dates; positions count the characters of the block."""

    party: str
    start: int
    dates: tuple[_Date, ...]


@dataclass
class _State:
    """What the headings and headers so far tell of the rows to come."""

    step: str | None = None
    columns: tuple[str | None, ...] = ()


def ratifications(paper: PaperContext, sha256: str) -> list[ReadStatement]:
    """The statuses that a paper's lists of parties give, in text order."""
    language = usable(paper.structured.language)
    words = _words(language)
    state = _State()
    candidates = _candidates(paper, words, language)
    found: dict[str, ReadStatement] = {}
    for block in paper.structured.blocks:
        if block.kind not in _BLOCKS:
            continue
        worded = list(_worded(block, words, language))
        for start, end, party, step, day in worded:
            content = _content(step, day, [party], candidates)
            made = _made(block, start, end, party, content, sha256, paper)
            if made is not None:
                found.setdefault(made.id, made)
        if worded:
            continue
        rows = list(_rows(block.text, words, language))
        if not rows:
            _headed(block, words, state)
            for told in _in_force(block, words, language, candidates, sha256, paper):
                found.setdefault(told.id, told)
            continue
        for row in rows:
            for date, step in _steps(row, block, paper, words, state):
                content = _content(step, date.day, [row.party], candidates)
                made = _made(block, row.start, date.end, row.party, content, sha256, paper)
                if made is not None:
                    found.setdefault(made.id, made)
    return list(found.values())


def _rows(text: str, words: _Words, language: str) -> Iterator[_Row]:
    """Each run of dates with the party named right before it."""
    spaced, back = _spaced(text)
    dates = [
        _Date(one.start, one.end, one.from_, _mark(spaced, one.end, words))
        for one in find_dates(spaced, language, None)
        if one.from_ and len(one.from_) == 10 and one.to in (None, one.from_)
    ]
    dates.reverse()
    at = 0
    while dates:
        run = [dates.pop()]
        while dates and _BETWEEN.fullmatch(spaced[run[-1].end : dates[-1].start]):
            run.append(dates.pop())
        named = _party(spaced[at : run[0].start], words, language)
        if named is not None:
            party, offset = named
            yield _Row(
                party,
                back[at + offset],
                tuple(
                    _Date(back[one.start], back[one.end - 1] + 1, one.day, one.mark) for one in run
                ),
            )
        at = run[-1].end


def _worded(
    block: Block, words: _Words, language: str
) -> Iterator[tuple[int, int, str, str, str | None]]:
    """Steps that are told in words behind a party: "België: ondertekend op 8 mei 2006, …".

    As (start and end in the block, party, step, day), a sentence after another. The quote of a
    party's last step is the whole sentence, as that tells where it stands.
    """
    if ":" not in block.text:
        return
    for start, stop in split(block.text, language):
        name, colon, rest = block.text[start:stop].partition(":")
        if not colon or len(name) > _LONGEST_NAME or not words.told.match(rest):
            continue
        named = _party(name, words, language)
        if named is None:
            continue
        at = start + len(name) + 1
        found: list[tuple[int, str, str | None]] = []
        for piece in _CLAUSE.findall(rest):
            at += len(piece)
            match = words.told.match(piece) or words.told.search(piece)
            if match is None:
                continue
            step = next(key for key, value in match.groupdict().items() if value)
            days = [one.from_ for one in find_dates(piece, language, None) if one.from_]
            day = days[0] if len(days) == 1 and len(days[0]) == _DAY else None
            found.append((at, step.replace("_", " "), day))
        for i, (end, step, day) in enumerate(found):
            yield start, stop if i == len(found) - 1 else end, named[0], step, day


def _spaced(text: str) -> tuple[str, list[int]]:
    """The text with a space between a name and the day glued to it, and the way back."""
    letters: list[str] = []
    back: list[int] = []
    cuts = {match.start() for match in _GLUED.finditer(text)}
    for i, letter in enumerate(text):
        if i in cuts:
            letters.append(" ")
            back.append(i)
        letters.append(letter)
        back.append(i)
    return "".join(letters), [*back, len(text)]


def _mark(text: str, at: int, words: _Words) -> str | None:
    match = _MARK.match(text, at)
    return words.marks.get(match["mark"]) if match else None


def _party(text: str, words: _Words, language: str) -> tuple[str, int] | None:
    """The party named in what stands before a date, and where its name begins."""
    if not text.strip(" |\t,;") or len(text) > _LONGEST_NAME or words.prose.search(text):
        return None
    for name, code in words.names:
        at = text.find(name)
        if 0 <= at <= _NAME_REACH:
            return code, at
    for one in mentions_in(text, language).parties:
        if not one.adjective and not one.compound and one.start <= _NAME_REACH:
            return one.party, one.start
    return None


def _headed(block: Block, words: _Words, state: _State) -> None:
    """Takes in a heading ("E. BEKRACHTIGING") or the header of a table."""
    if len(block.text) > 200:
        return
    cells = _CELL.split(block.text)
    if len(cells) == 1 and block.kind == "table_row":
        cells = block.text.split()
    columns = tuple(words.step(cell) for cell in cells)
    if len([one for one in columns if one]) >= 2:
        state.columns, state.step = columns, None
        return
    lower = block.text.lower()
    named = {step for word, step in words.steps.items() if word in lower} - {"none"}
    whole = words.step(block.text)
    if len(named) >= 2:
        # A header without cells: the letters behind dates tell what they are; a single date
        # without one is a signature.
        state.columns, state.step = (), "signed" if "signed" in named else None
    elif whole is not None and len(block.text) < _SHORT:
        state.step, state.columns = None if whole == "none" else whole, ()


def _steps(
    row: _Row, block: Block, paper: PaperContext, words: _Words, state: _State
) -> Iterator[tuple[_Date, str]]:
    """Which step each date of a row is."""
    typed = next((i for i, one in enumerate(row.dates) if one.mark), None)
    for i, date in enumerate(row.dates):
        step = date.mark or _by_column(row, date, block, paper, state)
        if step is None and typed is not None:
            step = "signed" if i < typed else "in force"
        if step is None and len(row.dates) == 1:
            step = state.step or ("signed" if i == 0 and state.columns else None)
        if step is not None and step != "none":
            yield date, step


def _by_column(
    row: _Row, date: _Date, block: Block, paper: PaperContext, state: _State
) -> str | None:
    """The step of the column that a date stands in; the party's is the first."""
    if not state.columns:
        return None
    text = paper.structured.extracted.text
    before = text[block.offsets[row.start] : block.offsets[date.start]]
    column = len(_CELL.findall(before))
    return state.columns[column] if 0 < column < len(state.columns) else None


def _candidates(paper: PaperContext, words: _Words, language: str) -> list[str]:
    """Whose accession the treaty is about, as its title says."""
    for text in (paper.structured.title, *(one.text for one in paper.structured.blocks[:20])):
        match = words.accession.search(text)
        if match:
            said = mentions_in(text[match.end() :], language)
            codes = [one.party for one in said.parties if not one.compound]
            return list(dict.fromkeys(code for code in codes if len(code) == 3))
    return []


def _in_force(
    block: Block,
    words: _Words,
    language: str,
    candidates: list[str],
    sha256: str,
    paper: PaperContext,
) -> Iterator[ReadStatement]:
    """When the treaty itself came into force."""
    if not words.in_force.search(block.text):
        return
    for start, end in split(block.text, language):
        text = block.text[start:end]
        if len(text) > _LONGEST_TOLD or not words.in_force.search(text):
            continue
        days = [one for one in find_dates(text, language, None) if one.from_]
        if len(days) != 1 or len(days[0].from_ or "") != _DAY:
            continue
        content = _content("in force", str(days[0].from_), [], candidates)
        made = _made(block, start, end, None, content, sha256, paper)
        if made is not None:
            yield made


def _content(
    step: str, day: str | None, by: Sequence[str], candidates: list[str]
) -> dict[str, Any]:
    content: dict[str, Any] = {}
    if candidates:
        content |= {"procedure": "accession", "candidates": candidates}
    content["event"] = step
    if day is not None:
        content["when"] = day
    if by:
        content["by"] = list(by)
    return content


def _made(
    block: Block,
    start: int,
    end: int,
    party: str | None,
    content: dict[str, Any],
    sha256: str,
    paper: PaperContext,
) -> ReadStatement | None:
    quote, offsets = block.text[start:end], block.offsets[start:end]
    if not is_quoted(quote, offsets, paper.structured):
        return None
    first, last = offsets[0], offsets[-1] + 1
    dossiers = tuple(f"accession/{code}" for code in content.get("candidates", ()))
    identity = statement_identity(sha256, first, last, Act.STATUS, party)
    return ReadStatement(
        id=identity[:_ID_LENGTH],
        act=str(Act.STATUS),
        party=party,
        holder=party,
        dossier=dossiers[0] if dossiers else None,
        dossiers=dossiers,
        session=None,
        item=None,
        meeting=None,
        quote=quote,
        start=first,
        end=last,
        page=paper.structured.extracted.page_at(first),
        rule=_RULE,
        reading_precision=precision_of(_RULE),
        content=content,
        valid_from=content.get("when"),
    )


@dataclass(frozen=True, slots=True)
class _Words:
    steps: dict[str, str]
    """Word, in lower case → step."""
    marks: dict[str, str]
    names: tuple[tuple[str, str], ...]
    accession: re.Pattern[str]
    in_force: re.Pattern[str]
    prose: re.Pattern[str]
    """What stands in a sentence and in no row: its verb, or the end of the one before."""
    told: re.Pattern[str]
    """A step in words, in the group that bears its name."""
    longest_first: tuple[str, ...] = field(default=())

    def step(self, text: str) -> str | None:
        """The step that a heading or the header of a column names; None for none."""
        lower = text.lower()
        return next((self.steps[word] for word in self.longest_first if word in lower), None)


@lru_cache(maxsize=8)
def _words(language: str) -> _Words:
    data = table(language, "treaties") or table("nl", "treaties")
    steps = {word: step for step, words in data["steps"].items() for word in words}
    return _Words(
        steps=steps,
        marks=dict(data["marks"]),
        names=tuple(data["names"].items()),
        accession=re.compile("|".join(data["words"]["accession"]), re.I),
        in_force=re.compile("|".join(data["words"]["in_force"]), re.I),
        prose=re.compile("|".join(data["words"]["prose"])),
        told=re.compile(
            r"\s*(?:"
            + "|".join(
                f"(?P<{step.replace(' ', '_')}>{'|'.join(forms)})"
                for step, forms in data.get("told", {}).items()
            )
            + r")\b",
            re.I,
        ),
        longest_first=tuple(sorted(steps, key=len, reverse=True)),
    )
