"""Contents: what a statement holds, typed by its act and procedure, as plain JSON.

What each act and procedure holds is listed in ``docs/statements.md``. Statements that follow
from what a sentence holds rather than from a cue come from :func:`extra`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from inzet.reading.contents.context import PaperContext, Said
from inzet.reading.text import Sentence
from inzet.vocabulary.acts import Act

if TYPE_CHECKING:
    from inzet.reading.dossiers import Linker

__all__ = ["Extra", "PaperContext", "Said", "content_of", "extra", "validity"]


@dataclass(frozen=True, slots=True)
class Extra:
    """A statement that follows from what a sentence holds."""

    act: Act
    rule: str
    content: dict[str, Any] = field(default_factory=dict)
    dossiers: tuple[str, ...] = ()


def content_of(act: Act, procedure: str | None, said: Said, paper: PaperContext) -> dict[str, Any]:
    """What a statement holds."""
    return {}


def extra(sentence: Sentence, paper: PaperContext, linker: Linker) -> list[Extra]:
    """Statements of a sentence that no cue finds."""
    return []


def validity(act: Act, content: dict[str, Any]) -> tuple[str | None, str | None]:
    """From when and until when a statement holds, as far as its content says."""
    return None, None
