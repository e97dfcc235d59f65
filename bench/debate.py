"""From a dropped paper to the note for the committee: ten pages, 200 papers in the record.

The paper is a PDF of ten pages: the sample agenda with invented sentences. It is taken in as a
dropped file is, and the note on its meeting is composed and set as PDF. Beside it stands the time
that reading alone takes, of the same bytes in the same run. Times are of the clock, as somebody
waits for them; each part is timed the first time it runs, imports and all.
"""

from __future__ import annotations

import datetime as dt
import importlib.resources
import os
import random
import shutil
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pypdfium2

from bench.ground import timed
from bench.papers import write_papers
from inzet.cli.bulk import Found
from inzet.reading.bulk import Done, HomeReaders, Keeping, read_many
from inzet.reading.intake import keep, recognised, take
from inzet.reading.reader import read
from inzet.record import Record
from inzet.reference import install
from inzet.writing.compose import compose
from inzet.writing.draft import Block, Draft, Form, Head, Kind, Origin
from inzet.writing.render import pdf

PAPERS, PAGES, AGAIN = 200, 10, 3
MEETING, SAID = "nato-fmm-2023-04-04", dt.date(2023, 3, 17)
_LAST = ("nl-fmm-2022-11-agenda.txt", "nl-fmm-2022-12-report.txt")
_DROPPED = "nl-fmm-2023-03-agenda.txt"


def measure(papers: int = PAPERS) -> Iterable[str]:
    """Lines to print."""
    folder = Path(tempfile.mkdtemp(prefix="inzet-debate-"))
    try:
        dropped = _dropped()
        pages = len(pypdfium2.PdfDocument(dropped))
        with Record.create(folder / "bench.db", "Bench") as record:
            _fill(record, folder, papers)
            held = len(record.view(record.reader()).papers(limit=1000).items)
            yield f"debate: a PDF of {pages} pages dropped on a record of {held} papers"
            yield from _measured(record, dropped)
    finally:
        shutil.rmtree(folder)


def _measured(record: Record, dropped: bytes) -> Iterable[str]:
    made: list[Any] = []

    def kept(work: Callable[[], Any]) -> float:
        return timed(lambda: made.append(work()))

    alone = timed(lambda: read(dropped, name="dropped.pdf"))
    taken = kept(lambda: take(record, dropped, **_DROP))
    composed = kept(lambda: compose(record, record.reader(), "debate", MEETING, on=SAID))
    printed = timed(lambda: pdf.render(made[-1], clean=True))
    whole = taken + composed + printed
    yield (
        f"  {whole:.2f} s in all, times {whole / alone:.1f} of reading alone ({alone:.2f} s): "
        f"taken in {taken:.2f} s, composed {composed:.2f} s, set as PDF {printed:.2f} s"
    )
    for kind in (Kind.DEBATE, Kind.NOTES, Kind.BRIEF):
        again = min(
            timed(lambda kind=kind: compose(record, record.reader(), kind, MEETING, on=SAID))  # type: ignore[misc]
            for _ in range(AGAIN)
        )
        yield f"  {kind} composed again {again * 1000:.0f} ms, times {again / alone:.2f} of reading"


_DROP: dict[str, Any] = {
    "name": "dropped.pdf",
    "said_on": SAID.isoformat(),
    "on_behalf_of": "NLD",
    "not_same": True,
}


def _fill(record: Record, folder: Path, papers: int) -> None:
    install(record)
    for name in _LAST:
        take(record, _sample(name).encode(), name=name)
    write_papers(folder / "papers", papers)
    names = Found([str(folder / "papers")], set()).files
    keeping = Keeping(
        contents=lambda name: Path(name).read_bytes(),
        is_known=lambda sha256: recognised(record, sha256) is not None,
        keep=lambda paper, data, name: keep(record, paper, data, name=name, not_same=True),
    )
    for _ in _reading(names, keeping):
        pass


def _reading(names: list[str], keeping: Keeping) -> Iterable[Done]:
    return read_many(names, keeping, HomeReaders(os.cpu_count() or 1))


def _dropped() -> bytes:
    """The sample agenda, with invented sentences behind its paragraphs until it has ten pages."""
    paragraphs = [" ".join(each.split()) for each in _sample(_DROPPED).split("\n\n")]
    for extra in range(1, 99):
        data = pdf.render(_draft(paragraphs[1:2] + paragraphs[3:], extra), clean=True)
        if len(pypdfium2.PdfDocument(data)) >= PAGES:
            break
    return data


def _draft(paragraphs: list[str], extra: int) -> Draft:
    chance = random.Random(7)
    blocks = []
    for place, text in enumerate(paragraphs[1:]):
        added = " ".join(_invented(chance) for _ in range(extra)) if len(text) > _PROSE else ""
        form = Form.PARAGRAPH if len(text) > _TITLE else Form.HEADING
        words = f"{text} {added}".strip()
        blocks.append(Block(key=str(place), form=form, origin=Origin.NEW, text=words, level=2))
    return Draft(
        kind=Kind.AGENDA,
        language="nl",
        meeting=MEETING,
        meeting_name="",
        on=SAID.isoformat(),
        title=paragraphs[0],
        head=Head(),
        blocks=tuple(blocks),
    )


_PROSE, _TITLE = 120, 60
"""Characters from which on a paragraph is prose, and no heading."""
_PLAIN = 0.75
_THINGS = ("havens", "bruggen", "sluizen", "kabels", "bossen", "duinen", "spoorlijnen", "dijken")
_WISHES = ("beter te beschermen", "eerder te herstellen", "samen te onderhouden", "uit te breiden")


def _invented(chance: random.Random) -> str:
    """A sentence; one in four says what the government wants, as in a real agenda."""
    one, other = chance.sample(_THINGS, 2)
    if chance.random() < _PLAIN:
        return f"De {one} en de {other} zijn in de winter door de lidstaten bekeken en beschreven."
    return f"Het kabinet hecht eraan de {one} en de {other} {chance.choice(_WISHES)}."


def _sample(name: str) -> str:
    return (importlib.resources.files("inzet") / "samples" / name).read_text(encoding="utf-8")
