"""Contents: what a statement holds, typed by its act and procedure, as plain JSON.

What each act and procedure holds is listed in ``docs/statements.md``. Statements that follow
from what a sentence holds rather than from a cue come from :func:`extra`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from inzet.reading.contents.commitment import commitment
from inzet.reading.contents.context import PaperContext, Said
from inzet.reading.contents.criteria import condition, named_condition
from inzet.reading.contents.hybrid import steps
from inzet.reading.contents.stances import (
    assessment,
    decision,
    dialogue,
    expectation,
    figure,
    position,
    status,
)
from inzet.reading.text import Sentence
from inzet.vocabulary.acts import Act

if TYPE_CHECKING:
    from inzet.reading.linking.dossiers import Linker

__all__ = ["Extra", "PaperContext", "Said", "content_of", "extra", "validity"]


@dataclass(frozen=True, slots=True)
class Extra:
    """A statement that follows from what a sentence holds."""

    act: Act
    rule: str
    content: dict[str, Any] = field(default_factory=dict)
    dossiers: tuple[str, ...] = ()


def content_of(act: Act, procedure: str | None, said: Said, paper: PaperContext) -> dict[str, Any]:
    """What a statement holds.

    Args:
        act: what it does.
        procedure: of its first dossier; None where it has none.
    """
    match act:
        case Act.POSITION:
            return position(procedure, said, paper)
        case Act.COMMITMENT:
            return commitment(said, paper)
        case Act.STATUS:
            return status(procedure, said, paper)
        case Act.CONDITION:
            return condition(said.sentence, paper)
        case Act.DECISION:
            return decision(procedure, said, paper)
        case Act.EXPECTATION:
            return expectation(said, paper)
        case Act.ASSESSMENT:
            return assessment(said, paper)
        case Act.FIGURE:
            return figure(said, paper)
        case Act.CONTEXT if procedure == "dialogue":
            return dialogue(said.sentence, paper)
    return {}


def extra(sentence: Sentence, paper: PaperContext, linker: Linker) -> list[Extra]:
    """Statements of a sentence that no cue finds: a pledge, criteria, a package, steps."""
    found = []
    for act, rule, procedure, content in _extras(sentence, paper):
        dossiers = linker.of(sentence, act)
        # What follows from the content is about the content's own procedure.
        own = tuple(one for one in dossiers if one.startswith(f"{procedure}/"))
        dossiers = own or linker.named(procedure, sentence)
        found.append(Extra(act, rule, content, dossiers))
    return found


def _extras(
    sentence: Sentence, paper: PaperContext
) -> Iterator[tuple[Act, str, str, dict[str, Any]]]:
    agreed = paper.pledges.content(sentence)
    if agreed:
        yield Act.DECISION, "pledge.agreed", "pledge", agreed
    else:
        coming = paper.pledges.to_come(sentence)
        if coming:
            yield Act.EXPECTATION, "pledge.to-be-agreed", "pledge", coming
    criteria = named_condition(sentence, paper)
    if criteria:
        yield Act.CONDITION, "criteria.named", "criteria", {"criteria": criteria}
    package = paper.packages.first_named(sentence)
    if package is not None:
        content = paper.packages.content(package, sentence)
        yield Act.CONTEXT, "assistance.package", "assistance", content
    listed = steps(sentence, paper)
    if listed:
        yield Act.CONTEXT, "hybrid.steps", "hybrid", listed


def validity(act: Act, content: dict[str, Any]) -> tuple[str | None, str | None]:
    """From when and until when a statement holds, as far as its content says (ISO, partial)."""
    if act is Act.STATUS and content.get("event") and isinstance(content.get("when"), str):
        return content["when"], None
    if act is Act.DECISION and content.get("agreed_in"):
        return str(content["agreed_in"]), None
    return None, None
