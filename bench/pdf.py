"""PDF: the whole reading of a page against PDFium's plain text of it, and beside other readers.

The papers are the sample papers and a footnote here and there, printed in one and two columns;
so what they say, their headings and their notes are known. Kreuzberg and pdfplumber are measured
where they can be imported (``make bench`` installs them).
"""

from __future__ import annotations

import cProfile
import gc
import importlib
import importlib.util
import io
import pstats
import re
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from importlib.resources import files
from pathlib import Path

import pypdfium2

from bench.forgetting import forget
from inzet.reading.layout.structure import structure
from inzet.reading.load import load
from inzet.reading.reader import read_paper
from tests.reading import printing

_ROUNDS = 7
_EVERY = 3
"""Each third paragraph has a footnote."""
_STYLES = {"one column": printing.SINGLE, "two columns": printing.TWO_COLUMNS}
_WORD = re.compile(r"[^\W_]+")
_STAGES = ("load/pdf", "layout", "document", "mentions", "announcement", "saying", "contents",
           "linking", "languages")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Printed:
    """A printed paper and what it is known to say."""

    name: str
    data: bytes
    words: list[str]
    """Of its text, notes and furniture aside, in reading order."""
    headings: list[str]
    notes: list[tuple[str, str]]
    """Of each footnote: the word before its mark, and its text."""
    pages: int


@dataclass(slots=True)
class Seen:
    """What a reader makes of a paper."""

    words: list[str]
    headings: list[str]
    notes: list[tuple[str, str]]


Reader = Callable[[bytes], Seen]


def papers() -> Iterator[Printed]:
    """The sample papers, printed in both styles with footnotes."""
    folder = files("inzet").joinpath("samples")
    for path in sorted(folder.iterdir(), key=lambda path: path.name):
        if path.name.endswith(".txt"):
            for style in _STYLES:
                yield _printed(path.name, path.read_bytes(), style)


def _printed(name: str, data: bytes, style: str) -> Printed:
    source = [_STYLES[style]]
    words: list[str] = []
    headings: list[str] = []
    notes: list[tuple[str, str]] = []
    for number, block in enumerate(structure(load(data)).blocks):
        text = printing.escaped(block.text)
        if block.kind in {"title", "heading"}:
            headings.append(_key(block.text))
            text = f"{'=' * min(block.level, 3)} {text}"
        elif block.kind == "paragraph" and number % _EVERY == 0:
            note = f"Zie ook bijlage {number} bij het stuk van vorig jaar."
            notes.append((_words(block.text)[-1], _key(note)))
            text += f"#footnote[{note}]"
        words += _words(block.text)
        source.append(text + "\n")
    made = printing.printed("\n".join(source))
    with_pages = pypdfium2.PdfDocument(made)
    count = len(with_pages)
    with_pages.close()
    return Printed(f"{Path(name).stem}, {style}", made, words, headings, notes, count)


def plain(data: bytes) -> str:
    """PDFium's plain text of every page: the baseline."""
    document = pypdfium2.PdfDocument(data)
    parts = []
    for number in range(len(document)):
        page = document[number]
        text_page = page.get_textpage()
        parts.append(text_page.get_text_range())
        text_page.close()
        page.close()
    document.close()
    return "\n".join(parts)


def inzet(data: bytes) -> Seen:
    """What Inzet reads, up to blocks."""
    extracted = load(data)
    paper = structure(extracted)
    text = [one.text for one in paper.blocks if one.kind != "note"]
    headings = [_key(one.text) for one in paper.blocks if one.kind in {"title", "heading"}]
    notes = [
        (_words(extracted.text[: mark.anchor])[-1], _key(extracted.text[mark.start : mark.end]))
        for mark in extracted.marks
        if mark.kind == "note" and mark.anchor
    ]
    return Seen(_words("\n".join(text)), headings, notes)


def pdfium(data: bytes) -> Seen:
    """What PDFium's plain text has."""
    return Seen(_words(plain(data).replace("\ufffe", "-\n")), [], [])


def kreuzberg(data: bytes) -> Seen:
    """What kreuzberg makes of it, as Markdown."""
    other = importlib.import_module("kreuzberg")
    config = other.ExtractionConfig(output_format="markdown")
    text = other.extract_bytes_sync(data, "application/pdf", config=config).content
    headings = [_key(one) for one in re.findall(r"^#+\s+(.*)$", text, re.M)]
    notes = dict(re.findall(r"^\[\^(\w+)\]:\s*(.*)$", text, re.M))
    bound = [
        (before, _key(notes[label]))
        for before, label in re.findall(r"(\w+)\W?\[\^(\w+)\](?!:)", text)
        if label in notes
    ]
    return Seen(_words(text), headings, bound)


def pdfplumber(data: bytes) -> Seen:
    """What pdfplumber makes of it; it tells neither headings nor notes."""
    other = importlib.import_module("pdfplumber")
    with other.open(io.BytesIO(data)) as document:
        text = "\n".join(page.extract_text() or "" for page in document.pages)
    return Seen(_words(text), [], [])


