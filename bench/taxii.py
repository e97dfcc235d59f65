"""The TAXII server beside OpenTAXII: objects in a second, got and added; and how flat it stays.

OpenTAXII is installed from its repository into an environment of its own (``INZET_OPENTAXII`` says
from where; by default from GitHub), on SQLite, with one worker of gunicorn. Ours runs as people run
it, ``inzet serve``, with one worker too. Both hold the same 10,000 objects of 0.9 kB, added by the
same client over one kept connection in envelopes of 100, and read by it page by page, in turns; by
the clock, in which the client's own work is counted too, and by the processor of the server.
Then ours alone, with as many objects as ``INZET_TAXII_OBJECTS`` says (``10000,100000``): pages at
the beginning, in the middle and at the end, and filters, by the server's processor. A million takes
some minutes to put in; ``INZET_TAXII_FOLDER`` keeps the records for the next time.
"""

from __future__ import annotations

import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import uuid
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from inzet.exchange.taxii.shelf import Shelf
from inzet.record import Record
from inzet.vocabulary.entries import ForeignObject

FROM = "git+https://github.com/eclecticiq/OpenTAXII"
OBJECTS, TOGETHER = 10_000, 100
LIMITS = (100, 1000)
ROUNDS = 3
PAGES = 20
TAXII = "application/taxii+json;version=2.1"
ROOT = "b96631e7-f1c1-43dd-b9d6-55d634f31c41"
_CONFIG = """
domain: "127.0.0.1"
taxii1:
taxii2:
  persistence_api:
    class: opentaxii.persistence.sqldb.Taxii2SQLDatabaseAPI
    parameters: {{db_connection: "sqlite:///{folder}/data.db", create_tables: yes}}
  title: "beside"
  public_discovery: true
  max_content_length: 209715200
auth_api:
  class: opentaxii.auth.sqldb.SQLDatabaseAPI
  parameters: {{db_connection: "sqlite:///{folder}/auth.db", create_tables: yes, secret: "none"}}
logging: {{opentaxii: error, root: error}}
"""


def measure() -> Iterator[str]:
    """Lines to print."""
    yield f"load average before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors"
    objects = [made(number) for number in range(OBJECTS)]
    size = statistics.mean(len(json.dumps(each)) for each in objects)
    yield f"{OBJECTS:,} objects of {size:.0f} bytes, one worker each, one kept connection"
    with tempfile.TemporaryDirectory() as folder, _ours(Path(folder)) as ours:
        added = {"ours": _add(ours, objects)}
        try:
            with _theirs(Path(folder)) as theirs:
                added["OpenTAXII"] = _add(theirs, objects)
                yield _beside(f"adding, {TOGETHER} at once", added)
                # OpenTAXII packs nothing; ours does for who takes it, as most clients do.
                for packed, how in (("gzip", ""), ("identity", ", not packed")):
                    for each in (ours, theirs):
                        each.client.headers["Accept-Encoding"] = packed
                    for limit in LIMITS:
                        rates: dict[str, list[Rate]] = {"ours": [], "OpenTAXII": []}
                        for _ in range(ROUNDS):
                            rates["ours"].append(_get(ours, limit))
                            rates["OpenTAXII"].append(_get(theirs, limit))
                        found = {name: _median(each) for name, each in rates.items()}
                        yield _beside(f"getting, limit {limit}{how}", found)
        except (subprocess.CalledProcessError, TimeoutError) as error:
            yield f"OpenTAXII could not be run here: {error}"
            for limit in LIMITS:
                rate = _get(ours, limit)
                yield f"  getting, limit {limit}: {rate.clock:,.0f} objects a second"
    yield from flat()
    yield f"load average after: {os.getloadavg()[0]:.1f}"


def _beside(what: str, found: dict[str, Rate]) -> str:
    ours, theirs = found["ours"], found["OpenTAXII"]
    clock, processor = ours.clock / theirs.clock, ours.processor / theirs.processor
    return (
        f"  {what}: {ours.clock:,.0f} objects a second beside {theirs.clock:,.0f}, {clock:.1f} "
        f"times; of the server's processor {ours.processor:,.0f} beside {theirs.processor:,.0f}, "
        f"{processor:.1f} times"
    )


def made(number: int) -> dict[str, Any]:
    """An indicator of about 0.9 kB."""
    stamp = f"2024-01-01T00:00:00.{number % 1000:03d}Z"
    return {
        "type": "indicator",
        "spec_version": "2.1",
        "id": f"indicator--{uuid.UUID(int=number + 1, version=4)}",
        "created": stamp,
        "modified": stamp,
        "name": f"Address seen in case {number}",
        "description": f"Seen in the traffic of case {number}. "
        + "It was told by a partner. " * 16,
        "indicator_types": ["malicious-activity"],
        "pattern": f"[ipv4-addr:value = '198.51.{number // 250 % 250}.{number % 250}']",
        "pattern_type": "stix",
        "valid_from": stamp,
    }


