"""What people write into a library and ask of others, as it stands in the content of statements.

Each is a statement under the rule ``person``; ``kind`` in its content tells which of the structs
below it is. What names another entry does so by the identity of its statement. See
docs/statements.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import msgspec

from inzet.record import StatementRow, View
from inzet.vocabulary.acts import Act
from inzet.vocabulary.judgements import PERSON


class Content(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", omit_defaults=True):
    """What every kind has."""

    text: str = ""
    """In the writer's own words."""


class Named(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Title and summary in a further language, by their author."""

    title: str
    summary: str = ""


class Evidence(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Something in the record that an item rests on; one of the two.

    It is at least as widely released as the item, so whoever reads the item may read it.
    """

    name: str = ""
    """What it says or is called, in a few words; the whole of it stands where it is."""
    statement: str | None = None
    """Identity of a statement; an object of threat intelligence is one too."""
    paper: str | None = None
    """Entry id of a paper."""


class Item(Content, frozen=True, kw_only=True, omit_defaults=True):
    """An analysis or a practice; ``text`` is its body."""

    title: str
    summary: str = ""
    """"" in what was written before there was a library: the statement's quote is it."""
    language: str | None = None
    """In which title, summary and body are written."""
    translations: Mapping[str, Named] = {}
    """Title and summary in other languages, by language."""
    evidence: tuple[Evidence, ...] = ()
    domains: tuple[str, ...] = ()
    """Terms of the hybrid vocabulary."""
    instruments: tuple[str, ...] = ()
    """What a response works with: terms of the hybrid vocabulary."""
    techniques: tuple[str, ...] = ()
    """Codes of frameworks (``T0002``), STIX ids, or words."""
    regions: tuple[str, ...] = ()
    """Terms of the vocabulary of regions, or codes of parties."""
    handling: tuple[str, ...] = ()
    """TLP 2.0, LIMITE: shown to readers, never computed with."""
    review: str | None = None
    """The day on which its writer looks at it again, ISO."""
    reliability: str = ""
    credibility: str = ""
    """How its writer grades it: A to F and 1 to 6; "" for not."""


class Analysis(Item, tag="analysis", frozen=True, kw_only=True, omit_defaults=True):
    """What somebody makes of something."""


class Practice(Item, tag="practice", frozen=True, kw_only=True, omit_defaults=True):
    """What somebody does, and others can do too."""


class Use(Content, tag="use", frozen=True, kw_only=True, omit_defaults=True):
    """Somebody used an item; ``text`` says what came of it, and why."""

    item: str
    outcome: str
    """worked, worked in part, did not work, not known yet."""


class Grading(Content, tag="grading", frozen=True, kw_only=True, omit_defaults=True):
    """How an organisation grades an item; ``text`` says why."""

    item: str
    reliability: str
    credibility: str


class Addressee(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An organisation that is asked."""

    name: str
    id: str = ""
    """Its fingerprint; "" where its key is not known to who asks."""


class Request(Content, tag="request", frozen=True, kw_only=True, omit_defaults=True):
    """A request for information; ``text`` is the question."""

    to: tuple[Addressee, ...]
    due: str | None = None
    """The last day on which an answer is in time, ISO."""
    about: str | None = None
    """Identity of what it is about."""


class Answer(Content, tag="answer", frozen=True, kw_only=True, omit_defaults=True):
    """What is answered to a request."""

    request: str
    gives: str
    """whole, part or declined."""
    items: tuple[str, ...] = ()
    """Identities of items and other statements that it gives."""


class Closing(Content, tag="closing", frozen=True, kw_only=True, omit_defaults=True):
    """Who asked needs no more; ``text`` says why."""

    request: str
    outcome: str
    """answered or withdrawn."""


AnyContent = Analysis | Practice | Use | Grading | Request | Answer | Closing

ACTS: dict[type[Content], Act] = {
    Analysis: Act.ASSESSMENT,
    Practice: Act.CONTEXT,
    Use: Act.ASSESSMENT,
    Grading: Act.ASSESSMENT,
    Request: Act.EXPECTATION,
    Answer: Act.STATUS,
    Closing: Act.DECISION,
}
GIVES = ("whole", "part", "declined")
CLOSED = ("answered", "withdrawn")

C = TypeVar("C", bound=Content, covariant=True)


@dataclass(frozen=True, slots=True)
class Told(Generic[C]):
    """What one statement tells."""

    content: C
    row: StatementRow

    @property
    def id(self) -> str:
        """Identity of the statement."""
        return self.row.identity


def kind_of(content: Content | type[Content]) -> str:
    """The name of a kind as it stands in the content: ``practice``."""
    return str(content.__struct_config__.tag)


def told(row: StatementRow) -> Told[Content] | None:
    """What a statement tells; None where it is none of these, or in no form known here.

    A node of another version may write what this one does not know; that is left, not refused.
    """
    if row.rule != PERSON or row.content.get("kind") not in _KINDS:
        return None
    try:
        content: Any = msgspec.convert(row.content, AnyContent)
    except msgspec.ValidationError:
        return None
    return Told(content, row) if ACTS[type(content)] == row.act else None


def every(view: View, kind: type[C]) -> tuple[Told[C], ...]:
    """Everything of a kind in view, in order of arrival."""
    found = (told(row) for row in view.of_kind(kind_of(kind)))
    return tuple(each for each in found if each is not None and isinstance(each.content, kind))  # type: ignore[misc]


def plain(content: Content) -> dict[str, Any]:
    """The content as a statement holds it."""
    made: dict[str, Any] = msgspec.to_builtins(content)
    return made


_KINDS = frozenset(kind_of(each) for each in ACTS)
