"""Numbers of lists and headings of an OpenDocument file, which it keeps apart from its text."""

from __future__ import annotations

from inzet.reading.load.odt.styles import ListLevel, Styles
from inzet.reading.load.ordinals import ordinal

_DEPTHS = 12


class Counter:
    """The numbers of one list, or of the headings, through all its depths."""

    def __init__(self) -> None:
        self._counts: list[int | None] = [None] * (_DEPTHS + 1)

    def step(self, depth: int, start: int, *, value: int | None = None) -> None:
        """Counts an item at a depth from 1; ``value`` sets its number."""
        if not 1 <= depth <= _DEPTHS:
            return
        now = self._counts[depth]
        self._counts[depth] = value if value is not None else start if now is None else now + 1
        for below in range(depth + 1, _DEPTHS + 1):
            self._counts[below] = None

    def label(self, depth: int, level: ListLevel, above: dict[int, ListLevel]) -> str:
        """The number of the item counted last at a depth: "2.", "3.1", "b)"."""
        first = max(1, depth - level.shown + 1)
        numbers = []
        for each in range(first, depth + 1):
            of = level if each == depth else above.get(each)
            if of is None or not of.form or each > _DEPTHS:
                continue
            count = self._counts[each]
            numbers.append(ordinal(of.start if count is None else count, of.form))
        return f"{level.prefix}{'.'.join(numbers)}{level.suffix}" if numbers else ""


class Lists:
    """The lists of a file: where each stands, for those that are continued later."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._by_id: dict[str, Counter] = {}
        self._by_style: dict[str, Counter] = {}
        self.headings = Counter()

    def counter(self, identity: str, style: str, *, continues: str, goes_on: bool) -> Counter:
        """The counter of a list.

        Args:
            identity: of the list.
            style: its list style.
            continues: the list that it says it continues.
            goes_on: whether it says that its numbers go on from the last list of its style.
        """
        found = self._by_id.get(continues) if continues else None
        if found is None and goes_on:
            found = self._by_style.get(style)
        counter = found or Counter()
        self._by_style[style] = counter
        if identity:
            self._by_id[identity] = counter
        return counter

    def label(self, counter: Counter, style: str, depth: int, value: int | None) -> str:
        """The number of the next item of a list at a depth from 1; empty for a bullet."""
        level = self._styles.list_level(style, depth)
        counter.step(depth, level.start if level else 1, value=value)
        if level is None or not level.form:
            return ""
        above = {
            each: found
            for each in range(1, depth)
            if (found := self._styles.list_level(style, each)) is not None
        }
        return counter.label(depth, level, above)

    def heading(self, depth: int, value: int | None) -> str:
        """The number of the next heading of a level; empty where headings bear none."""
        level = self._styles.outline.get(depth)
        self.headings.step(depth, level.start if level else 1, value=value)
        if level is None or not level.form:
            return ""
        return self.headings.label(depth, level, self._styles.outline)
