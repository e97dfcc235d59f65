"""Nodes of many organisations that write, let in, put out, erase and copy, as chance has it."""

from __future__ import annotations

import datetime as dt
import random
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import httpx

from inzet.exchange.asking import Wire
from inzet.exchange.here import Here
from inzet.exchange.sync import Synced, sync_one
from inzet.record import Fault, Reader, Record, View, check_evidence
from inzet.record.keys import Key
from inzet.vocabulary import entries as kinds
from inzet.vocabulary.people import Person
from tests.exchange.simulation.hostile import Liar
from tests.exchange.simulation.looking import Log, answers, look, tail
from tests.exchange.simulation.network import FAULTS, Answered, Network, served
from tests.record.world import add_paper, statement

PERSON = Person.named("Anna")
TEXT = "steunt de toetreding van Finland. Zweden volgt."
WORD = re.compile(rb"kanarie[0-9]{4}[0-9a-f]{8}")
"""What no two papers share. It has no letter of its beginning further on, so none hides another."""


class Clock:
    """A clock that all share."""

    def __init__(self) -> None:
        self.now = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)

    def __call__(self) -> dt.datetime:
        self.now += dt.timedelta(milliseconds=1)
        return self.now


@dataclass
class Node:
    """An organisation with its record."""

    name: str
    here: Here
    server: Callable[[httpx.Request], Answered]

    @property
    def record(self) -> Record:
        """Its record."""
        return self.here.record

    @property
    def id(self) -> str:
        """Its fingerprint."""
        return self.here.id

    @property
    def audience(self) -> str:
        """The name of its audience."""
        return f"REL-{self.name}"

    def shown_to(self, reader: Node) -> View:
        """What another sees of its record."""
        return self.record.view(Reader(reader.id, reader.name))

    def bytes(self) -> bytes:
        """Everything that lies in its files."""
        self.record._store.settle()
        beside = sorted(self.record.path.parent.glob(f"{self.record.path.name}*"))
        return b"".join(each.read_bytes() for each in beside)


@dataclass
class Planted:
    """A word that stands in one paper, and where."""

    owner: str
    marking: str
    paper: str
    erased: bool = False


