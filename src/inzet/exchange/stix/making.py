"""The objects of one feed as it stood at a place, whoever asks and in whatever order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import msgspec

from inzet.exchange.stix.clock import Clock
from inzet.exchange.stix.doubting import LABEL, Doubting
from inzet.exchange.stix.frame import Frame, Object, tlp
from inzet.exchange.stix.gathering import (
    MOST,
    QUOTED,
    Line,
    gathered,
    line_of,
    prose,
    title_of,
)
from inzet.exchange.stix.ids import later
from inzet.exchange.stix.made import Made
from inzet.exchange.stix.saying import (
    Version,
    handled,
    named_objects,
    objects,
    statement_id,
)
from inzet.exchange.stix.shapes import type_of
from inzet.record import Stood, Turn, View
from inzet.vocabulary.citations import SpanCitation
from inzet.vocabulary.entries import Paper, Statement

_PAPERS = 4096
"""Papers that are remembered."""
_REMEMBERED = 20_000
"""Quotes that are remembered."""
_encode = msgspec.json.Encoder().encode


class Maker:
    """Makes the objects of a feed. A place is that of ``Tailed``.

    Args:
        view: of somebody who reads the feed.
        feed_id: its id.
    """

    def __init__(self, view: View, feed_id: str) -> None:
        self.alone = view.alone(feed_id)
        self.clock = Clock(self.alone)
        self.doubting = Doubting(view, self.alone)
        seals = self.alone.seals()
        self.frame = Frame(self.alone.feed, self.clock.at(seals[0][0], 1) if seals else "")
        self._papers: dict[str, Paper] = {}
        self._asked: set[str] = set()
        self._given: set[str] = set()
        self._framed = False
        self._lines: dict[int, Line] = {}
        self._ids: dict[int, str] = {}
        self._began: dict[tuple[str, str], str] = {}
        self._doubted: dict[tuple[str, str], str] | None = None

    # ---- statements ----------------------------------------------------------------------

    def stood(self, some: Sequence[Stood], until: int, *, plain: bool = False) -> list[Made]:
        """Statements that stand at a place, in their current versions.

        Args:
            plain: they are known to have been read once, and nothing else.
        """
        self.know(each.statement for each in some)
        versions = {} if plain else self._current([each.statement.identity for each in some], until)
        made: list[Made] = []
        for each in some:
            version = versions.get(each.statement.identity) or self._plain(each)
            made.extend(self._made(version, until))
        return made

    def turned(self, identities: Sequence[str], place: int) -> list[Made]:
        """The versions that the entry at a place brings of these statements."""
        now = [
            version
            for some in self.alone.turns(list(identities), place).values()
            for at, version in self._versions(some)
            if at == place
        ]
        self.know(version.statement for version in now)
        return [each for version in now for each in self._made(version, place)]

    def standing_of(self, identities: Sequence[str], until: int) -> list[Stood]:
        """Those of these statements that stand in this feed."""
        turns = self.alone.turns(list(identities), until) if identities else {}
        return [
            Stood(some[-1].place, some[-1].epoch, some[-1].n, some[-1].entry, some[-1].statement)
            for some in turns.values()
            if some and some[-1].stands
        ]

    def ids(self, some: Sequence[Stood], until: int) -> dict[str, str]:
        """The ids of the objects that bear these statements, by identity."""
        versions = self._current([each.statement.identity for each in some], until)
        found = {}
        for each in some:
            version = versions.get(each.statement.identity)
            if version is not None:
                found[each.statement.identity] = self._id(version)
                continue
            if each.place not in self._ids:
                self._ids[each.place] = self._id(self._plain(each))
            found[each.statement.identity] = self._ids[each.place]
        return found

    def _plain(self, each: Stood) -> Version:
        time = self.clock.at(each.epoch, each.n)
        return Version(each.statement, each.entry, 0, time, time)

    def _current(self, identities: list[str], until: int) -> dict[str, Version]:
        """The last versions of those that were read, corrected or closed more than once."""
        again = sorted(self.alone.again(identities, until))
        turns = self.alone.turns(again, until) if again else {}
        last = {identity: list(self._versions(some)) for identity, some in turns.items()}
        return {identity: some[-1][1] for identity, some in last.items() if some}

    def _found(self, identities: Sequence[str], until: int) -> dict[str, str]:
        """The ids of those that stand in this feed, by identity."""
        if not identities:
            return {}
        found = {}
        for identity, some in self.alone.turns(list(identities), until).items():
            if some and some[-1].stands:
                *_, (_, version) = self._versions(some)
                found[identity] = self._id(version)
        return {each: found[each] for each in identities if each in found}

    def _versions(self, turns: Iterable[Turn]) -> Iterator[tuple[int, Version]]:
        """The versions of objects that the turns of a statement are, each with its place."""
        last: Version | None = None
        for turn in turns:
            now = self.clock.at(turn.epoch, turn.n)
            if last is None:
                last = Version(turn.statement, turn.entry, 0, now, now)
                yield turn.place, last
                continue
            now = later(now, last.modified)
            if not turn.stands:
                last = replace(last, modified=now, revoked=True)
                yield turn.place, last
                continue
            if not last.revoked and type_of(turn.statement) != type_of(last.statement):
                # Put right into something else: an object of another type takes its place.
                last = replace(last, modified=now, revoked=True)
                yield turn.place, last
            created, life = last.created, last.life
            if last.revoked:
                created, life = now, life + 1
            last = Version(turn.statement, turn.entry, life, created, now)
            yield turn.place, last

    def _id(self, version: Version) -> str:
        return statement_id(self.frame.feed.id, version.statement, version.life)

    def _made(self, version: Version, until: int) -> Iterator[Made]:
        statement = version.statement
        if statement.party:
            yield from self.once(self.frame.party(statement.party))
        if statement.content:
            label = handled(statement)
            yield from self.once(tlp(label)) if label else ()
            for each in named_objects(self.frame, statement):
                yield from self.once(each)

        def found(identities: Sequence[str]) -> dict[str, str]:
            return self._found(identities, until)

        for each in objects(self.frame, version, self._papers, found):
            yield made_of(each)

    # ---- dossiers and meetings -----------------------------------------------------------

    def gathered(self, what: str, name: str, until: int, modified: str) -> list[Made]:
        """A dossier or meeting as it stands at a place: its grouping and its report."""
        some = self.alone.standing(what, name, until, MOST + 1)
        self.know(each.statement for each in some)
        key = (what, name)
        if key not in self._began:
            first = self.alone.first_of(what, name)
            self._began[key] = self.clock.at(*first) if first else modified
        ids = self.ids(some[:MOST], until)
        lines = self._lined(some[:QUOTED])
        made = gathered(self.frame, what, name, some, ids, lines, self._began[key], modified)
        return [made_of(each) for each in made]

    def told(self, what: str, name: str, until: int) -> tuple[str, str, list[Stood]]:
        """(title, cited prose, what is quoted) of a dossier or meeting."""
        some = self.alone.standing(what, name, until, MOST + 1)
        self.know(each.statement for each in some)
        quoted = some[:QUOTED]
        title = title_of(what, name, [each.statement for each in some])
        lines = self._lined(quoted)
        doubting = self.doubting
        if doubting:
            lines = [
                replace(line, words=f"{line.words} [{LABEL}]") if doubting.of(each.epoch, each.n)
                else line
                for each, line in zip(quoted, lines, strict=True)
            ]  # fmt: skip
        text = prose(self.frame, title, lines, len(some))
        if any(doubting.of(each.epoch, each.n) for each in quoted):
            text += f"\n\n[{LABEL}] {doubting.words()}"
        return title, text, quoted

    def _lined(self, some: Sequence[Stood]) -> list[Line]:
        """Statements as they are quoted; a dossier quotes mostly what it quoted before."""
        if len(self._lines) > _REMEMBERED:
            self._lines.clear()
            self._ids.clear()
        lines = []
        for each in some:
            line = self._lines.get(each.place)
            if line is None:
                line = self._lines[each.place] = line_of(each.statement, self._papers)
            lines.append(line)
        return lines

    def cited(self, each: Stood) -> Paper | None:
        """The paper that a statement cites, where it may be named; `told` it before."""
        return self._papers.get(getattr(each.statement.citation, "paper", ""))

    def last_time(self, what: str, name: str) -> str:
        """When the feed last touched a dossier or meeting, as the version of its objects."""
        last = self.alone.last_of(what, name)
        return self.clock.at(*last) if last else self.frame.born

    def shown_time(self, what: str, name: str) -> str:
        """When a dossier or meeting last changed as it is told: the feed touched it, or something
        of it was found doubtful."""
        return max(self.last_time(what, name), self.doubted_time(what, name))

    def doubted_time(self, what: str, name: str) -> str:
        """When it was told of something in a dossier or meeting that it is doubtful; "" of none."""
        if self._doubted is None:
            self._doubted = {}
            for first, last, time in self.doubting.stretches():
                for kind, names in self.alone.touched(first, last).items():
                    self._doubted |= {(kind, each): time for each in names}
        return self._doubted.get((what, name), "")

    # ---- what they rest on ---------------------------------------------------------------

    def framed(self) -> list[Made]:
        """Organisation, markings and extensions; nothing where they were given before."""
        if self._framed:
            return []
        self._framed = True
        return [made for each in self.frame.objects() for made in self.once(each)]

    def know(self, statements: Iterable[Statement]) -> None:
        """Looks up the papers that statements cite, all at once."""
        wanted = {
            each.citation.paper for each in statements if isinstance(each.citation, SpanCitation)
        } - self._asked
        if not wanted:
            return
        if len(self._asked) > _PAPERS:
            self._asked.clear()
            self._papers.clear()
        self._asked |= wanted
        self._papers.update(self.alone.cited(wanted))

    def once(self, each: Object) -> Iterator[Made]:
        """An object of which there is one version, where it was not given before."""
        if each["id"] not in self._given:
            self._given.add(each["id"])
            yield made_of(each)


def made_of(each: Object) -> Made:
    """An object as it is served."""
    return Made(
        id=each["id"],
        type=each["type"],
        version=each.get("modified") or each["created"],
        raw=_encode(each),
    )
