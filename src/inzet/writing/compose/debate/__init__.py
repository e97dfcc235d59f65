"""The two-page note for a committee: this agenda beside the last, what waits, what may be asked.

It is for the committee's clerk and members and takes no side. It quotes; what it says itself is
only what stands where. So it makes no statements (``says`` is empty), and the reader of papers
reads none in it: see the decision note on drafts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from inzet.dossiers import Wording
from inzet.writing.compose.debate.budget import fit
from inzet.writing.compose.debate.differences import Differences
from inzet.writing.compose.debate.entries import Entry, Fitted, Section
from inzet.writing.compose.debate.head import Head
from inzet.writing.compose.debate.questions import Questions
from inzet.writing.compose.debate.waiting import Waiting
from inzet.writing.compose.sheet.around import Around
from inzet.writing.compose.sheet.naming import Letters, Naming
from inzet.writing.compose.sheet.pages import LINES, lines, total
from inzet.writing.compose.sources import Sources
from inzet.writing.compose.task import Task
from inzet.writing.draft import Block, Draft, Form, Kind, Origin
from inzet.writing.draft import Head as Letterhead

PAGES = 2
_MOST_PLACES = 8
"""Places that a line of what is left out names."""


def composed(task: Task) -> Draft:
    """The note on a meeting."""
    return _Note(task).draft()


class _Note:
    def __init__(self, task: Task) -> None:
        self._task = task
        self._around = Around(task)
        self._words = Wording(__package__, task.language)
        self._naming = Naming(task.language)
        self._sources = Sources()
        self._head = Head(self._around, self._words, self._naming)

    def draft(self) -> Draft:
        meeting, name = self._around.meeting, self._naming.meeting(self._around.meeting)
        title = self._words("title", meeting=name, days=self._naming.days(meeting))
        blocks = self._blocks(title)
        compared = self._around.comparison
        return Draft(
            kind=Kind.DEBATE,
            language=self._words.language,
            meeting=meeting.id,
            meeting_name=name,
            on=self._around.on.isoformat(),
            title=title,
            head=Letterhead(date=self._around.on.isoformat(), subject=title),
            blocks=blocks,
            sources=self._sources.every(),
            on_behalf_of=self._around.party,
            compared_with=tuple(paper.id for paper in compared.earlier.papers) if compared else (),
            stamps=self._sources.stamps(),
        )

    def _blocks(self, title: str) -> tuple[Block, ...]:
        sections = self._sections()
        full = [each for each in sections if each.entries or each.beside]
        letters = self._letters()
        opening = self._opening(title, full)
        fixed = total([*opening, *(self._heading(each) for each in full), self._closing(sections)])
        scratch = self._letters()
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

    def _letters(self) -> Letters:
        """Letters for this agenda and the last one, which go before all other papers."""
        compared = self._around.comparison
        earlier = compared.earlier.papers if compared else ()
        called = {each.id: self._naming.genre(each.genre) for each in self._around.every_paper}
        called |= {each.id: self._words("this_agenda") for each in self._around.papers}
        called |= {each.id: self._words("last_agenda") for each in earlier}
        letters = Letters(self._naming, called)
        for paper in (*self._around.papers, *earlier):
            letters.paper(paper)
        return letters

    def _sections(self) -> list[Section]:
        return [
            *Differences(self._around, self._words).sections(),
            *Waiting(self._around, self._words).sections(),
            Questions(self._around, self._words).section(),
        ]

    def _opening(self, title: str, full: Sequence[Section]) -> list[Block]:
        found = [_frame("title", Form.TITLE, title)]
        found.append(_frame("nature", Form.PARAGRAPH, self._words("nature", day=self._day())))
        if self._around.comparisons:
            found.append(self._glance(full))
            skipped = max(each.skipped for each in self._around.comparisons)
            if skipped:
                found.append(_frame("skipped", Form.PARAGRAPH, self._words("skipped", n=skipped)))
        else:
            key = "no_agenda" if not self._around.papers else "nothing_before"
            found.append(_frame("glance", Form.PARAGRAPH, self._words(key)))
        return found

    def _day(self) -> str:
        return self._words.day(self._around.on)

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
        return _frame("glance", Form.PARAGRAPH, text)

    def _heading(self, section: Section) -> Block:
        text = self._words(f"heading {section.name}", day=self._day())
        return Block(
            key=f"heading/{section.name}",
            form=Form.HEADING,
            origin=Origin.FRAME,
            level=1,
            text=text,
            role=section.name,
        )

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
        places = (*self._sources.of(*entry.rows), *self._sources.of_paper(*entry.papers))
        return tuple(dict.fromkeys(places))

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
        return _frame(f"more/{name}", Form.PARAGRAPH, " ".join(told), role=name)

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
        return _frame("closing", Form.PARAGRAPH, " ".join(told))


def _positions(section: Section) -> int:
    """Its lines, that about agenda items not counted."""
    return sum(not each.key.endswith("/items") for each in section.entries)


def _frame(key: str, form: Form, text: str, role: str = "") -> Block:
    return Block(key=key, form=form, origin=Origin.FRAME, text=text, role=role)


__all__ = ["PAGES", "composed"]
