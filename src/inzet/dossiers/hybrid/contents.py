"""What people write into a hybrid case, as it stands in the content of statements.

Each is a statement with the rule ``person`` on the dossier ``hybrid/NAME``; ``kind`` in its
content tells which of the structs below it is. See docs/statements.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import msgspec

from inzet.record import StatementRow
from inzet.vocabulary.acts import Act

PERSON = "person"
STEPS = ("threat-picture", "objectives", "options", "evaluation")
"""The ordered steps, by their ids in the vocabulary."""


class Content(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", omit_defaults=True):
    """What every kind has."""

    text: str
    """In the writer's own words."""


class Opening(Content, tag="case", frozen=True, kw_only=True, omit_defaults=True):
    """A case is opened; ``text`` says what it is about."""

    title: str
    beside: tuple[str, ...] = ()
    """Hybrid dossiers whose papers are to stand beside the case: ``hybrid/nato``."""


class Evidence(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A statement that an assessment rests on, with what it names where it is a STIX object."""

    statement: str
    """Identity of the statement."""
    stix_id: str | None = None
    stix_type: str | None = None
    name: str = ""
    code: str | None = None
    """What its framework calls it: ``T0002``."""


class Assessment(Content, tag="assessment", frozen=True, kw_only=True, omit_defaults=True):
    """Part of the threat picture: what is going on, graded."""

    reliability: str
    """Of its source: A to F."""
    credibility: str
    """Of its information: 1 to 6."""
    likelihood: str | None = None
    confidence: str | None = None
    domains: tuple[str, ...] = ()
    tools: tuple[str, ...] = ()
    phase: str | None = None
    evidence: tuple[Evidence, ...] = ()


class Objective(Content, tag="objective", frozen=True, kw_only=True, omit_defaults=True):
    """What is to be reached."""


class Option(Content, tag="option", frozen=True, kw_only=True, omit_defaults=True):
    """What can be done, for which objectives."""

    serves: tuple[str, ...]
    """Identities of objectives; never none."""
    instruments: tuple[str, ...] = ()


class Choice(Content, tag="choice", frozen=True, kw_only=True, omit_defaults=True):
    """An option is chosen to be used."""

    option: str
    """Identity of the option."""


class Evaluation(Content, tag="evaluation", frozen=True, kw_only=True, omit_defaults=True):
    """Whether an option that was used has worked."""

    option: str
    """Identity of the option."""
    outcome: str


class Lesson(Content, tag="lesson", frozen=True, kw_only=True, omit_defaults=True):
    """What was learnt, for other cases as well."""

    evaluation: str | None = None
    """Identity of the evaluation it comes from."""


class Move(Content, tag="step", frozen=True, kw_only=True, omit_defaults=True):
    """The case goes on to its next step, back to an earlier one, or is closed."""

    event: str
    """``begun``, ``reopened`` or ``closed``."""
    step: str
    """Where the case stands after it; of a closing, the step it was closed in."""
    after: str
    """Identity of the move before it, or of the opening: the order does not hang on clocks."""


AnyContent = Opening | Assessment | Objective | Option | Choice | Evaluation | Lesson | Move

ACTS: dict[type[Content], Act] = {
    Opening: Act.CONTEXT,
    Assessment: Act.ASSESSMENT,
    Objective: Act.DECISION,
    Option: Act.CONTEXT,
    Choice: Act.DECISION,
    Evaluation: Act.ASSESSMENT,
    Lesson: Act.CONTEXT,
    Move: Act.STATUS,
}
STEP_OF: dict[type[Content], str] = {
    Assessment: "threat-picture",
    Objective: "objectives",
    Option: "options",
    Choice: "options",
    Evaluation: "evaluation",
    Lesson: "evaluation",
}
"""The step that each belongs to."""

C = TypeVar("C", bound=Content)


@dataclass(frozen=True, slots=True)
class Told(Generic[C]):
    """What one statement tells of a case."""

    content: C
    row: StatementRow

    @property
    def id(self) -> str:
        """Identity of the statement."""
        return self.row.identity


def kind_of(content: Content | type[Content]) -> str:
    """The name of a kind as it stands in the content: ``option``."""
    return str(content.__struct_config__.tag)


def told(row: StatementRow) -> Told[Content] | None:
    """What a statement tells of a case; None where it tells nothing, or not in a form known here.

    A node of another version may write what this one does not know; that is left, not refused.
    """
    if row.rule != PERSON or "kind" not in row.content:
        return None
    try:
        content: Any = msgspec.convert(row.content, AnyContent)
    except msgspec.ValidationError:
        return None
    if ACTS[type(content)] != row.act:
        return None
    return Told(content, row)


def plain(content: Content) -> dict[str, Any]:
    """The content as a statement holds it."""
    made: dict[str, Any] = msgspec.to_builtins(content)
    return made
