"""The terminal: how wide it is, and what may safely be sent to it."""

from __future__ import annotations

import io
import os
import re
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import IO, TypeVar

NARROWEST, WIDEST = 40, 200
_NOT_A_TERMINAL = 100

# Escape sequences in a paper could redraw the screen, and direction overrides could show another
# sentence than the one that was read. C1 controls do so too on some terminals.
_DANGEROUS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
_PICTURES = 0x2400
_DELETE, _DELETE_PICTURE = 0x7F, "\u2421"

Item = TypeVar("Item")


def safe(text: object) -> str:
    """``text`` with everything that steers a terminal made visible instead of sent."""
    return _DANGEROUS.sub(_visible, str(text).replace("\r\n", "\n"))


def safe_line(text: object) -> str:
    """``safe``, on one line."""
    return " ".join(safe(text).split())


def escaped_json(text: str) -> str:
    """JSON text in which what steers a terminal is written as ``\\uXXXX``; the same value."""
    return _DANGEROUS.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def width() -> int:
    """Columns to lay out for: those of the terminal, within 40 to 200; 100 where there is none."""
    columns = os.environ.get("COLUMNS", "")
    if columns.isdigit() and int(columns):
        wide = int(columns)
    elif sys.stdout.isatty():
        wide = shutil.get_terminal_size().columns
    else:
        wide = _NOT_A_TERMINAL
    return max(NARROWEST, min(wide, WIDEST))


def is_interactive() -> bool:
    """Whether a person sits at both ends: can be asked, and sees the question."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def progress(items: Iterable[Item], label: str, total: int | None = None) -> Iterator[Item]:
    """``items``, with a bar on stderr when that is a terminal and there is time to see one."""
    if not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    shape = (BarColumn(),) if total else (SpinnerColumn(),)
    bar = Progress(
        TextColumn("{task.description}"),
        *shape,
        TextColumn("{task.completed}" + (f" of {total}" if total else "")),
        TimeElapsedColumn(),
        console=Console(stderr=True, width=width()),
        transient=True,
        # Answers go where they were sent, not into the bar.
        redirect_stdout=False,
        redirect_stderr=False,
    )
    with bar:
        yield from bar.track(items, description=label, total=total)


@contextmanager
def bar(label: str) -> Iterator[Callable[[int, int], None]]:
    """Something to call with how much is done, of how much; shown where ``progress`` would be."""
    if not sys.stderr.isatty():
        yield lambda _done, _total: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True, width=width()), transient=True) as shown:
        task = shown.add_task(label, total=None)
        yield lambda done, total: shown.update(task, completed=done, total=total)


def tolerate_encoding(*streams: IO[str]) -> None:
    """Let a stream that cannot write a character write its escape instead of failing."""
    for stream in streams:
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


@contextmanager
def whole_writes() -> Iterator[None]:
    """Has standard output write all that it is given, or say that it cannot.

    Python told not to buffer (``-u``, ``PYTHONUNBUFFERED``) puts text straight on a file that may
    take only a part of it, and forgets the rest.
    """
    before = sys.stdout
    raw = getattr(before, "buffer", None)
    if not isinstance(raw, io.RawIOBase):
        yield
        return
    buffered = io.BufferedWriter(raw)
    text = io.TextIOWrapper(
        buffered, encoding=before.encoding, errors=before.errors, line_buffering=True
    )
    sys.stdout = text
    try:
        yield
    finally:
        sys.stdout = before
        # Let go of, not closed: the file is not ours.
        with suppress(OSError, ValueError):
            text.detach()
            buffered.detach()


def _visible(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code < ord(" "):
        return chr(_PICTURES + code)
    if code == _DELETE:
        return _DELETE_PICTURE
    return f"⟨{code:04X}⟩"
