"""``inzet read FOLDER`` and ``--jobs``: many papers at a time, with what became of them."""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from inzet.cli.command import Invocation
from inzet.cli.failures import Told, described, tell
from inzet.cli.keeper import Keeper
from inzet.cli.output import counted, print_facts, print_json, print_title
from inzet.cli.terminal import progress
from inzet.vocabulary.errors import InputError, UnreadableFile

if TYPE_CHECKING:
    from inzet.cli.read import Options
    from inzet.reading.bulk import Done, Keeping, Readers
    from inzet.reading.intake import Taken
    from inzet.reading.read import PaperRead
    from inzet.vocabulary.markings import Classification

_PAPERS = frozenset(
    (
        ".pdf",
        ".docx",
        ".docm",
        ".doc",
        ".odt",
        ".html",
        ".htm",
        ".xhtml",
        ".txt",
        ".text",
        ".md",
        "",
    )
)
"""Endings of names of files that are looked at in a folder; what they are, their bytes tell."""
_SHOWN = 20
"""Refusals told one by one; of the others the number is told."""


def read_in_bulk(
    names: Sequence[str],
    options: Options,
    jobs: int | None,
    chosen: Invocation,
    cluster: str | None = None,
) -> int:
    """Read files and all files in folders; show what became of them.

    Args:
        cluster: address of the scheduler of a Dask cluster that reads; None: this machine does.

    Returns:
        The exit code of the first refusal; 0 when there was none.
    """
    from inzet.reading.bulk import read_many

    _refuse(options)
    keeper = Keeper(chosen, options.marking, options.organisation)
    found = Found(names, keeper.files())
    readers = _readers(keeper, options, jobs or _processors(), cluster)
    done = read_many(found.files, _keeping(keeper, options), readers)
    told = Outcomes(as_json=chosen.as_json)
    for each in progress(done, "Reading", len(found.files)):
        told.add(each)
    told.show(found.others, dry=options.dry_run)
    return told.code


class Found:
    """The files that names stand for.

    Folders are gone through with what is in them. Left out: hidden files, links (they may lead
    out of the folder), the record itself, and files whose names end as no paper's do.

    Raises:
        UnreadableFile: that leaves none.
    """

    def __init__(self, names: Sequence[str], record: set[Path]) -> None:
        self.files: list[str] = []
        self.others = 0
        for name in names:
            if not Path(name).is_dir():
                self.files.append(name)
                continue
            for path in _within(name):
                if path.absolute() in record:
                    continue
                if path.suffix.lower() in _PAPERS and not path.is_symlink() and path.is_file():
                    self.files.append(str(path))
                else:
                    self.others += 1
        if not self.files:
            raise UnreadableFile(
                "there are no papers in this folder",
                where=", ".join(names),
                fix="Papers are files whose names end in .pdf, .docx, .odt, .html or .txt.",
            )


class Outcomes:
    """Counts what became of papers, and tells refusals as they come."""

    def __init__(self, *, as_json: bool) -> None:
        self._as_json = as_json
        self._outcomes: Counter[str] = Counter()
        self._refused: list[Told] = []
        self._statements = 0
        self._begun = time.monotonic()
        self.code = 0

    def add(self, done: Done) -> None:
        """Count one paper."""
        if done.error is None:
            self._outcomes[str(done.outcome)] += 1
            self._statements += done.written
            return
        told = described(done.error, ())
        self._refused.append(told)
        self.code = self.code or told[-1]
        if not self._as_json and len(self._refused) <= _SHOWN:
            tell(told, as_json=False)

    def show(self, others: int, *, dry: bool) -> None:
        """Show the counts."""
        seconds = time.monotonic() - self._begun
        total = self._outcomes.total() + len(self._refused)
        if self._as_json:
            print_json(
                {
                    "files": total,
                    "outcomes": dict(sorted(self._outcomes.items())),
                    "statements": self._statements,
                    "refused": [
                        {"kind": kind, "what": what, "where": where, "fix": fix, "exit_code": code}
                        for kind, what, where, fix, code in self._refused
                    ],
                    "left": others,
                    "seconds": round(seconds, 3),
                }
            )
            return
        print_title(f"{counted(total, 'file')} in {seconds:.1f} s")
        count = self._outcomes
        print_facts(
            {
                "Read, nothing kept" if dry else "New": count["new"] or None,
                "Already in the record": count["known"] or None,
                "Read again by newer rules": count["reread"] or None,
                "Another copy of a paper": count["alias"] or None,
                "Refused": _refusals(self._refused),
                "Left, as no papers by their names": others or None,
                "Statements written": None if dry else self._statements,
            }
        )


def _refusals(refused: Sequence[Told]) -> str | None:
    if not refused:
        return None
    further = len(refused) - _SHOWN
    return (
        f"{len(refused)} ({further} of them not told above)" if further > 0 else str(len(refused))
    )


def _refuse(options: Options) -> None:
    """What only makes sense for papers one by one.

    Raises:
        InputError: such an option was given.
    """
    for given, name in (
        (options.model is not None, "--model"),
        (options.explain, "--explain"),
        (options.same_as is not None, "--same-as"),
    ):
        if given:
            raise InputError(
                "this is for papers one by one, not for many at a time",
                where=name,
                fix="Leave it out, or name single files without --jobs.",
            )


def _readers(keeper: Keeper, options: Options, jobs: int, cluster: str | None) -> Readers:
    from inzet.reading.bulk import HomeReaders

    day, party, ocr = options.day, options.on_behalf_of, options.ocr
    if cluster is None:
        return HomeReaders(jobs, said_on=day, on_behalf_of=party, ocr=ocr)
    from inzet.reading.cluster.readers import ClusterReaders

    return ClusterReaders(
        cluster,
        jobs=jobs,
        ceiling=lambda: _ceiling(keeper),
        said_on=day,
        on_behalf_of=party,
        ocr=ocr,
    )


def _ceiling(keeper: Keeper) -> Classification:
    """The record's; of one that is yet to be made the lowest, which is what it will have."""
    from inzet.vocabulary.markings import Classification

    return keeper.record.ceiling if keeper.record is not None else Classification.UNCLASSIFIED


def _keeping(keeper: Keeper, options: Options) -> Keeping:
    from inzet.cli.read import contents
    from inzet.reading.bulk import Keeping
    from inzet.reading.intake import Outcome, Taken, keep, recognised, refuse_above

    def is_known(sha256: str) -> bool:
        return keeper.record is not None and recognised(keeper.record, sha256) is not None

    def kept(paper: PaperRead, data: bytes, name: str) -> Taken:
        if options.dry_run:
            refuse_above(_ceiling(keeper), paper, name=name)
            return Taken(outcome=Outcome.NEW, paper_id=None, reading=paper.reading)
        return keeper.take(
            lambda record: keep(
                record,
                paper,
                data,
                name=name,
                marking=options.marking,
                not_same=options.not_same,
                by=options.by,
            )
        )

    return Keeping(contents=contents, is_known=is_known, keep=kept)


def _within(folder: str) -> Iterator[Path]:
    for here, folders, files in os.walk(folder):
        folders[:] = sorted(each for each in folders if not each.startswith("."))
        for name in sorted(files):
            if not name.startswith("."):
                yield Path(here) / name


def _processors() -> int:
    """How many processors this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        return os.cpu_count() or 1
