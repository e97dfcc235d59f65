"""The processes that serve: one, or several on the same port, watched by the one that began them.

Several use more than one processor: Python runs one thread of it at a time. Each opens the record
itself, as programs beside it do too.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import ssl
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import NoReturn

import uvicorn
from starlette.types import ASGIApp

from inzet.web.running import journal
from inzet.web.running.certified import Certified
from inzet.web.running.crew import Crew

MakeApp = Callable[[Crew], ASGIApp]
GRACE = 30
"""Seconds that what is under way may still take after a stop."""
_SOON = 2.0
_TRIES = 3


def run(
    make_app: MakeApp,
    listener: socket.socket,
    *,
    workers: int = 1,
    lines: bool = False,
    proxies: str = "",
    tls: tuple[str, str] | None = None,
    believed: str = "",
) -> None:
    """Serves until it is told to stop (SIGTERM, Ctrl-C); what is under way is finished first.

    Args:
        make_app: makes the application in each process.
        listener: the socket to answer at, listening already.
        workers: how many processes.
        lines: log lines of JSON.
        proxies: addresses whose word on the client is taken, parted by commas; none by default.
        tls: files of a certificate and its key, where it speaks TLS itself.
        believed: certificates as PEM; who shows one of them is known by it, others show none.

    Raises:
        SystemExit: a worker cannot be kept running.
    """
    journal.configure(lines=lines)
    signal.signal(signal.SIGTERM, _leave)
    journal.tell("started", workers=workers, pid=os.getpid())
    if workers == 1:
        _serve(make_app(Crew()), listener, proxies, tls, believed)
    else:
        _Watch(make_app, listener, workers, lines, proxies, tls, believed).run()
    journal.tell("stopped", pid=os.getpid())


def _leave(_number: int, _frame: FrameType | None) -> NoReturn:
    raise SystemExit(0)


def _serve(
    app: ASGIApp,
    listener: socket.socket,
    proxies: str,
    tls: tuple[str, str] | None,
    believed: str = "",
) -> None:
    """Answers requests until a signal comes; a signal is how one stops it, so it is no failure."""
    config = uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        server_header=False,
        ws="none",
        timeout_graceful_shutdown=GRACE,
        proxy_headers=bool(proxies),
        forwarded_allow_ips=proxies or None,
        ssl_certfile=tls[0] if tls else None,
        ssl_keyfile=tls[1] if tls else None,
        http=Certified if believed else "auto",
    )
    if believed:
        config.load()
        assert config.ssl is not None
        config.ssl.load_verify_locations(cadata=believed)
        config.ssl.verify_mode = ssl.CERT_OPTIONAL
    # Ctrl-C and SIGTERM both come back here after everything was finished.
    with contextlib.suppress(KeyboardInterrupt, SystemExit):
        uvicorn.Server(config).run(sockets=[listener])
    listener.close()


@dataclass
class _Watch:
    """Begins the workers, begins one again that died, and stops them all."""

    make_app: MakeApp
    listener: socket.socket
    workers: int
    lines: bool
    proxies: str
    tls: tuple[str, str] | None
    believed: str
    folder: Path = field(init=False)
    running: dict[int, tuple[int, float]] = field(default_factory=dict)
    """Process id → number of the worker, and when it began."""
    stopping: bool = False

    def run(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="inzet-"))
        reading, self.writing = os.pipe()
        self.reading = reading
        previous = {
            number: signal.signal(number, self._stop) for number in (signal.SIGTERM, signal.SIGINT)
        }
        try:
            for number in range(1, self.workers + 1):
                self._begin(number)
            self._watch()
        finally:
            self._end()
            for number, handler in previous.items():
                signal.signal(number, handler)
            shutil.rmtree(self.folder, ignore_errors=True)
            self.listener.close()

    def _begin(self, number: int) -> None:
        sys.stdout.flush()
        sys.stderr.flush()
        child = os.fork()
        if child:
            self.running[child] = number, time.monotonic()
            return
        code = 1
        try:
            self._work(number)
            code = 0
        except BaseException as error:
            journal.failed(error)
        finally:
            # Nothing of what the parent would still do is the child's to do.
            os._exit(code)

    def _work(self, number: int) -> None:
        signal.signal(signal.SIGTERM, _leave)
        # Ctrl-C comes to the one that watches, which has the workers finish.
        os.setpgrp()
        os.close(self.writing)
        threading.Thread(target=self._outlive_nobody, daemon=True).start()
        journal.configure(lines=self.lines, worker=number)
        crew = Crew(number, self.folder, self.workers)
        app = self.make_app(crew)
        crew.listen()
        _serve(app, self.listener, self.proxies, self.tls, self.believed)

    def _outlive_nobody(self) -> None:
        """Stops a worker when the process that watches it is gone: the pipe then ends."""
        os.read(self.reading, 1)
        os.kill(os.getpid(), signal.SIGTERM)

    def _watch(self) -> None:
        soon = 0
        while self.running:
            ended, status = os.wait()
            if ended not in self.running:
                continue
            number, began = self.running.pop(ended)
            if self.stopping:
                continue
            soon = soon + 1 if time.monotonic() - began < _SOON else 0
            code = os.waitstatus_to_exitcode(status)
            journal.tell("worker ended", level=40, worker=number, code=code)
            if soon >= _TRIES:
                raise SystemExit(1)
            self._begin(number)

    def _stop(self, _number: int, _frame: FrameType | None) -> None:
        self.stopping = True
        self._tell(signal.SIGTERM)

    def _tell(self, number: signal.Signals) -> None:
        for child in self.running:
            with contextlib.suppress(ProcessLookupError):
                os.kill(child, number)

    def _end(self) -> None:
        """Waits for those that finish; ends those that do not."""
        self.stopping = True
        self._tell(signal.SIGTERM)
        until = time.monotonic() + GRACE + 5
        while self.running and time.monotonic() < until:
            ended, _ = os.waitpid(-1, os.WNOHANG)
            if ended:
                self.running.pop(ended, None)
            else:
                time.sleep(0.05)
        self._tell(signal.SIGKILL)
