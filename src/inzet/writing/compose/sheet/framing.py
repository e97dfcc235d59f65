"""What every short paper is made with: its words, names, sources and letters, and plain blocks."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from inzet.dossiers import Wording
from inzet.record import StatementRow
from inzet.writing.compose.sheet.around import Around
from inzet.writing.compose.sheet.naming import Letters, Naming
from inzet.writing.compose.sources import Sources
from inzet.writing.compose.task import Task
from inzet.writing.draft import Block, Draft, Form, Head, Mark, Origin


class Framing:
    """A short paper in the making.

    Args:
        package: the package that holds its ``words.toml``.
    """

    def __init__(self, task: Task, package: str) -> None:
        self.task = task
        self.around = Around(task)
        self.words = Wording(package, task.language)
        self.naming = Naming(task.language)
        self.sources = Sources()

    def letters(self) -> Letters:
        """Letters for this agenda and the last one, which go before all other papers."""
        around = self.around
        earlier = around.comparison.earlier.papers if around.comparison else ()
        called = {each.id: self.naming.genre(each.genre) for each in around.every_paper}
        called |= {each.id: self.naming.words("this_agenda") for each in around.papers}
        called |= {each.id: self.naming.words("last_agenda") for each in earlier}
        letters = Letters(self.naming, called)
        for paper in (*around.papers, *earlier):
            letters.paper(paper)
        return letters

    def day(self) -> str:
        """The day that the paper is of."""
        return self.words.day(self.around.on)

    def title(self) -> str:
        """Its title: kind, meeting and days."""
        meeting = self.around.meeting
        name, days = self.naming.meeting(meeting), self.naming.days(meeting)
        return self.words("title", meeting=name, days=days)

    def item(
        self, key: str, role: str, text: str, rows: Iterable[StatementRow], label: str = ""
    ) -> Block:
        """A line of a list, with a label that stands out."""
        return labelled(
            Block(
                key=key,
                form=Form.ITEM,
                origin=Origin.NEW,
                text=text,
                sources=self.sources.of(*rows),
                role=role,
            ),
            label,
        )

    def draft(self, blocks: Iterable[Block]) -> Draft:
        """The whole of it."""
        around, compared = self.around, self.around.comparison
        earlier = compared.earlier.papers if compared is not None else ()
        return Draft(
            kind=self.task.kind,
            language=self.words.language,
            meeting=around.meeting.id,
            meeting_name=self.naming.meeting(around.meeting),
            on=around.on.isoformat(),
            title=self.title(),
            # Its first lines tell day and subject: a letterhead would take a fifth of a page.
            head=Head(),
            blocks=tuple(blocks),
            sources=self.sources.every(),
            on_behalf_of=around.party,
            compared_with=tuple(paper.id for paper in earlier),
            stamps=self.sources.stamps(),
        )


def frame(key: str, form: Form, text: str, *, role: str = "", level: int = 0) -> Block:
    """Fixed words of the kind of paper."""
    return Block(key=key, form=form, origin=Origin.FRAME, text=text, role=role, level=level)


def labelled(block: Block, label: str) -> Block:
    """The block with a label before its text, its marks moved along."""
    if not label:
        return block
    head = f"{label}: "
    marks = [Mark(start=0, end=len(label) + 1, style="strong")]
    marks += [
        Mark(start=each.start + len(head), end=each.end + len(head), style=each.style)
        for each in block.marks
    ]
    return replace(block, text=head + block.text, marks=tuple(marks))


def short(identity: str) -> str:
    """Enough of an identity to name a block by."""
    return identity[:16]
