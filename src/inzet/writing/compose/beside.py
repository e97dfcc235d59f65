"""What stands beside the text of an item: where its dossiers stand, what is to settle on them."""

from __future__ import annotations

from collections.abc import Iterable

from inzet.writing.compose.promises import ToSettle
from inzet.writing.compose.sources import Sources
from inzet.writing.compose.standing import Standings
from inzet.writing.compose.task import Task
from inzet.writing.draft import Block, Form, Origin


class Beside:
    """Gives each dossier its state once, and each promise and motion its sentence once."""

    def __init__(
        self,
        task: Task,
        sources: Sources,
        standings: Standings,
        settle: ToSettle,
        since: str | None,
    ) -> None:
        """``since``: the day of the last paper (ISO); who was a member by then is no news."""
        self._words = task.words
        self._sources = sources
        self._standings = standings
        self._settle = settle
        self._since = since
        self.told: set[str] = set()
        """Dossiers on whose state the draft has a sentence."""
        self._hinted: set[str] = set()

    def of(self, dossiers: list[str]) -> Iterable[Block]:
        """The state of play of dossiers, and what is to settle on them."""
        yield from self._states(dossiers)
        yield from self._hints(dossiers)
        yield from self._settle.of(dossiers)

    def _states(self, dossiers: list[str]) -> Iterable[Block]:
        fresh = [name for name in dossiers if name not in self.told]
        for standing in self._standings.sentences(fresh, self._since):
            self.told |= set(standing.dossiers)
            key = "-".join(each.partition("/")[2] for each in standing.dossiers)
            what = next(iter(standing.says[0].content))
            yield Block(
                key=f"state/{key}/{what}",
                form=Form.PARAGRAPH,
                origin=Origin.NEW,
                text=standing.text,
                sources=self._sources.of(*standing.rows),
                says=standing.says,
                role="state of play",
            )

    def _hints(self, dossiers: list[str]) -> Iterable[Block]:
        """What procedures say that is not fit for a letter, for the drafter."""
        for name in dossiers:
            hint = self._standings.hint(name)
            if name in self._hinted or hint is None or name in self.told:
                continue
            self._hinted.add(name)
            yield Block(
                key=f"state/{name}",
                form=Form.PARAGRAPH,
                origin=Origin.NEW,
                text=hint[0],
                sources=self._sources.of(*hint[1]),
                role="state of play",
                comment=self._words("remark_hint"),
                private=True,
            )


__all__ = ["Beside"]
