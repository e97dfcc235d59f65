"""Facts as a fold gathers them: figures stand in their edition as they come."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from inzet.dossiers.pledge.kinds import Count, Fact, Figure, Told
from inzet.dossiers.pledge.sheets import Sheet


class Gathering(dict[str, Sequence[Fact]]):
    """Facts by identity of their statement, and beside that in the order a state asks for them."""

    def __init__(self, facts: Mapping[str, Sequence[Fact]] | None = None) -> None:
        super().__init__()
        self.sheets: dict[str, Sheet] = {}
        """The editions by name."""
        self.counts: dict[str, Count] = {}
        self.told: dict[str, list[Told]] = {}
        for identity, each in (facts or {}).items():
            self[identity] = each

    def __setitem__(self, identity: str, facts: Sequence[Fact]) -> None:
        self.pop(identity, None)
        super().__setitem__(identity, facts)
        for each in facts:
            if isinstance(each, Figure):
                self.sheets.setdefault(each.edition, Sheet(each.edition)).put(each)
            elif isinstance(each, Count):
                self.counts[identity] = each
            else:
                self.told.setdefault(identity, []).append(each)

    def pop(self, identity: str, *default: Any) -> Any:
        """The facts of a statement, which are forgotten; as of any dict."""
        found = super().pop(identity, *default)
        for each in found or ():
            if isinstance(each, Figure):
                self._remove(each)
        self.counts.pop(identity, None)
        self.told.pop(identity, None)
        return found

    def _remove(self, figure: Figure) -> None:
        sheet = self.sheets[figure.edition]
        sheet.remove(figure)
        if not sheet:
            del self.sheets[figure.edition]