@dataclass(frozen=True)
class Served:
    """A server that is measured, and a client of it."""

    process: int
    client: httpx.Client

    def processor(self) -> float:
        """Seconds of the processor that it took so far, with the processes it began; Linux tells
        of each. Unlike the clock it hardly counts who else is on the machine, nor the client."""
        return sum(map(_processor, _with_children(self.process)))


@dataclass(frozen=True)
class Rate:
    """Objects a second, by the clock and of the server's processor."""

    clock: float
    processor: float


@contextmanager
def _timed(served: Served, many: int, into: list[Rate]) -> Iterator[None]:
    begun, used = time.perf_counter(), served.processor()
    yield
    clock, processor = time.perf_counter() - begun, served.processor() - used
    into.append(Rate(many / clock, many / processor))


def _with_children(process: int) -> list[int]:
    found = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    return [process, *(each for child in found for each in _with_children(int(child)))]


def _processor(process: int) -> float:
    tasks = Path(f"/proc/{process}/task").iterdir()
    return sum(int((each / "schedstat").read_text().split()[0]) for each in tasks) / 1e9


def _median(rates: list[Rate]) -> Rate:
    return Rate(
        statistics.median(each.clock for each in rates),
        statistics.median(each.processor for each in rates),
    )


def _add(served: Served, objects: list[dict[str, Any]]) -> Rate:
    found: list[Rate] = []
    with _timed(served, len(objects), found):
        _post(served.client, objects)
    return found[0]


def _post(client: httpx.Client, objects: list[dict[str, Any]]) -> None:
    for start in range(0, len(objects), TOGETHER):
        body = json.dumps({"objects": objects[start : start + TOGETHER]})
        answer = client.post("", content=body, headers={"Content-Type": TAXII})
        assert answer.status_code == 202, answer.text[:300]


def _get(served: Served, limit: int) -> Rate:
    found: list[Rate] = []
    with _timed(served, OBJECTS, found):
        _all(served.client, limit)
    return found[0]


def _all(client: httpx.Client, limit: int) -> None:
    many, place = 0, ""
    while True:
        asked: dict[str, str | int] = {"limit": limit, **({"next": place} if place else {})}
        answer = client.get("", params=asked).raise_for_status()
        # Both clients look no further into what they get than to where it goes on.
        envelope = answer.json()
        many += len(envelope["objects"])
        if not envelope["more"]:
            break
        place = envelope["next"]
    assert many == OBJECTS, many


@contextmanager
def _ours(folder: Path) -> Iterator[Served]:
    path = folder / "ours.db"
    Record.create(path, "Ministry of Examples").close()
    port = _port()
    command = [sys.executable, "-c", "from inzet.cli import main; main()"]
    serve = [*command, "serve", "--port", str(port), "--record", str(path)]
    with _running(serve, port, "/ready") as process:
        at = f"http://127.0.0.1:{port}/taxii2/inzet/collections/"
        listed = httpx.get(at).json()["collections"]
        inbox = next(each["id"] for each in listed if each["can_write"])
        with httpx.Client(base_url=f"{at}{inbox}/objects/", headers={"Accept": TAXII}) as client:
            yield Served(process, client)


@contextmanager
def _theirs(folder: Path) -> Iterator[Served]:
    place = folder / "environment"
    venv.create(place, with_pip=True)
    source = os.environ.get("INZET_OPENTAXII", FROM)
    pip = [str(place / "bin" / "pip"), "install", "--quiet", source, "gunicorn"]
    subprocess.run(pip, check=True, capture_output=True, timeout=600)
    config = folder / "opentaxii.yml"
    config.write_text(_CONFIG.format(folder=folder))
    environment = {**os.environ, "OPENTAXII_CONFIG": str(config)}

    def tell(name: str, *more: str) -> None:
        command = [str(place / "bin" / name), *more]
        subprocess.run(command, check=True, capture_output=True, env=environment, timeout=120)

    tell("opentaxii-add-api-root", "--title", "root", "--default", "--public", "--id", ROOT)
    tell(
        "opentaxii-add-collection", "--rootid", ROOT, "--title", "all", "--public", "--public-write"
    )
    port = _port()
    command = [str(place / "bin" / "gunicorn"), "opentaxii.http:app", "--workers=1"]
    command += [f"--bind=127.0.0.1:{port}", "--keep-alive=60", "--worker-class=gthread"]
    with _running([*command, "--threads=1"], port, "/taxii2/", environment) as process:
        at = f"http://127.0.0.1:{port}/taxii2/{ROOT}/collections/"
        listed = httpx.get(at, headers={"Accept": TAXII}).json()["collections"]
        address = f"{at}{listed[0]['id']}/objects/"
        with httpx.Client(base_url=address, headers={"Accept": TAXII}, timeout=120) as client:
            yield Served(process, client)


