"""A position as the matcher sees it: its content words, its numbers, and whose it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from inzet.changes.thesaurus import Thesaurus, root, thesaurus
from inzet.changes.tokens import Token, tokens
from inzet.record import StatementRow
from inzet.record.words import fold
from inzet.vocabulary.acts import procedure_of
from inzet.vocabulary.parties import parties, party

_SUCCESSIVE = frozenset({"pledge"})
"""Procedures of which one dossier follows on another: a new pledge takes the place of the last."""
_BY_HEADING = "watch"
"""What fits no procedure is watched, under its heading where it is of no party."""
_REACH = 10
"""Words that may stand between a verb and the part of it that comes after."""


@dataclass(frozen=True, slots=True)
class Said:
    """A position, as far as it is compared."""

    text: str
    language: str | None = None
    party: str | None = None
    holder: str | None = None
    dossiers: tuple[str, ...] = ()
    item: str | None = None
    polarity: str | None = None

    @classmethod
    def of(cls, row: StatementRow) -> Said:
        """Of a statement."""
        whose = row.party
        if row.speaker is not None and row.speaker.name:
            # Two members of one group are two holders.
            whose = f"{row.party or ''} {row.speaker.name}"
        polarity = row.content.get("polarity")
        return cls(
            row.quote,
            row.language,
            whose,
            row.holder,
            row.dossiers,
            row.item,
            polarity if isinstance(polarity, str) else None,
        )


@dataclass(frozen=True, slots=True)
class Word:
    """A token with the form in which its meaning is compared."""

    token: Token
    root: str
    parts: tuple[str, ...]
    """Roots of the words that a hyphen joins; of most words just the root."""
    number: str | None
    """The number it stands for."""
    content: bool
    """Whether it is of the substance: no small word, no frame, no name of the one who speaks."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """What is known of the words of a position."""

    said: Said
    words: tuple[Word, ...]
    thesaurus: Thesaurus
    content: tuple[str, ...]
    """Roots of its content words, each once, in order."""
    numbers: frozenset[str]
    """Its numbers, as figures."""
    names: frozenset[str]
    """Its numbers that are names, as of a chapter or an article."""
    forms: tuple[str, ...]
    """Its words as they are printed, without signs, capitals and accents."""


def sentence(said: Said) -> Sentence:
    """The words of a position."""
    language = (said.language or "")[:2]
    known = thesaurus(language)
    own = _names(said.party, language)
    words = tuple(_word(token, known, language, own) for token in tokens(said.text))
    parts = (part for word in words if word.content for part in word.parts)
    return Sentence(
        said,
        words,
        known,
        content=tuple(dict.fromkeys((*parts, *_joined(words, known)))),
        numbers=frozenset(word.number for word in words if word.number is not None),
        names=frozenset(
            number.number
            for word, number in pairwise(words)
            if word.root in known.named and number.number is not None
        ),
        forms=tuple(word.token.form for word in words if word.token.is_word),
    )


def _word(token: Token, known: Thesaurus, language: str, own: frozenset[str]) -> Word:
    if not token.is_word:
        return Word(token, token.form, (), None, False)
    stem = root(token.form, language)
    if token.text[0].isdigit():
        return Word(token, token.form, (token.form,), token.form.rstrip(".,"), True)
    number = known.numbers.get(token.form.partition("-")[0])
    sure = number is not None and token.form not in known.no_numbers
    tells = (
        token.form not in known.small
        and token.form not in known.negations
        and token.form not in own
        and stem not in known.frame
    )
    parts = tuple(root(part, language) for part in token.form.split("-") if part) or (stem,)
    return Word(token, stem, parts, number if sure else None, tells)


def _joined(words: Sequence[Word], known: Thesaurus) -> Iterator[str]:
    """Roots of the verbs whose first part stands elsewhere, as Dutch does: *wijst … af*."""
    for place, word in enumerate(words):
        particle = word.token.form
        if particle not in known.particles:
            continue
        nearby = [*words[max(0, place - _REACH) : place], *words[place + 1 : place + 3]]
        for verb in reversed(nearby):
            whole = root(particle + verb.token.form, known.language)
            if verb.token.is_word and whole in known.groups and whole not in known.frame:
                yield whole
                break


@lru_cache(maxsize=1024)
def _names(code: str | None, language: str) -> frozenset[str]:
    found = party(code) if code else None
    if found is None:
        return frozenset()
    names: Iterable[str] = (
        *found.names.values(),
        *found.names_in(language),
        *found.adjectives_in(language),
    )
    return frozenset(fold(part) for name in names for part in name.split())


def may_correspond(one: Said, other: Said) -> bool:
    """Whether two positions could be the same one at all: of one holder, on one subject."""
    if one.party != other.party:
        return False
    if one.party is None and fold(one.holder or "") != fold(other.holder or ""):
        return False
    return _same_subject(one.dossiers, other.dossiers)


@lru_cache(maxsize=65536)
def _same_subject(some: tuple[str, ...], others: tuple[str, ...]) -> bool:
    if not some or not others or set(some) & set(others):
        return True
    return any(_follows(one, other) for one in some for other in others)


def _follows(one: str, other: str) -> bool:
    """Whether two dossiers may be about the same: one subject under two procedures, pledges that
    follow on each other, and what is only filed by its heading."""
    name, other_name = one.partition("/")[2], other.partition("/")[2]
    procedure, other_procedure = procedure_of(one), procedure_of(other)
    if procedure == other_procedure:
        return procedure in _SUCCESSIVE or (
            procedure == _BY_HEADING and not _is_party(name) and not _is_party(other_name)
        )
    loose = {procedure, other_procedure} & {_BY_HEADING, *_SUCCESSIVE}
    return _subject(name) == _subject(other_name) or (
        bool(loose) and not (_is_party(name) and _is_party(other_name))
    )


@lru_cache(maxsize=4096)
def _subject(name: str) -> str:
    for each in parties():
        if name == each.code or name.replace("-", " ") == each.names.get("en", "").casefold():
            return each.code
    return name


def _is_party(name: str) -> bool:
    return any(part in _party_names() for part in (name, name.replace("-", " ")))


@lru_cache(maxsize=1)
def _party_names() -> frozenset[str]:
    return frozenset(
        word for each in parties() for word in (each.code, each.names.get("en", "").casefold())
    )