def token_f(known: list[str], seen: list[str]) -> float:
    """F of words in the order in which they are known to stand."""
    blocks = SequenceMatcher(None, known, seen, autojunk=False).get_matching_blocks()
    matched = sum(block.size for block in blocks)
    return 2 * matched / max(1, len(known) + len(seen))


def measure() -> list[str]:
    """Lines with the ratio, where the time goes, and the comparison."""
    found = list(papers())
    lines = list(_speed(found))
    lines += _profile(found)
    lines += _comparison(found)
    return lines


def _speed(found: list[Printed]) -> Iterator[str]:
    count = sum(paper.pages for paper in found)
    extracted = [load(paper.data) for paper in found]
    work: dict[str, Callable[[], object]] = {
        "PDFium's plain text": lambda: [plain(paper.data) for paper in found],
        "load (words, layout, marks, places)": lambda: [load(paper.data) for paper in found],
        "blocks and sentences": lambda: [structure(one) for one in extracted],
        "whole reading": lambda: [_whole(paper.data) for paper in found],
    }
    for one in work.values():
        one()
    spent: dict[str, list[float]] = {name: [] for name in work}
    for _ in range(_ROUNDS):
        for name, one in work.items():
            gc.collect()
            forget()
            begin = time.process_time()
            one()
            spent[name].append((time.process_time() - begin) * 1000 / count)
    base = statistics.median(spent["PDFium's plain text"])
    whole = statistics.median(spent["whole reading"]) / base
    goal = f"{count} pages; goal 2, below 6 a first landing"
    yield f"pdf: whole reading {whole:.1f} times PDFium's plain text ({goal})"
    for name, each in spent.items():
        middle = statistics.median(each)
        yield f"  {name}: {middle:.2f} ms a page ({middle / base:.2f} times)"


def _whole(data: bytes) -> object:
    """A whole reading; the same paper in one and in two columns shares no sentence kept."""
    forget()
    return read_paper(data, name="x.pdf")


def _profile(found: list[Printed]) -> list[str]:
    """Where the time of whole readings goes, by package of the reader; own time of functions."""
    profile = cProfile.Profile()
    profile.enable()
    for paper in found:
        _whole(paper.data)
    profile.disable()
    own: dict[str, float] = {}
    total = 0.0
    stats = pstats.Stats(profile).stats  # type: ignore[attr-defined]
    for (source, _, _), (_, _, spent, _, callers) in stats.items():
        total += spent
        if "/reading/" in source:
            own[_stage(source)] = own.get(_stage(source), 0.0) + spent
            continue
        # Built-in calls count for the stage that called them.
        for (caller, _, _), (_, _, share, _) in callers.items():
            stage = _stage(caller) if "/reading/" in caller else "elsewhere"
            own[stage] = own.get(stage, 0.0) + share
    ordered = sorted(own.items(), key=lambda one: -one[1])
    return [
        "  where the time goes: "
        + ", ".join(f"{name} {100 * spent / total:.0f}%" for name, spent in ordered[:8])
    ]


def _stage(source: str) -> str:
    inside = source.split("/reading/", 1)[1]
    return next((stage for stage in _STAGES if inside.startswith(stage)), "reader")


def _comparison(found: list[Printed]) -> Iterator[str]:
    readers: dict[str, Reader] = {"inzet": inzet, "PDFium's plain text": pdfium}
    others: dict[str, Reader] = {"kreuzberg": kreuzberg, "pdfplumber": pdfplumber}
    for name in others:
        if importlib.util.find_spec(name):
            readers[name] = others[name]
        else:
            yield f"  {name} is not installed; requirements/bench.txt has it"
    for name, reader in readers.items():
        yield from _row(name, reader, found)


def _row(name: str, reader: Reader, found: list[Printed]) -> Iterator[str]:
    reader(found[0].data)
    scores: dict[str, list[float]] = {style: [] for style in _STYLES}
    headings = notes = 0
    begin = time.process_time()
    seen = [reader(paper.data) for paper in found]
    spent = (time.process_time() - begin) * 1000 / sum(paper.pages for paper in found)
    for paper, one in zip(found, seen, strict=True):
        style = next(style for style in _STYLES if paper.name.endswith(style))
        scores[style].append(token_f(paper.words, one.words))
        headings += sum(heading in one.headings for heading in paper.headings)
        notes += sum(
            any(before == word and text.endswith(note) for word, text in one.notes)
            for before, note in paper.notes
        )
    all_headings = sum(len(paper.headings) for paper in found)
    all_notes = sum(len(paper.notes) for paper in found)
    told = ", ".join(f"{style} F {statistics.mean(each):.3f}" for style, each in scores.items())
    yield (
        f"  {name}: {told}, headings {headings}/{all_headings}, "
        f"notes bound {notes}/{all_notes}, {spent:.1f} ms a page"
    )


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def _key(text: str) -> str:
    return " ".join(_words(text))


if __name__ == "__main__":
    print("\n".join(measure()))