@dataclass
class World:
    """Everything there is, driven by one source of chance."""

    folder: Path
    chance: random.Random
    count: int
    clock: Clock = field(default_factory=Clock)
    nodes: list[Node] = field(default_factory=list)
    """Honest ones."""
    liars: list[Node] = field(default_factory=list)
    doubles: list[Node] = field(default_factory=list)
    """One organisation with two records."""
    edges: set[tuple[int, int]] = field(default_factory=set)
    words: dict[str, Planted] = field(default_factory=dict)
    entries: int = 0
    """Taken in by pulls that were tried."""

    def __post_init__(self) -> None:
        self.network = Network(self.chance, self.step)
        for index in range(self.count):
            self.nodes.append(self._node(f"N{index:02}"))
        liar = self._node("Liar")
        liar.server = Liar(liar.here, self.chance, Key.create(self.folder / "other.key"))
        self.liars.append(liar)
        self._double()
        self._meet()
        for node in self.nodes:
            self._let_in(node)
            self._write(node, node.audience)

    def _node(self, name: str) -> Node:
        folder = self.folder / name
        folder.mkdir()
        record = Record.create(folder / "r.db", name, now=self.clock)
        here = Here.of(record)
        return Node(name, here, lambda request: served(here, request))

    def _double(self) -> None:
        first = self._node("Double")
        self._write(first, "PUBLIC")
        first.record._store.settle()
        twin = self.folder / "Twin"
        twin.mkdir()
        for suffix in ("", ".key"):
            shutil.copy(self.folder / "Double" / f"r.db{suffix}", twin / f"r.db{suffix}")
        here = Here.of(Record.open(twin / "r.db", self.clock))
        self.doubles = [first, Node("Double", here, lambda request: served(here, request))]
        for each in self.doubles:
            self._write(each, "PUBLIC")

    def _meet(self) -> None:
        """A path through all, and some ways more; everybody has compared fingerprints."""
        order = list(range(self.count))
        self.chance.shuffle(order)
        self.edges = set(pairwise(order))
        while len(self.edges) < self.count * 3 // 2:
            self.edges.add((self.chance.randrange(self.count), self.chance.randrange(self.count)))
        self.edges = {edge for edge in self.edges if edge[0] != edge[1]}
        everybody = [*self.nodes, *self.liars, *self.doubles]
        for one in everybody:
            for other in everybody:
                if one.id != other.id and one.here.peers.by_id(other.id) is None:
                    one.here.peers.add(
                        id_=other.id,
                        name=other.name,
                        url=f"https://{other.name.lower()}.example",
                        public_key=other.record.organisation.public_key,
                    )
                    one.here.peers.confirm(other.id, other.id, PERSON)

    def close(self) -> None:
        """Every record."""
        for node in (*self.nodes, *self.liars, *self.doubles):
            node.record.close()

    # ---- what happens --------------------------------------------------------------------

    def step(self) -> None:
        """One thing, by chance."""
        node = self.chance.choice(self.nodes)
        what = self.chance.choices(
            ("write", "audience", "erase", "withdraw", "pull", "hostile", "cut"),
            (6, 3, 1, 1, 14, 4, 1),
        )[0]
        if what == "write":
            markings = ["PUBLIC", "INTERNAL", *node.record.audiences()]
            self._write(node, self.chance.choice(markings))
        elif what == "audience":
            self._let_in(node)
        elif what in ("erase", "withdraw"):
            self._end(node, what)
        elif what == "cut":
            one, other = self.chance.choice(sorted(self.edges))
            self.network.cut ^= {frozenset((self.nodes[one].name, self.nodes[other].name))}
        elif what == "hostile":
            self.pull(node, self.chance.choice([*self.liars, *self.doubles]), "")
            self.pull(self.chance.choice(self.liars), node, "")
        else:
            one, other = self.chance.choice(sorted(self.edges))
            fault = self.chance.choice(("", "", *FAULTS))
            if self.chance.random() < 0.5:
                one, other = other, one
            self.pull(self.nodes[one], self.nodes[other], fault)

    def _let_in(self, node: Node) -> None:
        """Some are in the audience of a node, and the others are not, or no more."""
        others = [*self.nodes, *self.liars]
        some = self.chance.sample(others, self.chance.randrange(len(others)))
        node.record.define_audience(node.audience, [each.id for each in some])

    def _write(self, node: Node, marking: str) -> None:
        with node.record.batch(marking) as batch:
            for _ in range(self.chance.randrange(1, 4)):
                word = f"kanarie{len(self.words):04}{self.chance.randrange(16**8):08x}"
                text = f"{word} {TEXT}"
                paper = add_paper(batch, text, said="2026-02-02")
                batch.add(statement(paper, text, 0, len(text) // 2, dossiers=("accession/FIN",)))
                self.words[word] = Planted(node.name, marking, paper)

    def _end(self, node: Node, what: str) -> None:
        mine = [each for each in self.words.values() if each.owner == node.name and not each.erased]
        if not mine:
            return
        planted = self.chance.choice(mine)
        if what == "erase":
            node.record.erase(planted.paper, by="Anna", ground="law")
            planted.erased = True
        else:
            with node.record.batch(planted.marking) as batch:
                batch.add(kinds.Withdrawal(target=planted.paper, said="2026-03-01"))

    def pull(self, asker: Node, asked: Node, fault: str = "") -> Synced:
        """One asks another for all that it may have."""
        line = self.network.line(asker.name, asked.name, asked.server, fault)
        peer = asker.here.peers.by_id(asked.id)
        assert peer is not None
        done = sync_one(asker.here, peer, lambda at: Wire(at.url, transport=line, clock=line.clock))
        self.entries += done.entries
        return done

    def heal(self) -> int:
        """Everybody asks their neighbours, on a good line, until nothing new comes; how many
        rounds it took."""
        self.network.cut.clear()
        for rounds in range(1, 2 * self.count + 4):
            before = self.entries
            for one, other in sorted(self.edges):
                self.pull(self.nodes[one], self.nodes[other])
                self.pull(self.nodes[other], self.nodes[one])
            if self.entries == before:
                return rounds
        raise AssertionError("entries go round and round")

    # ---- what has to hold ----------------------------------------------------------------

    @staticmethod
    def members(feed: str, owner: Node) -> set[str] | None:
        """Ids of who may read a feed of an honest node; None for everybody."""
        sources = owner.record.view(owner.record.reader()).sources
        marking = next(each.marking for each in sources if each.id == feed)
        if marking == "PUBLIC":
            return None
        return {who.id for who in owner.record.who_reads(marking) or ()}

    def reached(self, may: set[str] | None, owner: Node) -> list[Node]:
        """Who may read a feed and is joined to its owner by others who may.

        Args:
            may: who may read it, by their ids; None for everybody.
        """
        allowed = {index for index, node in enumerate(self.nodes) if may is None or node.id in may}
        found, waiting = set(), [self.nodes.index(owner)]
        while waiting:
            here = waiting.pop()
            if here in found:
                continue
            found.add(here)
            for edge in self.edges:
                if here in edge:
                    waiting += [each for each in edge if each in allowed]
        return [self.nodes[each] for each in sorted(found) if self.nodes[each] is not owner]

    def own_feeds(self, node: Node) -> list[str]:
        """The feeds of a node's organisation that have entries."""
        view = node.record.view(node.record.reader())
        return [row.id for row in view.feeds() if row.organisation == node.name and row.entries]

    def check_the_same(self) -> None:
        """Everybody who may and can holds what its owner wrote, and answers alike."""
        views = [node.record.view(node.record.reader()) for node in self.nodes]
        states = {node.id: view.state() for node, view in zip(self.nodes, views, strict=True)}
        # What a node finds itself is asked once, of all owners.
        shown = {node.id: look(node.shown_to(node)) for node in self.nodes}
        for owner in self.nodes:
            feeds = self.own_feeds(owner)
            may = {feed: self.members(feed, owner) for feed in feeds}
            reached = {feed: self.reached(may[feed], owner) for feed in feeds}
            for feed in feeds:
                for node in reached[feed]:
                    assert states[node.id][feed] == states[owner.id][feed], (owner.name, node.name)
            for node in self.nodes:
                mine = [feed for feed, ids in may.items() if ids is None or node.id in ids]
                if all(node in reached[feed] for feed in mine):
                    here = answers(shown[node.id], owner.name, mine)
                    there = answers(look(owner.shown_to(node)), owner.name, mine)
                    assert here == there, (owner.name, node.name)

    def released(self, node: Node, logs: dict[str, list[Log]]) -> set[str]:
        """The words that a node may ever have been given, by the logs of the feeds they are in.

        Args:
            logs: of every owner, by its name; those with the same name are one organisation.
        """
        found = set()
        for owner in (*self.nodes, *self.liars, *self.doubles):
            papers = {
                word: each.paper for word, each in self.words.items() if each.owner == owner.name
            }
            for log in logs[owner.name]:
                until = log.until(node.id)
                for word, paper in papers.items():
                    place = log.order.get(paper)
                    if place is not None and (
                        node.id == owner.id
                        or log.marking == "PUBLIC"
                        or (log.marking != "INTERNAL" and place < until)
                    ):
                        found.add(word)
        return found

    def _logs(self) -> dict[str, list[Log]]:
        """What the owners wrote in their own feeds, by their names."""
        found: dict[str, list[Log]] = {}
        for owner in (*self.nodes, *self.liars, *self.doubles):
            view = owner.record.view(owner.record.reader())
            mine = [row for row in view.feeds() if row.organisation == owner.name]
            logs = [Log.of(row.marking, tail(view, row.id)) for row in mine]
            found.setdefault(owner.name, []).extend(logs)
        return found

    def check_nothing_else(self) -> None:
        """In no node's files stands a word that was not released to it, nor one that was erased
        where the erasure has come."""
        logs = self._logs()
        assert all(WORD.fullmatch(word.encode()) for word in self.words)
        for node in (*self.nodes, *self.liars):
            # Once through all that lies there, instead of once for each word.
            written = {word.decode() for word in WORD.findall(node.bytes())}
            assert written <= self.words.keys()
            assert written - self.released(node, logs) == set(), node.name
            gone = self._erasures(node)
            kept = [word for word in written if self.words[word].paper in gone]
            assert kept == [], node.name

    @staticmethod
    def _erasures(node: Node) -> set[str]:
        view = node.record.view(node.record.reader())
        return {
            each.body.target
            for row in view.feeds()
            for each in tail(view, row.id)
            if isinstance(each.body, kinds.Erasure)
        }

    def check_proofs(self) -> None:
        """Every record verifies; whoever met both histories of the double holds the proof."""
        for node in (*self.nodes, *self.liars):
            assert [f for f in node.record.verify(projections=True) if isinstance(f, Fault)] == []
        feed = self.own_feeds(self.doubles[0])[0]
        histories = [self._entries(double, feed) for double in self.doubles]
        sides = [self._side(node, feed, histories) for node in self.nodes]
        for one, other in self.edges:
            if sides[one] and sides[other] and sides[one] != sides[other]:
                for each in (self.nodes[one], self.nodes[other]):
                    forks = each.record.view(each.record.reader()).forks(feed)
                    assert forks, each.name
                    for fork in forks:
                        assert check_evidence(fork.evidence).feed == feed

    def _side(self, node: Node, feed: str, histories: list[set[str]]) -> str:
        """Which of the two histories a node shows; "" for neither, or what both begin with."""
        here = self._entries(node, feed)
        one, other = histories
        met = [
            name
            for name, side in zip("lr", histories, strict=True)
            if here & (side - (one & other))
        ]
        assert len(met) < 2, "of two histories one is shown"
        return "".join(met)

    @staticmethod
    def _entries(node: Node, feed: str) -> set[str]:
        """The ids of what stands in a feed at a node; none where it is not there."""
        view = node.record.view(node.record.reader())
        if all(each.id != feed for each in view.sources):
            return set()
        return {each.entry for each in tail(view, feed)}
