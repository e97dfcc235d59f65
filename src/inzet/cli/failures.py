"""What the command line says, and the code it exits with, when something went wrong.

Codes: 0 done, 1 other errors, 2 wrong input, 3 classified paper, 4 not found, 5 the record refuses
or does not prove, 6 busy, 7 a source cannot be reached, 70 a fault of Inzet's own, 74 the system
would not read or write, 130 interrupted, 141 the reader of a pipe went away.
"""

from __future__ import annotations

import errno
import json
import os
import sys
import traceback
from collections.abc import Callable, Sequence

import click
from click.exceptions import NoArgsIsHelpError

from inzet.cli.terminal import escaped_json, safe, safe_line, tolerate_encoding, whole_writes
from inzet.vocabulary.errors import InzetError

USAGE, FAULT, SYSTEM, INTERRUPTED, PIPE = 2, 70, 74, 130, 141

Told = tuple[str, str, str, str, int]
"""Kind, what, where, what to do, exit code."""


def guarded(run: Callable[[], object], arguments: Sequence[str]) -> int:
    """Run a command line; tell on stderr what went wrong, if anything; return the exit code."""
    with whole_writes():
        return _guarded(run, arguments)


def _guarded(run: Callable[[], object], arguments: Sequence[str]) -> int:
    tolerate_encoding(sys.stdout, sys.stderr)
    try:
        code = run()
        sys.stdout.flush()
        return code if isinstance(code, int) else 0
    except (KeyboardInterrupt, click.Abort):
        return INTERRUPTED
    except BrokenPipeError:
        return _pipe_closed()
    except Exception as error:
        if isinstance(error, OSError) and error.errno == errno.EPIPE:
            return _pipe_closed()
        told = described(error, arguments)
        tell(told, as_json="--json" in arguments)
        if told[-1] == FAULT and os.environ.get("INZET_DEBUG") == "1":
            traceback.print_exc()
        return told[-1]


def described(error: Exception, arguments: Sequence[str]) -> Told:
    """An error as kind, what, where, what to do and exit code."""
    if isinstance(error, InzetError):
        return type(error).__name__, error.what, error.where, error.fix, error.exit_code
    if isinstance(error, click.UsageError):
        return _usage(error)
    if isinstance(error, click.ClickException):
        return "UsageError", error.format_message().rstrip("."), "", "", error.exit_code
    if isinstance(error, OSError):
        return _system(error)
    command = " ".join(["inzet", *arguments])
    return (
        "Fault",
        f"sorry, this is a fault in Inzet ({type(error).__name__}); the record is as it was",
        command,
        "Set INZET_DEBUG=1 and run it again to see the details to report.",
        FAULT,
    )


def tell(told: Told, *, as_json: bool) -> None:
    """Print an error on stderr, for a person or as one JSON object."""
    kind, what, where, fix, code = told
    if as_json:
        error = {"kind": kind, "what": what, "where": where, "fix": fix, "exit_code": code}
        line = escaped_json(json.dumps({"error": error}, ensure_ascii=False))
        print(line, file=sys.stderr)
        return
    place = safe_line(where) or "inzet"
    head = place if place.startswith("inzet") else f"inzet: {place}"
    stop = "" if what.endswith(("?", "!")) else "."
    print(f"{head}: {safe_line(what)}{stop}", file=sys.stderr)
    if fix:
        print(f"  {safe(fix).strip()}", file=sys.stderr)


def _usage(error: click.UsageError) -> Told:
    where = error.ctx.command_path if error.ctx else "inzet"
    if isinstance(error, NoArgsIsHelpError) and isinstance(error.ctx.command, click.Group):
        names = ", ".join(error.ctx.command.list_commands(error.ctx))
        return "UsageError", "say what to do", where, f"One of {names}. See {where} --help.", USAGE
    message = error.format_message().strip().rstrip(".")
    return (
        "UsageError",
        message[:1].lower() + message[1:],
        where,
        f"See {where} --help.",
        USAGE,
    )


def _system(error: OSError) -> Told:
    what = (error.strerror or type(error).__name__).lower()
    fixes = {
        errno.ENOSPC: "Make room on the disk and try again; nothing half-done was kept.",
        errno.EACCES: "Ask for the right to read and write it, or choose another place.",
        errno.EROFS: "Choose a place that can be written to, with --record PATH.",
    }
    fix = fixes.get(error.errno or 0, "")
    return "SystemFault", what, str(error.filename or ""), fix, SYSTEM


def _pipe_closed() -> int:
    # Python would complain at exit when it flushes into the closed pipe.
    null = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        try:
            os.dup2(null, stream.fileno())
        except (OSError, ValueError):
            continue
    return PIPE
