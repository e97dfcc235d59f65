"""What a parliament and a government say to each other around a meeting, as contents of statements.

Each is the content of one statement, whoever made it: read from a paper, taken from a parliament's
open data, or typed in by a person with a source. ``kind`` tells them apart.

| ``kind`` | act | whose |
| --- | --- | --- |
| ``motion`` | context | of the parliament: that it was moved |
| ``appreciation`` | assessment | of the government |
| ``vote`` | decision | of the parliament |
| ``carrying out`` | status | of the government |
| ``debate`` | context | of the parliament: that it is or was held |
| ``consultation`` | context | of the parliament: that groups may send questions until a day |
| ``decision asked`` | context | of the government: what a note asks to decide |
| ``register`` | status | of the parliament: how its register of promises has one |
| ``place in cycle`` | context | a person's: which stage of which meeting a paper is |
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any, ClassVar

import msgspec

from inzet.vocabulary.acts import Act


class Appreciation(StrEnum):
    """What the government says of a motion before the vote."""

    LEFT_TO_PARLIAMENT = "left to parliament"
    """"Oordeel Kamer"."""
    TAKEN_OVER = "taken over"
    IN_LINE_WITH_POLICY = "in line with policy"
    """It asks what is done already: "ondersteuning van beleid", "spreekt voor zich"."""
    UNTIMELY = "untimely"
    """The movers are asked to hold it over."""
    ADVISED_AGAINST = "advised against"


class Result(StrEnum):
    """What became of a motion."""

    ADOPTED = "adopted"
    REJECTED = "rejected"
    HELD_OVER = "held over"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"


class Execution(StrEnum):
    """How a motion was carried out, as the government tells it."""

    DONE = "carried out"
    PARTLY = "partly carried out"
    UNDER_WAY = "under way"
    NOT = "not carried out"


class DebateForm(StrEnum):
    """Kinds of debate."""

    COMMITTEE = "committee debate"
    TWO_MINUTE = "two-minute debate"
    PLENARY = "plenary debate"
    DEBATE = "debate"
    """Which kind it is, nothing tells."""


class Stage(StrEnum):
    """The stages of the parliamentary cycle of a meeting, in order."""

    AGENDA = "annotated agenda"
    DECISION_NOTE = "decision note"
    CONSULTATION = "written consultation"
    DEBATE = "debate"
    TWO_MINUTE = "two-minute debate"
    MOTION = "motion"
    PROMISE = "promise"
    MEETING = "meeting"
    REPORT = "report"


class Mover(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A member who moves a motion."""

    name: str
    group: str | None = None


class _Content(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="kind"):
    act: ClassVar[Act]

    def to_content(self) -> dict[str, Any]:
        """As it stands in a statement's ``content``."""
        made: dict[str, Any] = msgspec.to_builtins(self)
        return made


class Motion(_Content, frozen=True, kw_only=True, omit_defaults=True, tag="motion"):
    """A motion; its dictum is a position of its movers whose content bears the same ``motion``."""

    act = Act.CONTEXT
    motion: str
    """Its identifier: ``kst-28676-431``."""
    title: str | None = None
    movers: tuple[Mover, ...] = ()
    on: str | None = None
    """ISO day on which it was moved."""
    dictum: str | None = None
    """What it asks or declares, as printed; None where only its title is known."""
    replaces: str | None = None
    """Of a changed motion: the identifier of the one in whose place it comes."""


class MotionAppreciated(
    _Content, frozen=True, kw_only=True, omit_defaults=True, tag="appreciation"
):
    """What the government says of a motion."""

    act = Act.ASSESSMENT
    motion: str
    appreciation: Appreciation
    provided: str | None = None
    """Where it is so only if the motion is read in a certain way: the words that say which."""


class MotionVoted(_Content, frozen=True, kw_only=True, omit_defaults=True, tag="vote"):
    """What became of a motion, and who voted how where that is told."""

    act = Act.DECISION
    motion: str
    result: Result
    on: str | None = None
    in_favour: tuple[str, ...] = ()
    """Party groups as the gazetteer writes them."""
    against: tuple[str, ...] = ()
    seats_in_favour: int | None = None
    seats_against: int | None = None


class MotionCarriedOut(_Content, frozen=True, kw_only=True, omit_defaults=True, tag="carrying out"):
    """What the government tells of carrying a motion out."""

    act = Act.STATUS
    motion: str
    state: Execution
    how: str | None = None


class Debate(_Content, frozen=True, kw_only=True, omit_defaults=True, tag="debate"):
    """A debate that is planned or was held."""

    act = Act.CONTEXT
    on: str
    """ISO day, or minute (``2023-03-22T14:30``)."""
    form: DebateForm = DebateForm.COMMITTEE
    committee: str | None = None
    subject: str | None = None
    number: str | None = None
    """Its identifier in the parliament's open data: ``2023A01234``."""
    papers: tuple[str, ...] = ()
    """Identifiers of the papers on its agenda."""


class Consultation(_Content, frozen=True, kw_only=True, omit_defaults=True, tag="consultation"):
    """A written consultation: until when groups may send questions."""

    act = Act.CONTEXT
    deadline: str | None = None
    """ISO day, or minute."""
    committee: str | None = None
    subject: str | None = None
    number: str | None = None
    papers: tuple[str, ...] = ()


class DecisionAsked(_Content, frozen=True, kw_only=True, omit_defaults=True, tag="decision asked"):
    """What a note behind a paper asks a minister to decide."""

    act = Act.CONTEXT
    asked: str
    """As printed."""
    paper: str | None = None
    """The paper it goes with: its identifier, else as printed."""


class Registered(_Content, frozen=True, kw_only=True, omit_defaults=True, tag="register"):
    """How a parliament's register of promises has one; that it is kept is the register's word."""

    act = Act.STATUS
    promise: str
    """Its number: ``TZ202303-123``."""
    of: str
    """Identity of the statement that is the promise."""
    words: str
    """Its state in the words of the register."""
    kept: bool | None = None
    """Whether that means that it was kept; None where its words are not known here."""
    on: str | None = None
    """ISO day on which it was kept."""
    papers: tuple[str, ...] = ()
    """Identifiers of the papers that the register names as keeping it."""


class PlaceInCycle(_Content, frozen=True, kw_only=True, omit_defaults=True, tag="place in cycle"):
    """A person's judgement that a paper is, or is not, a stage of a meeting's cycle."""

    act = Act.CONTEXT
    paper: str
    """Entry id of the paper."""
    meeting: str
    stage: Stage
    belongs: bool = True
    ground: str = ""
    by: str = ""


Parliamentary = (
    Motion
    | MotionAppreciated
    | MotionVoted
    | MotionCarriedOut
    | Debate
    | Consultation
    | DecisionAsked
    | Registered
    | PlaceInCycle
)


def parliamentary(content: dict[str, Any]) -> Parliamentary | None:
    """The content of a statement as one of these; None where it is none of them, or damaged."""
    if content.get("kind") not in PARLIAMENTARY:
        return None
    try:
        found: Parliamentary = msgspec.convert(content, Parliamentary)
    except msgspec.ValidationError:
        return None
    return found


PARLIAMENTARY = frozenset(
    (
        "motion",
        "appreciation",
        "vote",
        "carrying out",
        "debate",
        "consultation",
        "decision asked",
        "register",
        "place in cycle",
    )
)
"""What ``kind`` may be in the content of such a statement; the record finds them by it."""
