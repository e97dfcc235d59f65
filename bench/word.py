"""Word files: making one against zipping the same bytes, and taking one back against its XML."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Callable, Iterator
from functools import partial

from lxml import etree

from inzet.reading.load.docx.edited import extract_edited
from inzet.writing.draft import Block, Draft, Form, Head, Kind, Origin, Source
from inzet.writing.render.docx import render
from inzet.writing.returning import take_back

_ROUNDS = 5
_SIZES = (60, 600)
"""Blocks of a draft: an agenda of ten pages, and one that nobody writes."""


def measure() -> Iterator[str]:
    """Seconds, and ratios to what the machine needs for the bare bytes."""
    for size in _SIZES:
        draft = _draft(size)
        for name, clean in (("working copy", False), ("clean copy", True)):
            data = render(draft, clean=clean)
            made = _best(partial(render, draft, clean=clean))
            zipped = _best(partial(_zipped, data))
            yield (
                f"word: {name} of {size} blocks in {made * 1000:.0f} ms, "
                f"{made / zipped:.1f} times zipping the same {len(data) // 1024} KB"
            )
        data = render(draft)
        take_back(draft, data)
        back = _best(partial(take_back, draft, data))
        taken = _best(partial(extract_edited, data))
        parsed = _best(partial(_parsed, data))
        yield (
            f"word: taking {size} blocks back in {back * 1000:.0f} ms (of which reading "
            f"{taken * 1000:.0f}), {back / parsed:.1f} times parsing its XML"
        )


def _best(work: Callable[[], object]) -> float:
    found = []
    for _ in range(_ROUNDS):
        start = time.perf_counter()
        work()
        found.append(time.perf_counter() - start)
    return min(found)


def _zipped(data: bytes) -> bytes:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, old.read(name))
    return out.getvalue()


def _parsed(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            etree.fromstring(archive.read(name))


def _draft(size: int) -> Draft:
    """A draft of sentences that differ, a third of them changed, with a source each."""
    blocks = []
    for place in range(size):
        text = f"Het kabinet steunt plan {place} voor de kades en sluizen van haven {place * 7}."
        changed = place % 3 == 0
        blocks.append(
            Block(
                key=f"block/{place}",
                form=Form.PARAGRAPH if place % 6 else Form.HEADING,
                level=0 if place % 6 else 1,
                origin=Origin.CHANGED if changed else Origin.CARRIED,
                text=text,
                before=text.replace("kades", "oude kades") if changed else None,
                sources=(place % 20,),
            )
        )
    sources = tuple(
        Source(statement=str(place), marking="PUBLIC", title="Agenda", quote=f"Zin {place}.")
        for place in range(20)
    )
    return Draft(
        kind=Kind.AGENDA, language="nl", meeting="bench", meeting_name="Bench", on="2023-03-20",
        title="Agenda", head=Head(subject="Havenraad"), blocks=tuple(blocks), sources=sources,
    )  # fmt: skip
