"""The process that reads papers: ``python -P -m inzet.reading.guard.worker FD``.

It serves one job after another on a socket, until the other side closes it. Its limits are set
by itself before anything of a paper is looked at; processor time anew for each paper.
"""

from __future__ import annotations

import os
import resource
import socket
import sys
import traceback
from pathlib import Path

import msgspec

from inzet.reading.guard.protocol import (
    TOO_MUCH,
    Answer,
    Gone,
    Job,
    Refusal,
    receive,
    refusal_of,
    send,
)
from inzet.reading.text import Extracted
from inzet.vocabulary.errors import InzetError

READY = b"ready"
_LARGEST = 1 << 31
_GROWN = 400 << 20
"""Bytes a worker may keep beyond its first size before it asks to be replaced."""
_RECURSION = 3_000
_RESERVE = 16 << 20
"""Bytes kept back from a paper for the answer that it took too much."""


def serve(connection: socket.socket) -> None:
    """Answer jobs until the other side closes."""
    from inzet.reading import reader  # noqa: F401 (loaded before the limits count)

    base = _resident()
    _forbid_connections()
    send(connection, READY)
    limited = False
    while True:
        try:
            job = msgspec.msgpack.decode(receive(connection, _LARGEST), type=Job)
            data = receive(connection, _LARGEST)
        except Gone:
            return
        except MemoryError:
            # Even taking it in is too much; what is left of it cannot be told from the next job.
            os._exit(TOO_MUCH)
        if not limited:
            _limit_memory(job.limits.memory)
            limited = True
        _limit_computing(job.limits.computing)
        payload = _answered(job, data, base)
        send(connection, payload)
        del data, payload


def _answered(job: Job, data: bytes, base: int) -> bytes:
    """The answer to a job as bytes, no more of them than it allows."""
    try:
        answer = _read(job, data)
        payload = msgspec.msgpack.encode(msgspec.structs.replace(answer, grown=_grown(base)))
        if len(payload) > job.limits.answer:
            payload = _refused(job, "there is far more in it than in any paper", grown=True)
    except MemoryError:
        _open_reserve()
        payload = _refused(job, "reading it takes more memory than a paper may", grown=True)
    except RecursionError:
        payload = _refused(job, "it is nested deeper than any paper", grown=True)
    return payload


def _read(job: Job, data: bytes) -> Answer:
    from inzet.reading.load import load
    from inzet.reading.reader import read_paper
    from inzet.reading.tables import load_tables

    try:
        if job.tables:
            return Answer(tables=load_tables(data, name=job.name))
        if job.edited:
            from inzet.reading.load.docx.edited import extract_edited

            return Answer(edited=extract_edited(data, job.name))
        if job.page is not None:
            from inzet.reading.load.pdf.image import page_image

            return Answer(image=page_image(data, job.page, job.outlined, name=job.name))
        if job.text_only:
            text = load(data, name=job.name, media_type=job.media_type, ocr=job.ocr)
            return _judged(text) if job.judged else Answer(extracted=text)
        if job.extracted_from is not None:
            return _statements(job, data, job.extracted_from)
        paper = read_paper(
            data,
            name=job.name,
            media_type=job.media_type,
            said_on=job.said_on,
            on_behalf_of=job.on_behalf_of,
            ocr=job.ocr,
        )
    except InzetError as error:
        return Answer(refusal=refusal_of(error))
    except (MemoryError, RecursionError):
        raise
    except Exception as error:
        if os.environ.get("INZET_DEBUG") == "1":
            traceback.print_exc()
        return Answer(
            refusal=Refusal(kind="", what=type(error).__name__, where=job.name), grown=True
        )
    return Answer(
        extracted=paper.extracted,
        reading=paper.reading,
        classification=paper.classification,
        stamp=paper.stamp,
    )


def _judged(text: Extracted) -> Answer:
    """A text with its classification, judged as when the whole paper is read."""
    from inzet.reading.layout.structure import structure
    from inzet.reading.mentions.markings import classification

    structured = structure(text)
    return Answer(extracted=text, classification=classification(structured), stamp=structured.stamp)


def _statements(job: Job, data: bytes, sha256: str) -> Answer:
    """What a text says; the text itself stays with whoever sent it."""
    from inzet.reading.reader import read_text

    paper = read_text(
        msgspec.msgpack.decode(data, type=Extracted),
        sha256,
        said_on=job.said_on,
        on_behalf_of=job.on_behalf_of,
    )
    return Answer(reading=paper.reading)


def _refused(job: Job, what: str, *, grown: bool) -> bytes:
    refusal = Refusal(
        kind="UnreadableFile",
        what=what,
        where=job.name,
        fix="If it is a paper, save its text alone, or split it.",
    )
    return msgspec.msgpack.encode(Answer(refusal=refusal, grown=grown))


def _limit_memory(memory: int) -> None:
    """Allow so many bytes of address space beyond what is taken now, and no dump of a crash."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    taken = _pages(0)
    if taken:
        resource.setrlimit(resource.RLIMIT_AS, (taken + memory, taken + memory + _RESERVE))


def _open_reserve() -> None:
    """Allow what was kept back, so that there is room left to say that there was none."""
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (hard, hard))


def _limit_computing(seconds: int) -> None:
    """Allow so many seconds of processor time from now; beyond them the system ends the process."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    soft = int(used.ru_utime + used.ru_stime) + 1 + seconds
    if hard != resource.RLIM_INFINITY:
        soft = min(soft, hard)
    resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))


def _forbid_connections() -> None:
    """No part of Python in this process may open a connection from here on."""

    def refuse(event: str, _: object) -> None:
        if event in {"socket.connect", "socket.bind", "socket.getaddrinfo", "socket.sendto"}:
            raise PermissionError("reading a paper opens no connections")

    sys.addaudithook(refuse)


def _grown(base: int) -> bool:
    return _resident() - base > _GROWN


def _resident() -> int:
    return _pages(1)


def _pages(field: int) -> int:
    """Bytes of address space (0) or in memory (1); 0 where the system does not tell."""
    try:
        return int(Path("/proc/self/statm").read_text().split()[field]) * resource.getpagesize()
    except (OSError, ValueError, IndexError):
        return 0


def main() -> None:
    """Serve on the socket whose number is the first argument."""
    sys.setrecursionlimit(_RECURSION)
    with socket.socket(fileno=int(sys.argv[1])) as connection:
        try:
            serve(connection)
        except (Gone, KeyboardInterrupt):
            return


if __name__ == "__main__":
    main()
