"""The two-page note for a committee: this agenda beside the last, what waits, what may be asked.

It is for the committee's clerk and members and takes no side. It quotes; what it says itself is
only what stands where. So it makes no statements (``says`` is empty), and the reader of papers
reads none in it: see the decision note on drafts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from inzet.writing.compose.debate.budget import fit
from inzet.writing.compose.debate.differences import Differences
from inzet.writing.compose.debate.entries import Entry, Fitted, Section
from inzet.writing.compose.debate.head import Head
from inzet.writing.compose.debate.questions import Questions
from inzet.writing.compose.debate.waiting import Waiting
from inzet.writing.compose.sheet.framing import Framing, frame
from inzet.writing.compose.sheet.naming import Letters
from inzet.writing.compose.sheet.pages import LINES, lines, total
from inzet.writing.compose.task import Task
from inzet.writing.draft import Block, Draft, Form

PAGES = 2
_MOST_PLACES = 8
"""Places that a line of what is left out names."""


def composed(task: Task) -> Draft:
    """The note on a meeting."""
    return _Note(task).draft()


class _Note:
    def __init__(self, task: Task) -> None:
        self._framing = Framing(task, __package__)
        self._around, self._words = self._framing.around, self._framing.words
        self._naming, self._sources = self._framing.naming, self._framing.sources
        self._head = Head(self._around, self._words, self._naming)

    def draft(self) -> Draft:
        return self._framing.draft(self._blocks(self._framing.title()))

    def _blocks(self, title: str) -> tuple[Block, ...]:
        sections = self._sections()
        full = [each for each in sections if each.entries or each.beside]
        letters = self._framing.letters()
        opening = self._opening(title, full)
        fixed = total([*opening, *(self._heading(each) for each in full), self._closing(sections)])
        scratch = self._framing.letters()
        for each in sections:
            for entry in each.entries:
                entry.lines(scratch)
        # The head names every paper that a line rests on: reckoned as if all lines were shown.
        head = self._head.block(scratch, ())
        fitted = fit(full, PAGES * LINES - fixed - lines(head), scratch)
        body = [block for each in fitted for block in self._section(each, letters)]
        rows = [*self._around.meeting.sources]
        shown_head = self._head.block(letters, self._sources.of(*rows))
        return (opening[0], shown_head, *opening[1:], *body, self._closing(sections))

    def _sections(self) -> list[Section]:
        return [
            *Differences(self._around, self._words).sections(),
            *Waiting(self._around, self._words, self._naming).sections(),
            Questions(self._around, self._words, self._naming).section(),
        ]

    def _opening(self, title: str, full: Sequence[Section]) -> list[Block]:
        nature = self._words("nature", day=self._framing.day())
        found = [frame("title", Form.TITLE, title), frame("nature", Form.PARAGRAPH, nature)]
        if self._around.comparisons:
            found.append(self._glance(full))
            skipped = max(each.skipped for each in self._around.comparisons)
            if skipped:
                found.append(frame("skipped", Form.PARAGRAPH, self._words("skipped", n=skipped)))
        else:
            key = "no_agenda" if not self._around.papers else "nothing_before"
            found.append(frame("glance", Form.PARAGRAPH, self._words(key)))
        return found

    def _glance(self, full: Sequence[Section]) -> Block:
        """All of it in a line: how much changed, how much waits."""
        counts = {each.name: _positions(each) for each in full}
        kept = sum(each.kept for each in self._around.comparisons)
        changed = sum(
            str(one.became) == "changed"
            for each in self._around.comparisons
            for one in each.positions
        )
        text = self._words(
            "glance",
            new=counts.get("new", 0),
            dropped=counts.get("dropped", 0),
            changed=changed,
            reworded=counts.get("reworded", 0) - changed,
            same=kept,
            overdue=counts.get("overdue", 0),
            open=counts.get("open", 0),
        )
        return frame("glance", Form.PARAGRAPH, text)

    def _heading(self, section: Section) -> Block:
        text = self._words(f"heading {section.name}", day=self._framing.day())
        key = f"heading/{section.name}"
        return frame(key, Form.HEADING, text, role=section.name, level=1)

    def _section(self, fitted: Fitted, letters: Letters) -> list[Block]:
        name = fitted.section.name
        found = [self._heading(fitted.section)]
        last = None
        for entry in fitted.shown:
            found.append(
                entry.block(name, letters, self._rests_on(entry), label=entry.label != last)
            )
            last = entry.label
        if fitted.left or fitted.section.beside:
            found.append(self._more(fitted, letters))
        return found

    def _rests_on(self, entry: Entry) -> tuple[int, ...]:
        whole = (place for each in entry.papers for place in self._sources.of_paper(each))
        return tuple(dict.fromkeys((*self._sources.of(*entry.rows), *whole)))

    def _more(self, fitted: Fitted, letters: Letters) -> Block:
        """How many are left out, and where they are."""
        name = fitted.section.name
        told = []
        if fitted.left:
            places = Counter(letters.of(entry.rows[0]) for entry in fitted.left if entry.rows)
            listed = [
                place if count == 1 else f"{place} ({count}×)"
                for place, count in sorted(places.items())[:_MOST_PLACES]
            ]
            where = ", ".join(listed) + (", …" if len(places) > _MOST_PLACES else "")
            told.append(self._words("more", n=len(fitted.left), where=where))
        if fitted.section.beside:
            told.append(self._words(f"beside_{name}", n=fitted.section.beside))
        return frame(f"more/{name}", Form.PARAGRAPH, " ".join(told), role=name)

    def _closing(self, sections: Iterable[Section]) -> Block:
        """In which sections there is nothing, and where everything can be found."""
        empty = [each.name for each in sections if not each.entries and not each.beside]
        told = []
        if empty:
            names = self._words.listed(self._words(f"name {name}") for name in empty)
            told.append(self._words("nothing_in", names=names))
        previous = self._around.previous
        key = "find" if self._around.comparisons and previous is not None else "find_meeting"
        since = previous.id if previous is not None else ""
        told.append(self._words(key, since=since, meeting=self._around.meeting.id))
        return frame("closing", Form.PARAGRAPH, " ".join(told))


def _positions(section: Section) -> int:
    """Its lines, that about agenda items not counted."""
    return sum(not each.key.endswith("/items") for each in section.entries)


__all__ = ["PAGES", "composed"]
