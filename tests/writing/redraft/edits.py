"""Drafts, what people do to them, and what the record makes of them later."""

from __future__ import annotations

import msgspec
from hypothesis import strategies as st

from inzet.writing.draft import Block, Draft, Form, Head, Kind, Origin, Source

replace = msgspec.structs.replace

SOURCES = tuple(
    Source(
        statement=f"{number:064x}", marking="PUBLIC", title=f"Paper {number}", quote=f"Q{number}"
    )
    for number in range(4)
)
KEYS = tuple(f"item/{letter}" for letter in "abcdefgh")


def draft(*blocks: Block, sources: tuple[Source, ...] = SOURCES, subject: str = "") -> Draft:
    """A draft of these blocks."""
    return Draft(
        kind=Kind.AGENDA,
        language="en",
        meeting="eu-fac-2024-05-01",
        meeting_name="Council",
        on="2024-04-20",
        title="Annotated agenda",
        head=Head(subject=subject),
        blocks=blocks,
        sources=sources,
    )


@st.composite
def composed(draw: st.DrawFn) -> Draft:
    """What the record gives: every block the program's."""
    keys = draw(st.lists(st.sampled_from(KEYS), unique=True, max_size=6))
    blocks = []
    for key in keys:
        # What a block is, is told by its key: it never changes form.
        form = Form.FIELD if key in KEYS[6:] else Form.TABLE if key == KEYS[5] else Form.PARAGRAPH
        word = draw(st.sampled_from(("one", "two", "three")))
        blocks.append(
            Block(
                key=key,
                form=form,
                origin=draw(st.sampled_from((Origin.NEW, Origin.CARRIED))),
                text=f"{word} of {key}",
                rows=((word, key),) if form is Form.TABLE else (),
                sources=tuple(draw(st.lists(st.integers(0, 3), max_size=2))),
            )
        )
    return draft(*blocks, subject=draw(st.sampled_from(("", "Council", "Council of May"))))


@st.composite
def edited(draw: st.DrawFn, base: Draft, who: str) -> tuple[Draft, tuple[str, ...]]:
    """What a person makes of a draft, and every word that person wrote."""
    blocks = list(base.blocks)
    wrote: list[str] = []
    for number in range(draw(st.integers(0, 5))):
        word = f"{who}{number}"
        act = draw(st.sampled_from(("edit", "add", "delete", "move", "fill", "row")))
        at = draw(st.integers(0, max(0, len(blocks) - 1)))
        if act == "add":
            own = Block(
                key=f"person/{number}", form=Form.PARAGRAPH, origin=Origin.PERSON, text=word, by=who
            )
            blocks.insert(at, own)
        elif not blocks or blocks[at].by:
            continue
        elif act == "edit" and blocks[at].form is Form.PARAGRAPH:
            blocks[at] = replace(blocks[at], text=word, origin=Origin.PERSON, by=who)
        elif act == "fill" and blocks[at].form is Form.FIELD:
            blocks[at] = replace(blocks[at], filled=word, origin=Origin.PERSON, by=who)
        elif act == "row" and blocks[at].form is Form.TABLE:
            blocks[at] = replace(blocks[at], rows=((word,),), origin=Origin.PERSON, by=who)
        elif act == "move":
            blocks.insert(draw(st.integers(0, len(blocks) - 1)), blocks.pop(at))
            continue
        elif act == "delete":
            del blocks[at]
            continue
        else:
            continue
        wrote.append(word)
    head = base.head
    if draw(st.booleans()):
        head = replace(head, subject=f"{who}subject")
        wrote.append(head.subject)
    return replace(base, blocks=tuple(blocks), head=head), tuple(wrote)


def words(one: Draft) -> set[str]:
    """Every text that stands anywhere in a draft."""
    found = {one.head.subject}
    for block in one.blocks:
        found |= {block.text, block.filled, *(cell for row in block.rows for cell in row)}
    return found
