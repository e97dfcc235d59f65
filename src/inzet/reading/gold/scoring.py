"""Scoring: reads every labelled paper and sums up what was right, per act, genre and language.

Papers of our own stand beside their labels, or are typed with them in lines. Real papers are looked
for in a folder of texts: a text is the labelled paper when sentences of it have its hashes.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from inzet.reading.gold.annotation import ACTS, Annotation, read_annotations, sentence_hash
from inzet.reading.gold.comparison import Compared, compare
from inzet.reading.gold.figures import Tally, interval_of_f, wilson
from inzet.reading.gold.lines import read_lines
from inzet.reading.gold.whole import Beside, WholeTally, compare_whole
from inzet.reading.layout.openers import opener
from inzet.reading.reader import ReadPaper, read_paper
from inzet.vocabulary.errors import InputError, InzetError

GROUPINGS = ("genre", "language")
TYPED = ".lines"
"""How the name of a paper ends that is typed with its labels."""
TOLD = ".json"
"""How the name ends of what a person reads of a paper as a whole."""
_NUMBER = re.compile(r"\d{1,3}[.)]\s+\Z")
_NUMBER_REACH = 8
_MARK = re.compile(r"\d{1,2}(?=\s|\Z)")
_LEAST_SHARED = 3
"""A text with fewer labelled sentences in it than this is another paper that quotes one."""


@dataclass
class Row:
    """The figures of one act in one group of papers."""

    act: str
    papers: int
    tally: Tally
    precision: tuple[float, float] | None
    recall: tuple[float, float] | None
    f: tuple[float, float] | None


@dataclass
class Score:
    """Everything that was compared."""

    papers: list[Compared] = field(default_factory=list)
    whole: dict[str, WholeTally] = field(default_factory=dict)
    """Per part of the paper as a whole: genre, meetings, sessions, participants, references."""
    told: int = 0
    """Papers that a person told of as a whole."""
    differences: dict[str, dict[str, Beside]] = field(default_factory=dict)
    """Paper → part → where it was read otherwise than a person tells."""
    missing: list[str] = field(default_factory=list)
    """Labelled papers whose text was not found."""

    @property
    def sentences(self) -> int:
        """Labelled sentences compared."""
        return sum(one.sentences for one in self.papers)

    def rows(self, kind: str = "acts", papers: Iterable[Compared] | None = None) -> list[Row]:
        """One row an act. ``kind``: acts, sure, loose, slots or hard."""
        chosen = list(self.papers if papers is None else papers)
        tallies: dict[str, list[Tally]] = defaultdict(list)
        for paper in chosen:
            for act, tally in getattr(paper, kind).items():
                tallies[act].append(tally)
        order = {act: i for i, act in enumerate(ACTS)}
        return [
            _row(act, tallies[act])
            for act in sorted(tallies, key=lambda act: (order.get(act, len(order)), act))
        ]

    def grouped(self, by: str) -> dict[str, list[Row]]:
        """The rows of each genre or language."""
        groups: dict[str, list[Compared]] = defaultdict(list)
        for paper in self.papers:
            groups[getattr(paper, by) or "not told"].append(paper)
        return {name: self.rows(papers=papers) for name, papers in sorted(groups.items())}

    def rules(self) -> dict[str, Counter[str]]:
        """Rule → how often right and wrong, the worst first."""
        total: dict[str, Counter[str]] = defaultdict(Counter)
        for paper in self.papers:
            for rule, counts in paper.rules.items():
                total[rule].update(counts)
        return dict(sorted(total.items(), key=lambda item: (-item[1]["wrong"], item[0])))


def score(labels: Iterable[Path], texts: Path | None = None) -> Score:
    """Reads the papers that were labelled and compares.

    Args:
        labels: files of annotations or of lines, or folders of them.
        texts: folder with the texts of papers whose labels carry no text.

    Raises:
        InputError: there is no label, or a file of labels is broken (with its line).
    """
    files = list(_files(labels))
    if not files:
        raise InputError(
            "there are no labels here", fix="Name a .jsonl or .lines file, or a folder."
        )
    result = Score()
    standoff: dict[str, list[Annotation]] = defaultdict(list)
    for file in files:
        if file.suffix == TYPED:
            _typed(result, file)
            continue
        if file.suffix == TOLD:
            _own(result, file, file.with_suffix(".txt").name, [])
            continue
        annotations = list(read_annotations(file))
        beside = {one.target.source for one in annotations if one.span is not None}
        for source in sorted(beside):
            ours = [one for one in annotations if one.target.source == source]
            _own(result, file, source, ours)
        for one in annotations:
            if one.span is None:
                standoff[one.paper or one.target.source].append(one)
    if standoff:
        _joined(result, standoff, texts)
    if not (result.papers or result.told or result.missing):
        raise InputError(
            "no sentence is labelled here",
            where=", ".join(str(each) for each in files[:3]),
            fix="What a label looks like stands in docs/codebook.md (Files).",
        )
    return result


def _files(labels: Iterable[Path]) -> Iterator[Path]:
    for path in labels:
        if path.is_dir():
            kinds = (".jsonl", TYPED)
            yield from sorted(
                one
                for one in path.rglob("*")
                if one.suffix in kinds
                or (one.suffix == TOLD and not one.with_suffix(".jsonl").is_file())
            )
        elif path.is_file():
            yield path
        else:
            raise InputError("there is no such file", where=str(path))


def _own(result: Score, file: Path, source: str, annotations: list[Annotation]) -> None:
    text = file.with_name(source)
    if not text.is_file():
        result.missing.append(source)
        return
    read = read_paper(text.read_bytes(), name=source)
    told = file.with_suffix(".json")
    genre, language = read.reading.document.genre, read.reading.document.language
    if told.is_file():
        whole = compare_whole(told, read)
        result.told += 1
        if whole.differences:
            result.differences[file.stem] = whole.differences
        for part, tally in whole.tallies.items():
            result.whole.setdefault(part, WholeTally()).add(file.stem, tally)
        genre, language = whole.genre, whole.language
    if file.suffix == TOLD:
        return
    compared = _compared(annotations, read, file.stem)
    compared.genre, compared.language = genre or "", language or ""
    result.papers.append(compared)


def _typed(result: Score, file: Path) -> None:
    typed = read_lines(file, exact=True)
    if typed.annotations:
        read = read_paper(typed.text.encode(), name=f"{file.stem}.txt")
        result.papers.append(_compared(list(typed.annotations), read, file.stem))


def _joined(result: Score, labelled: dict[str, list[Annotation]], texts: Path | None) -> None:
    """Papers whose text is looked for: a text is of the paper it shares most sentences with."""
    if texts is None or not texts.is_dir():
        result.missing.extend(sorted(labelled))
        return
    owner = {one.hash: name for name, ones in labelled.items() for one in ones}
    found: dict[str, tuple[int, ReadPaper]] = {}
    for path in sorted(one for one in texts.rglob("*") if one.is_file()):
        try:
            read = read_paper(path.read_bytes(), name=path.name)
        except InzetError:
            continue  # a folder of texts may hold lists and pictures as well
        shared = Counter(owner[one] for one in _hashes(read) if one in owner)
        for name, count in shared.most_common(1):
            best = found.get(name)
            if count >= min(_LEAST_SHARED, len(labelled[name])) and (not best or count > best[0]):
                found[name] = (count, read)
    for name in sorted(labelled):
        if name in found:
            result.papers.append(_compared(labelled[name], found[name][1], name))
        else:
            result.missing.append(name)


def _compared(annotations: list[Annotation], read: ReadPaper, name: str) -> Compared:
    return compare(
        annotations,
        read.reading.statements,
        _hashes(read),
        paper=name,
        own=read.reading.document.on_behalf_of,
        same=_numbered(read),
    )


def _numbered(read: ReadPaper) -> dict[str, str]:
    """Sentences with the number they are printed with ("7. The Council …"), the mark of a note
    behind them or whose turn they open ("De heer Jansen (ABC): …"), which some labels hold and no
    sentence does: hash with it → hash without."""
    text, found = read.structured.extracted.text, {}
    for one in read.structured.sentences:
        start, end = one.offsets[0], one.offsets[-1] + 1
        number = _NUMBER.search(text[max(0, start - _NUMBER_REACH) : start])
        mark = _MARK.match(text, end)
        block = read.structured.blocks[one.block]
        opens = opener(block.text, block.language)
        if opens is not None and opens.end < len(block.text) and block.offsets[opens.end] == start:
            found[sentence_hash(block.text[: opens.end] + one.text)] = sentence_hash(one.text)
        if number is not None:
            found[sentence_hash(number[0] + one.text)] = sentence_hash(one.text)
        if mark is not None:
            found[sentence_hash(one.text + mark[0])] = sentence_hash(one.text)
    return found


def _hashes(read: ReadPaper) -> frozenset[str]:
    return frozenset(sentence_hash(one.text) for one in read.structured.sentences)


def _row(act: str, tallies: list[Tally]) -> Row:
    total = sum(tallies, Tally())
    return Row(
        act=act,
        papers=len(tallies),
        tally=total,
        precision=wilson(total.right, total.right + total.wrong),
        recall=wilson(total.right, total.right + total.missed),
        f=interval_of_f(tallies),
    )
