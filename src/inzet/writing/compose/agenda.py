"""The next annotated agenda of a meeting, started from the last one in its chain."""

from __future__ import annotations

from inzet.writing.compose.sources import Sources
from inzet.writing.compose.task import Task
from inzet.writing.draft import Block, Draft, Form, Head, Kind, Origin


def composed(task: Task) -> Draft:
    """The draft."""
    sources = Sources()
    name = task.words.concept(task.meeting.notice.name)
    title = task.words("agenda_title", meeting=name)
    return Draft(
        kind=Kind.AGENDA,
        language=task.language,
        meeting=task.meeting.id,
        meeting_name=name,
        on=task.on.isoformat(),
        title=title,
        head=Head(subject=title),
        blocks=(
            Block(
                key="title",
                form=Form.TITLE,
                origin=Origin.FRAME,
                text=title,
                sources=sources.of(*task.meeting.sources),
            ),
        ),
        sources=sources.every(),
        on_behalf_of=task.on_behalf_of,
        stamps=sources.stamps(),
    )
