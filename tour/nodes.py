"""An organisation of the tour: its record, its key, its node as a process of its own."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from inzet.exchange import adding
from inzet.exchange.connecting import wire_of
from inzet.exchange.here import Here
from inzet.exchange.peer import Peer
from inzet.exchange.sync import Synced, sync
from inzet.library import KINDS, shelf
from inzet.record import Checked, Fault, Record, View
from inzet.vocabulary.people import Person

PROGRAM = (sys.executable, "-c", "from inzet.cli import main; main()")

_SHOW = """
import pathlib, sys
for path in sys.argv[1:]:
    sys.stdout.buffer.write(pathlib.Path(path).read_bytes())
"""
_READ = (sys.executable, "-c", _SHOW)


@dataclass
class Node:
    """An organisation with its node."""

    name: str
    person: str
    here: Here
    url: str = ""
    process: subprocess.Popen[str] | None = field(default=None, repr=False)

    @classmethod
    def new(cls, folder: Path, name: str, person: str) -> Node:
        """A new organisation, with a new key."""
        path = folder / f"{name.lower().replace(' ', '-')}.db"
        return cls(name, person, Here.of(Record.create(path, name)))

    @classmethod
    def of(cls, path: Path, person: str) -> Node:
        """The organisation of a record that is there."""
        record = Record.open(path)
        return cls(record.organisation.name, person, Here.of(record))

    # ---- the node -----------------------------------------------------------------------

    def begin(self, port: int = 0) -> None:
        """Starts `inzet serve`; `wait` tells when it answers."""
        path = str(self.record.path)
        line = [*PROGRAM, "serve", "--record", path, "--port", str(port)]
        self.process = subprocess.Popen(
            line, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )

    def wait(self) -> None:
        """Until the node tells its address."""
        assert self.process is not None
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        self.url = next(word for word in line.split() if word.startswith("http"))

    @property
    def port(self) -> int:
        """Where it answers."""
        return int(self.url.rpartition(":")[2])

    def stop(self) -> None:
        """Ends the process."""
        if self.process is not None:
            self.process.terminate()
            self.process.wait(30)
            if self.process.stdout is not None:
                self.process.stdout.close()
            self.process = None

    # ---- the exchange -------------------------------------------------------------------

    @property
    def record(self) -> Record:
        """Its record."""
        return self.here.record

    @property
    def id(self) -> str:
        """Its fingerprint."""
        return self.here.id

    def adds(self, other: Node) -> Peer:
        """Asks another node who it is, and writes it down."""
        return adding.by_address(self.here, other.url)

    def confirms(self, other: Node, told: str) -> Peer:
        """Its person compares what the other told by another way."""
        return self.here.peers.confirm(other.id, told, Person.named(self.person))

    def pulls(self, *others: Node) -> list[Synced]:
        """Copies from others what they let it read."""
        peers = [self.here.peers.by_id(each.id) for each in others]
        known = [each for each in peers if each is not None]
        return list(sync(self.here, known, partial(wire_of, own=None)))

    # ---- what it sees -------------------------------------------------------------------

    @property
    def view(self) -> View:
        """The record as its own people see it."""
        return self.record.view(self.record.reader())

    def titles(self) -> set[str]:
        """Titles of all that lies in its library."""
        return {each.title for each in shelf(self.view) if each.kind in KINDS}

    def holds(self, *words: str) -> bool:
        """Whether words stand anywhere in its files, seen or unseen."""
        names = ("", "-wal", ".peers")
        files = [Path(f"{self.record.path}{each}") for each in names]
        there = [str(each) for each in files if each.exists()]
        # Read by a process of its own: to open a record's file here and close it again would take
        # away the locks that SQLite holds on it in this process, and others then throw away what
        # is written since.
        data = subprocess.run([*_READ, *there], check=True, capture_output=True).stdout
        return any(word.encode() in data for word in words)

    def proves(self) -> tuple[int, bool]:
        """How many entries were gone through, and whether all of them prove."""
        found = list(self.record.verify())
        feeds = {f"{each.organisation}, {each.marking}" for each in self.view.feeds()}
        gone = [each for each in found if isinstance(each, Checked) and each.what in feeds]
        entries = sum(each.count for each in gone) if len(gone) >= len(feeds) else 0
        return entries, not any(isinstance(each, Fault) for each in found)
