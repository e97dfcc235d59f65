"""``inzet read``: papers in, statements out, each with its sentence."""

from __future__ import annotations

import datetime as dt
import os
import re
import stat
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from inzet.cli.command import Day, Example, Invocation, command, invocation, json_option
from inzet.cli.failures import described, tell
from inzet.cli.keeper import Keeper
from inzet.cli.login import by_option
from inzet.cli.output import print_json
from inzet.cli.terminal import is_interactive, progress, safe_line
from inzet.vocabulary.errors import InputError, InzetError, UnknownValue, UnreadableFile
from inzet.vocabulary.markings import INTERNAL

if TYPE_CHECKING:
    from inzet.reading.intake import MaybeSame, Taken
    from inzet.reading.opinion.endpoint import ModelOpinion
    from inzet.reading.result import Reading

STDIN = "-"


@dataclass(frozen=True)
class Options:
    """How papers are to be read, as the command line says."""

    dry_run: bool
    explain: bool
    on_behalf_of: str | None
    said_on: dt.date | None
    marking: str
    model: ModelOpinion | None
    ocr: tuple[str, ...] | None
    same_as: str | None
    not_same: bool
    organisation: str | None
    by: str

    @property
    def day(self) -> str | None:
        """``said_on`` in ISO 8601."""
        return self.said_on.isoformat() if self.said_on else None


@command(
    "read",
    short_help="Read papers into the record",
    examples=(
        Example("inzet read agenda.txt", "Read a paper and see what it says"),
        Example("inzet read agenda.txt report.html --marking PUBLIC", "Several, for everybody"),
        Example("inzet read agenda.txt --dry-run --json", "What it says, for a program"),
        Example("inzet read agenda.txt --dry-run --explain", "Why each sentence was read so"),
        Example("inzet read papers/ --jobs 4", "All papers in a folder, four at a time"),
        Example("cat agenda.txt | inzet read - --said-on 2023-03-17", "From a pipe, with its day"),
    ),
)
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "--jobs",
    type=click.IntRange(1, 64),
    metavar="N",
    help="How many papers to read at a time (a folder: as many as there are processors).",
)
@click.option(
    "--cluster",
    metavar="ADDRESS",
    help="Have the workers of a Dask cluster read (tcp://scheduler:8786, tls://…); kept here.",
)
@click.option("--dry-run", is_flag=True, help="Show what would be read; keep nothing.")
@click.option("--explain", is_flag=True, help="Show why: cues matched, and refused with reasons.")
@click.option(
    "--on-behalf-of",
    metavar="PARTY",
    help="For whom the paper speaks (NLD), where it does not say itself.",
)
@click.option(
    "--said-on",
    type=Day(),
    metavar="DATE",
    help="When it was said (2023-03-17), where it does not say itself.",
)
@click.option(
    "--marking",
    default=INTERNAL,
    show_default=True,
    metavar="MARKING",
    help="Who may see it: PUBLIC, INTERNAL, or an audience of this record.",
)
@click.option(
    "--model",
    is_flag=True,
    help="Also ask the language model that INZET_MODEL_URL names; only quotes it finds count.",
)
@click.option("--ocr", is_flag=True, help="Read pages that are images, where tesseract is there.")
@click.option(
    "--ocr-language",
    metavar="CODES",
    help="Languages of those pages (nl,en), where they are others than Dutch and English.",
)
@click.option(
    "--same-as",
    metavar="PAPER",
    help="It is another copy of this paper in the record (number or id).",
)
@click.option("--not-same", is_flag=True, help="It is a paper of its own, however alike.")
@click.option(
    "--organisation",
    envvar="INZET_ORGANISATION",
    metavar="NAME",
    help="Whose record a new one is (also INZET_ORGANISATION).",
)
@by_option
@json_option
def read(
    files: tuple[str, ...],
    jobs: int | None,
    cluster: str | None,
    dry_run: bool,
    explain: bool,
    on_behalf_of: str | None,
    said_on: dt.date | None,
    marking: str,
    model: bool,
    ocr: bool,
    ocr_language: str | None,
    same_as: str | None,
    not_same: bool,
    organisation: str | None,
    by: str,
) -> int:
    """Read papers (PDF, Word, ODT, HTML, text; - is standard input) into the record.

    Shows what was read, and what was not recognised. The first paper makes the record. A paper
    that is refused leaves nothing behind; the others are read all the same. Of a folder, or with
    --jobs, many are read at a time and only the outcome is shown; run it again to go on.
    """
    if same_as and not_same:
        raise InputError(
            "a paper cannot be both", where="--same-as and --not-same", fix="Give one of them."
        )
    if same_as and len(files) > 1:
        raise InputError(
            "several papers cannot all be copies of one", where="--same-as", fix="Read it alone."
        )
    options = Options(
        dry_run=dry_run,
        explain=explain,
        on_behalf_of=on_behalf_of,
        said_on=said_on,
        marking=marking,
        model=_model() if model else None,
        ocr=_ocr_languages(ocr_language) if ocr or ocr_language else None,
        same_as=same_as,
        not_same=not_same,
        organisation=organisation,
        by=by,
    )
    if jobs or cluster or any(Path(file).is_dir() for file in files):
        from inzet.cli.bulk import read_in_bulk

        return read_in_bulk(files, options, jobs, invocation(), cluster)
    return _read_all(files, options, invocation())


