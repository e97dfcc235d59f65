"""A worker as its parent sees it: started, given a paper, stopped; its end told in plain words."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import msgspec

import inzet
from inzet.reading.guard.limits import Limits
from inzet.reading.guard.protocol import TOO_MUCH, Answer, Gone, Job, receive, send
from inzet.vocabulary.canonical import MALFORMED
from inzet.vocabulary.errors import InzetError, UnreadableFile

_HOME = Path(inzet.__file__).resolve().parents[1]
_START = 60.0
"""Seconds a worker may take to be ready, on a machine that is busy."""
_READY = 64
_SPLIT = "If it is a paper, save its text alone, or split it."


class Broken(Exception):
    """The worker is of no more use; ``error`` is what to tell of the paper it had."""

    def __init__(self, error: UnreadableFile) -> None:
        self.error = error
        super().__init__(error.what)


class Child:
    """A worker process; it is started at once and gets ready while its parent does other things."""

    def __init__(self) -> None:
        ours, theirs = socket.socketpair()
        self._connection = ours
        self._ready = False
        self.jobs = 0
        with theirs:
            self._process = subprocess.Popen(
                # -P: the folder a person stands in must not lend its modules.
                [sys.executable, "-P", "-m", "inzet.reading.guard.worker", str(theirs.fileno())],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=None if os.environ.get("INZET_DEBUG") == "1" else subprocess.DEVNULL,
                pass_fds=(theirs.fileno(),),
                env=_environment(),
                # Ctrl-C is for the parent to handle.
                start_new_session=True,
            )

    @property
    def pid(self) -> int:
        """Its process id."""
        return self._process.pid

    def ask(self, job: Job, data: bytes) -> Answer:
        """Have a paper read.

        Raises:
            Broken: it took too long, took too much, or crashed; the process is ended.
            InzetError: no worker can be started on this machine.
        """
        self._wait_until_ready()
        limits = job.limits
        deadline = time.monotonic() + limits.seconds
        self.jobs += 1
        try:
            send(self._connection, msgspec.msgpack.encode(job), deadline)
            send(self._connection, data, deadline)
            answer = receive(self._connection, limits.answer, deadline)
            return msgspec.msgpack.decode(answer, type=Answer)
        except TimeoutError:
            self.close()
            raise Broken(_too_long(job.name, limits.seconds)) from None
        except Gone:
            raise Broken(self._told(job.name, limits)) from None
        except (OverflowError, msgspec.MsgspecError, *MALFORMED):
            self.close()
            what = "there is far more in it than in any paper"
            raise Broken(UnreadableFile(what, where=job.name, fix=_SPLIT)) from None

    def kill(self) -> None:
        """End the process from another thread; who waits for its answer finds it gone."""
        # With what it started in its turn, such as a program that reads images.
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)

    def close(self) -> None:
        """End the process, whatever it is doing."""
        self._connection.close()
        if self._process.poll() is None:
            self.kill()
        self._process.wait()

    def _wait_until_ready(self) -> None:
        if self._ready:
            return
        try:
            receive(self._connection, _READY, time.monotonic() + _START)
        except (TimeoutError, Gone, OverflowError):
            self.close()
            raise InzetError(
                "the process that reads papers cannot be started",
                fix="Set INZET_DEBUG=1 and try again to see why.",
            ) from None
        self._ready = True

    def _told(self, name: str, limits: Limits) -> UnreadableFile:
        """Why the process died, as far as the system tells."""
        self._connection.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(timeout=5)
        code = self._process.poll()
        self.close()
        if code == -signal.SIGXCPU:
            return _too_long(name, limits.computing)
        if code == TOO_MUCH:
            what = "reading it takes more memory than a paper may"
            return UnreadableFile(what, where=name, fix=_SPLIT)
        if code == -signal.SIGKILL:
            what = "reading it was ended by the system, most likely for want of memory"
            return UnreadableFile(what, where=name, fix=_SPLIT)
        return UnreadableFile(
            "reading it crashed; nothing of it was kept",
            where=name,
            fix="The file is broken or made to do harm. Get it again from its source.",
        )


def _too_long(name: str, seconds: float) -> UnreadableFile:
    return UnreadableFile(
        f"reading it took longer than {seconds:g} seconds", where=name, fix=_SPLIT
    )


def _environment() -> dict[str, str]:
    """What a worker needs to know of its surroundings: no other settings, so no keys."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("INZET_")}
    for name in ("INZET_DEBUG", "INZET_LANGUAGES"):
        if name in os.environ:
            kept[name] = os.environ[name]
    if _HOME.name not in {"site-packages", "dist-packages"}:
        # Run from its source, whatever folder its parent stands in by now.
        kept["PYTHONPATH"] = os.pathsep.join([str(_HOME), *filter(None, [kept.get("PYTHONPATH")])])
    return kept