@contextmanager
def _running(
    command: list[str], port: int, path: str, environment: dict[str, str] | None = None
) -> Iterator[int]:
    """A server while it is asked, on loopback only; its process."""
    process = subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        until = time.monotonic() + 60
        while True:
            try:
                httpx.get(f"http://127.0.0.1:{port}{path}", headers={"Accept": TAXII})
                break
            except httpx.TransportError:
                if time.monotonic() > until or process.poll() is not None:
                    raise TimeoutError(f"{command[0]} does not answer") from None
                time.sleep(0.1)
        yield process.pid
    finally:
        process.terminate()
        process.wait(20)


def _port() -> int:
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        return int(bound.getsockname()[1])


def flat() -> Iterator[str]:
    """Lines on how much a page costs as there is more."""
    kept = os.environ.get("INZET_TAXII_FOLDER", "")
    for many in os.environ.get("INZET_TAXII_OBJECTS", "10000,100000").split(","):
        with tempfile.TemporaryDirectory() as folder:
            yield from _flat(int(many), Path(kept or folder) / f"{many}.db")


def _flat(many: int, path: Path) -> Iterator[str]:
    if not path.exists():
        with Record.create(path, "Ministry of Examples") as record:
            took = _fill(record, many)
            yield f"{many:,} objects: put at {many / took:,.0f} a second of the processor"
            shelf, view = Shelf(path), record.view(record.reader())
            feed = next(each.id for each in view.sources)
            begun = time.process_time()
            shelf.follow(record, view, feed, patience=36_000)
            took = time.process_time() - begun
            yield f"  laid ready at {many / took:,.0f} a second of the processor"
            shelf.close()
    else:
        yield f"{many:,} objects, put before"
    port = _port()
    command = [sys.executable, "-c", "from inzet.cli import main; main()"]
    serve = [*command, "serve", "--port", str(port), "--record", str(path)]
    at = f"http://127.0.0.1:{port}/taxii2/inzet/collections/"
    with _running(serve, port, "/ready") as process:
        for packed in ("gzip", "identity"):
            headers = {"Accept": TAXII, "Accept-Encoding": packed}
            with httpx.Client(headers=headers, timeout=600) as client:
                yield f"  for a client that takes {packed}:"
                yield from _pages(Served(process, client), at, many)


def _fill(record: Record, many: int) -> float:
    """Puts objects in; seconds of the processor."""
    begun = time.process_time()
    for start in range(0, many, 5_000):
        with record.batch("PUBLIC") as batch:
            for number in range(start, min(start + 5_000, many)):
                each = made(number)
                batch.add(
                    ForeignObject(
                        format="stix-2.1",
                        object_id=each["id"],
                        object_type="indicator",
                        version=each["modified"],
                        raw=json.dumps(each),
                    )
                )
    return time.process_time() - begun


def _pages(served: Served, at: str, many: int) -> Iterator[str]:
    client = served.client
    listed = client.get(at).json()["collections"]
    public = next(each["id"] for each in listed if each["title"].startswith("PUBLIC"))
    objects = f"{at}{public}/objects/"
    # Page by page to the middle would take long: dates lead there at once.
    last = client.get(objects, params={"limit": 1}).headers["x-taxii-date-added-first"]
    dates = [""]
    manifest = f"{at}{public}/manifest/"
    while True:
        answer = client.get(manifest, params={"limit": 1, "added_after": last})
        if not answer.json():
            break
        last = answer.headers["x-taxii-date-added-first"]
        dates.append(last)
    # After the last date nothing comes.
    before = dates[:-1] or [""]
    middle = before[len(before) // 2]
    wanted: dict[str, dict[str, Any]] = {
        "beginning": {},
        "middle": {"added_after": middle},
        "end": {"added_after": before[-1]},
        "by type": {"match[type]": "indicator", "added_after": middle},
        "every version": {"match[version]": "all", "added_after": middle},
        "no such type": {"match[type]": "malware"},
        "one object": {"match[id]": made(many // 2)["id"]},
    }
    for limit in LIMITS:
        told = []
        for name, more in wanted.items():
            asked = {"limit": limit, **{key: value for key, value in more.items() if value}}
            spent = min(_spent(served, objects, asked) for _ in range(3))
            told.append(f"{name} {spent * 1000:.2f}")
        yield f"    limit {limit}, ms of the server's processor a page: {', '.join(told)}"


def _spent(served: Served, address: str, asked: dict[str, Any]) -> float:
    """Seconds of the server's processor for a page, the mean of some."""
    served.client.get(address, params=asked).raise_for_status()
    before = served.processor()
    for _ in range(PAGES):
        served.client.get(address, params=asked)
    return (served.processor() - before) / PAGES


if __name__ == "__main__":
    for line in measure():
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()