def _read_all(files: tuple[str, ...], options: Options, chosen: Invocation) -> int:
    from inzet.reading.guard import shared

    # It gets ready while the record is opened.
    shared().start()
    take = _dry if options.dry_run else _Taking(chosen, options).take
    readings: list[Reading] = []
    code = 0
    # Without --json every paper is printed as it is read, which is progress enough.
    for name in progress(files, "Reading", len(files)) if chosen.as_json else files:
        try:
            data = contents(name)
            reading = take(data, _shown(name), options)
        except InzetError as error:
            # One bad paper in a pile must not keep the others out.
            told = described(error, ())
            tell(told, as_json=chosen.as_json)
            code = code or told[-1]
            continue
        readings.append(reading)
    if chosen.as_json and readings:
        print_json(readings if len(files) > 1 else readings[0])
    return code


def contents(name: str, limit: int | None = None) -> bytes:
    """The bytes of a file or of standard input, never more than a paper may have.

    Args:
        limit: how many, where it is no paper.

    Raises:
        UnreadableFile: missing, a folder, not a file, not allowed, empty, or too large.
    """
    from inzet.reading.load import LIMIT, check_size

    limit = limit or LIMIT
    if name == STDIN:
        data = sys.stdin.buffer.read(limit + 1)
        if len(data) > limit:
            raise UnreadableFile(
                f"there is more than {limit // 2**20} MB in it",
                where="standard input",
                fix="Read the papers one by one.",
            )
        return data
    path = Path(name)
    if path.is_dir():
        raise UnreadableFile(
            "this is a folder, not a paper",
            where=name,
            fix=f"Name the files in it, for instance: inzet read {path / '*.txt'}",
        )
    check_size(path, limit)
    try:
        with path.open("rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise UnreadableFile("this is not a file", where=name, fix="Pipe it in, as -.")
            return file.read(limit + 1)
    except OSError as error:
        raise UnreadableFile(
            f"it cannot be opened ({(error.strerror or 'unknown').lower()})",
            where=name,
            fix="Check that it may be read.",
        ) from None


def _dry(data: bytes, name: str, options: Options) -> Reading:
    from inzet.cli.reading import print_reading
    from inzet.reading.guard import shared
    from inzet.reading.intake import read_with, refuse_above
    from inzet.vocabulary.markings import Classification

    day, party = options.day, options.on_behalf_of
    if options.model is None:
        paper = shared().read(data, name=name, said_on=day, on_behalf_of=party, ocr=options.ocr)
    else:
        options.model.permit(options.marking)
        paper = read_with(
            options.model,
            shared(),
            data,
            name=name,
            said_on=day,
            on_behalf_of=party,
            ocr=options.ocr,
        )
    chosen = invocation()
    known = chosen.record.exists()
    ceiling = chosen.open().ceiling if known else Classification.UNCLASSIFIED
    refuse_above(ceiling, paper, name=name)
    if not chosen.as_json:
        print_reading(paper.reading, name=name, stamp=paper.stamp, outcome="Dry run, nothing kept")
        _explain(paper.reading, options)
    return paper.reading


def _ocr_languages(codes: str | None) -> tuple[str, ...]:
    """Languages to read images of pages in.

    Raises:
        UnknownValue: what is no code.
    """
    found = tuple(code.strip().lower() for code in (codes or "").split(",") if code.strip())
    for code in found:
        if not re.fullmatch(r"[a-z]{2,3}(?:_[a-z]{2,8})?", code):
            raise UnknownValue(
                f"“{code}” is no code of a language", where="--ocr-language", fix="Say nl,en."
            )
    return found


def _model() -> ModelOpinion:
    """The model the operator set up.

    Raises:
        InputError: none is.
    """
    from inzet.reading.opinion.endpoint import ModelOpinion
    from inzet.reading.opinion.settings import settings

    return ModelOpinion(settings())


def _explain(reading: Reading, options: Options) -> None:
    from inzet.cli.explaining import print_explained

    if options.explain:
        print_explained(reading)


class _Taking:
    """Keeps one paper after another and shows what was read."""

    def __init__(self, chosen: Invocation, options: Options) -> None:
        self._chosen = chosen
        self._keeper = Keeper(chosen, options.marking, options.organisation)

    def take(self, data: bytes, name: str, options: Options) -> Reading:
        """Keep one paper and show what was read."""
        from inzet.cli.reading import print_reading
        from inzet.reading.intake import MaybeSame

        try:
            taken = self._take(data, name, options)
        except MaybeSame as error:
            if not is_interactive() or self._chosen.as_json:
                raise
            taken = self._asked(error, data, name, options)
        record = self._keeper.record
        if not self._chosen.as_json:
            stamp = ""
            if record is not None and taken.paper_id:
                stamp = record.view(record.reader()).paper(taken.paper_id).stamp
            print_reading(
                taken.reading, name=name, stamp=stamp, outcome=_outcome(taken, options.marking)
            )
            _explain(taken.reading, options)
        return taken.reading

    def _asked(self, error: MaybeSame, data: bytes, name: str, options: Options) -> Taken:
        click.echo(safe_line(f"{name}: {error.what}."), err=True)
        if click.confirm("Is it that paper?", default=True, err=True):
            return self._take(data, name, replace(options, same_as=error.candidate.id))
        return self._take(data, name, replace(options, not_same=True))

    def _take(self, data: bytes, name: str, options: Options) -> Taken:
        from inzet.reading.intake import take

        return self._keeper.take(
            lambda record: take(
                record,
                data,
                name=name,
                marking=options.marking,
                model=options.model,
                ocr=options.ocr,
                said_on=options.day,
                on_behalf_of=options.on_behalf_of,
                same_as=options.same_as,
                not_same=options.not_same,
                by=options.by,
            )
        )


def _outcome(taken: Taken, marking: str) -> str:
    return {
        "new": f"Kept as {marking}",
        "known": "Already in the record; nothing was written",
        "reread": "Read again by newer rules",
        "alias": "Kept as another copy of a paper in the record",
    }[str(taken.outcome)]


def _shown(name: str) -> str:
    return "standard input" if name == STDIN else name
