"""Promises and later papers, with the sentence that keeps which. See README.md here."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

Half = Literal["dev", "held-out"]


@dataclass(frozen=True, slots=True)
class Promise:
    """One promise, as it would be read."""

    id: str
    said: str
    dossier: str
    text: str
    content: dict[str, str]
    """``due_by``, ``due_on`` and ``to_member``, where the case has them."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a later paper, and the promise it keeps, if any."""

    text: str
    keeps: str | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper of a government to its parliament."""

    said: str
    genre: str
    dossier: str
    party: str
    """Code of the government; the paper is addressed to the parliament of the same country."""
    title: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """Promises of one government and papers that may keep them; a trap where none does."""

    id: str
    language: Literal["nl", "en"]
    party: str
    promises: tuple[Promise, ...]
    papers: tuple[Paper, ...]

    @property
    def is_trap(self) -> bool:
        """Whether no paper keeps any of the promises."""
        return not any(one.keeps for paper in self.papers for one in paper.sentences)


@lru_cache(maxsize=2)
def cases(half: Half) -> tuple[Case, ...]:
    """The cases of one half. The half held out is for measuring, never for tuning."""
    path = Path(__file__).parent / f"{half}.toml"
    return tuple(_case(raw) for raw in tomllib.loads(path.read_text(encoding="utf-8"))["case"])


def _case(raw: dict[str, Any]) -> Case:
    return Case(
        id=raw["id"],
        language=raw["language"],
        party=raw["party"],
        promises=tuple(_promise(dict(one)) for one in raw["promises"]),
        papers=tuple(
            Paper(**{**one, "sentences": tuple(Sentence(**each) for each in one["sentences"])})
            for one in raw["papers"]
        ),
    )


def _promise(raw: dict[str, str]) -> Promise:
    own = {key: raw.pop(key) for key in ("id", "said", "dossier", "text")}
    return Promise(**own, content=raw)
