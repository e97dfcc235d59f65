"""What every command has: the invocation it runs in, the shared options, examples in its help."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from inzet.cli.remaking import Line
from inzet.vocabulary.errors import InputError, NotFound
from inzet.vocabulary.times import parse_day

if TYPE_CHECKING:
    from inzet.record import Reader, Record, View

Function = TypeVar("Function", bound=Callable[..., Any])

DEFAULT_RECORD = "inzet.db"


@dataclass
class Invocation:
    """The record, reader and form of output that a command line chose."""

    record: Path = field(
        default_factory=lambda: _path_of(os.environ.get("INZET_RECORD") or DEFAULT_RECORD)
    )
    reader_name: str | None = None
    as_json: bool = False
    as_csv: bool = False
    as_of: dt.date | None = None
    known_on: dt.date | None = None

    def open(self, *, wait: bool = True) -> Record:
        """The record; it closes with the command.

        Args:
            wait: makes tables of another version anew, and tells so; else it raises.

        Raises:
            NotFound: there is none yet.
            Remaking: its tables are of another version, and ``wait`` is False.
        """
        from inzet.record import Record, place_of

        if not self.record.exists():
            place = place_of(self.record)
            elsewhere = "Or point to another with --record PATH or INZET_RECORD."
            if place != str(self.record):
                elsewhere = f"To open one that is there, put its key at {self.record}.key."
            raise NotFound(
                "there is no record here yet",
                where=place,
                fix=f"Read a paper to make one: inzet read FILE. {elsewhere}",
            )
        line = Line()
        try:
            record = Record.open(self.record, wait=wait, told=line)
        finally:
            line.end()
        click.get_current_context().call_on_close(record.close)
        return record

    def reader(self, record: Record) -> Reader:
        """Who reads: this record's own organisation unless ``--reader`` says otherwise."""
        return record.reader(self.reader_name)

    def view(self, record: Record | None = None) -> View:
        """The record as this reader sees it at the chosen moment."""
        record = record or self.open()
        return record.view(self.reader(record), as_of=self.as_of, known_on=self.known_on)

    def open_as_own(self, doing: str) -> Record:
        """The record, for something only its own organisation does.

        Raises:
            InputError: another reader was chosen.
        """
        record = self.open()
        if self.reader(record) != record.reader():
            raise InputError(
                f"only the record's own organisation can {doing}",
                where=f"--reader {self.reader_name}",
                fix="Leave --reader away.",
            )
        return record


@dataclass(frozen=True)
class Example:
    """A line to type, and what it does. The tests run every one."""

    line: str
    does: str


class Command(click.Command):
    """A command whose help ends with examples and whose shared options stand last."""

    def __init__(self, *args: Any, examples: Sequence[Example] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.examples = tuple(examples)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples."""
        write_examples(self.examples, formatter)


class CommandGroup(click.Group):
    """A group that may be run by itself, with an argument of its own: ``meetings MEETING``.

    What stands first is a command of the group if it is called so; everything else is the
    group's own argument or option.
    """

    allow_interspersed_args = True

    def __init__(self, *args: Any, examples: Sequence[Example] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.examples = tuple(examples)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Leave the rest of the line to a command that is named first."""
        named = bool(args) and args[0] in self.commands
        ctx.meta[_NAMED] = named
        ctx.allow_interspersed_args = not named
        return super().parse_args(ctx, args)

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """The own parameters; without the argument where a command is named instead."""
        params = super().get_params(ctx)
        if not ctx.meta.get(_NAMED):
            return params
        return [each for each in params if not isinstance(each, click.Argument)]

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order of use."""
        return list(self.commands)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples."""
        write_examples(self.examples, formatter)


_NAMED = "inzet.named"


def write_examples(examples: Sequence[Example], formatter: click.HelpFormatter) -> None:
    """An “Examples” section: what each does, and under it what to type."""
    if not examples:
        return
    with formatter.section("Examples"):
        for example in examples:
            formatter.write_text(f"{example.does}:")
            # A line to type is never wrapped: it would not paste.
            formatter.write(f"{'':{formatter.current_indent}}  {example.line}\n")


def command(
    name: str, *, examples: Sequence[Example], **attributes: Any
) -> Callable[[Callable[..., Any]], Command]:
    """Declare a command with examples and the options that choose record and reader."""

    def declare(function: Callable[..., Any]) -> Command:
        declared = click.command(name, cls=Command, examples=examples, **attributes)(function)
        declared.params.extend(_shared_options())
        return declared

    return declare


def invocation() -> Invocation:
    """The invocation of the command that is running."""
    found = click.get_current_context().find_object(Invocation)
    assert found is not None
    return found


class Day(click.ParamType[dt.date]):
    """A day, as 2023-03-17."""

    name = "date"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> dt.date:
        """A `datetime.date`.

        Raises:
            UnknownValue: anything else; says the form.
        """
        if isinstance(value, dt.date):
            return value
        return parse_day(str(value), where=param.opts[-1] if param else "")


def _store(attribute: str) -> Callable[[click.Context, click.Parameter, Any], Any]:
    def callback(ctx: click.Context, _param: click.Parameter, value: Any) -> Any:
        chosen = ctx.ensure_object(Invocation)
        # An option before the command must survive its absence after the command.
        if value not in (None, False):
            setattr(chosen, attribute, value)
        return value

    return callback


def _path_of(given: str) -> Path:
    """The path of a record, also of one in a database."""
    if "://" not in given:
        return Path(given)
    from inzet.record import record_path

    return record_path(given)


def _record(ctx: click.Context, _param: click.Parameter, value: str | None) -> None:
    chosen = ctx.ensure_object(Invocation)
    if value is not None:
        chosen.record = _path_of(value)


def _stored(attribute: str, *names: str, **attributes: Any) -> Callable[[Function], Function]:
    attributes.setdefault("callback", _store(attribute))
    return click.option(*names, expose_value=False, **attributes)


def _shared_options() -> list[click.Parameter]:
    @record_option
    @reader_option
    def bearer() -> None: ...

    return click.command(bearer).params


record_option = _stored(
    "record",
    "--record",
    metavar="PATH",
    callback=_record,
    help="The record to use, a file or postgresql://… (also INZET_RECORD; default "
    f"{DEFAULT_RECORD} in this folder).",
)
reader_option = _stored(
    "reader_name",
    "--reader",
    metavar="NAME",
    help="Read as PUBLIC or as another organisation: see what they would see.",
)
json_option = _stored("as_json", "--json", is_flag=True, help="Print JSON, for programs.")
csv_option = _stored("as_csv", "--csv", is_flag=True, help="Print CSV, for a spreadsheet.")
as_of_option = _stored(
    "as_of",
    "--as-of",
    type=Day(),
    metavar="DATE",
    help="What held on this day, with all that is known now (2023-03-17).",
)
known_on_option = _stored(
    "known_on",
    "--known-on",
    type=Day(),
    metavar="DATE",
    help="Only what had been said by this day (2023-03-17).",
)


def moments(function: Function) -> Function:
    """``--as-of`` and ``--known-on``."""
    return as_of_option(known_on_option(function))


limit_option = click.option(
    "--limit",
    type=click.IntRange(min=0),
    default=50,
    show_default=True,
    metavar="N",
    help="How many at most; 0 for all.",
)
