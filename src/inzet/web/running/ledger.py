"""What the workspace counts of itself, and how it tells that to Prometheus.

Counts are of requests by the template of their route, never of what is in the record: a number
of statements would tell whoever may see metrics of feeds that they may not read.
"""

from __future__ import annotations

import resource
import sys
import threading
import time
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

import inzet

LIMITS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
"""Upper ends, in seconds, of the classes that durations are counted in."""
METHODS = frozenset({"GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"})
OTHER = "other"
"""A method or a route that is none of ours; anybody could invent more."""


class Durations(msgspec.Struct):
    """How long something took: how often in each class, and all together."""

    classes: list[int] = msgspec.field(default_factory=lambda: [0] * (len(LIMITS) + 1))
    seconds: float = 0.0

    def add(self, seconds: float) -> None:
        """Once more."""
        self.classes[bisect_left(LIMITS, seconds)] += 1
        self.seconds += seconds

    def join(self, other: Durations) -> None:
        """And what another process counted."""
        self.classes = [a + b for a, b in zip(self.classes, other.classes, strict=True)]
        self.seconds += other.seconds


class Process(msgspec.Struct):
    """One process of the server."""

    worker: int
    memory: int
    """Bytes that are resident."""
    seconds: float
    """Of a processor, used so far."""
    started: float
    """Seconds since 1970."""


class Tally(msgspec.Struct):
    """What one process counted, or several together."""

    requests: dict[str, int] = msgspec.field(default_factory=dict)
    """By “method route status”."""
    durations: dict[str, Durations] = msgspec.field(default_factory=dict)
    """By route."""
    opened: Durations = msgspec.field(default_factory=Durations)
    """Opening the record."""
    under_way: int = 0
    readings: int = 0
    """Papers that are being read at this moment."""
    processes: list[Process] = msgspec.field(default_factory=list)

    def join(self, other: Tally) -> None:
        """And what another process counted."""
        for key, count in other.requests.items():
            self.requests[key] = self.requests.get(key, 0) + count
        for route, durations in other.durations.items():
            self.durations.setdefault(route, Durations()).join(durations)
        self.opened.join(other.opened)
        self.under_way += other.under_way
        self.readings += other.readings
        self.processes += other.processes


class Ledger:
    """Counts in this process; may be used from any thread."""

    def __init__(self, worker: int = 0) -> None:
        self._worker = worker
        self._tally = Tally()
        self._started = time.time()
        self._lock = threading.Lock()

    def began(self) -> None:
        """A request came in."""
        with self._lock:
            self._tally.under_way += 1

    def ended(self, method: str, route: str, status: int, seconds: float) -> None:
        """A request was answered."""
        method = method if method in METHODS else OTHER
        with self._lock:
            tally = self._tally
            tally.under_way -= 1
            key = f"{method} {route} {status}"
            tally.requests[key] = tally.requests.get(key, 0) + 1
            tally.durations.setdefault(route, Durations()).add(seconds)

    def opened(self, seconds: float) -> None:
        """The record was opened."""
        with self._lock:
            self._tally.opened.add(seconds)

    @contextmanager
    def reading(self) -> Iterator[None]:
        """A paper is being read."""
        with self._lock:
            self._tally.readings += 1
        try:
            yield
        finally:
            with self._lock:
                self._tally.readings -= 1

    def tally(self) -> bytes:
        """What was counted so far, as it travels to another process."""
        used = resource.getrusage(resource.RUSAGE_SELF)
        with self._lock:
            self._tally.processes = [
                Process(self._worker, _memory(), used.ru_utime + used.ru_stime, self._started)
            ]
            return msgspec.json.encode(self._tally)


def joined(tallies: Iterable[bytes]) -> Tally:
    """What several processes counted, together."""
    whole = Tally()
    for each in tallies:
        whole.join(msgspec.json.decode(each, type=Tally))
    return whole


def _memory() -> int:
    """Bytes of this process that are resident."""
    try:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
        return pages * resource.getpagesize()
    except (OSError, ValueError, IndexError):
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return peak if sys.platform == "darwin" else peak * 1024


def exposition(tally: Tally) -> str:
    """A tally in the text format of Prometheus, version 0.0.4."""
    return "".join(f"{line}\n" for line in _lines(tally))


def _lines(tally: Tally) -> Iterator[str]:
    yield from _head("inzet_build_info", "gauge", "The version that runs")
    yield f'inzet_build_info{{version="{inzet.__version__}"}} 1'
    yield from _head("inzet_requests_total", "counter", "Requests answered")
    for key, count in sorted(tally.requests.items()):
        method, route, status = key.split(" ")
        labels = f'method="{method}",route="{_label(route)}",status="{status}"'
        yield f"inzet_requests_total{{{labels}}} {count}"
    yield from _head("inzet_request_duration_seconds", "histogram", "Time to answer, by route")
    for route, durations in sorted(tally.durations.items()):
        label = f'route="{_label(route)}"'
        yield from _histogram("inzet_request_duration_seconds", durations, label)
    yield from _head("inzet_record_open_seconds", "histogram", "Time to open the record")
    yield from _histogram("inzet_record_open_seconds", tally.opened, "")
    yield from _head("inzet_requests_in_progress", "gauge", "Requests being answered")
    yield f"inzet_requests_in_progress {tally.under_way}"
    yield from _head("inzet_readings_in_progress", "gauge", "Papers being read")
    yield f"inzet_readings_in_progress {tally.readings}"
    processes = sorted(tally.processes, key=lambda each: each.worker)
    for name, kind, told, values in (
        (
            "inzet_process_resident_memory_bytes",
            "gauge",
            "Memory of each process",
            [str(each.memory) for each in processes],
        ),
        (
            "inzet_process_cpu_seconds_total",
            "counter",
            "Processor time of each process",
            [f"{each.seconds:.3f}" for each in processes],
        ),
        (
            "inzet_process_start_time_seconds",
            "gauge",
            "When each process began",
            [f"{each.started:.3f}" for each in processes],
        ),
    ):
        yield from _head(name, kind, told)
        for process, value in zip(processes, values, strict=True):
            yield f'{name}{{worker="{process.worker}"}} {value}'


def _head(name: str, kind: str, told: str) -> Iterator[str]:
    yield f"# HELP {name} {told}."
    yield f"# TYPE {name} {kind}"


def _histogram(name: str, durations: Durations, label: str) -> Iterator[str]:
    begin = f"{label}," if label else ""
    whole = f"{{{label}}}" if label else ""
    so_far = 0
    for limit, count in zip((*map(str, LIMITS), "+Inf"), durations.classes, strict=True):
        so_far += count
        yield f'{name}_bucket{{{begin}le="{limit}"}} {so_far}'
    yield f"{name}_sum{whole} {durations.seconds:.6f}"
    yield f"{name}_count{whole} {so_far}"


def _label(text: str) -> str:
    return text.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")
