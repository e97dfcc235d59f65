"""A record in which everything is a canary: each entry carries words that are in no other.

``plant(path)`` builds it; the table says who may read what. Whatever a reader is shown, by
whichever door, must not hold a word of an entry that is hidden from that reader.
"""

from __future__ import annotations

import hashlib
import json
import re
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from inzet.exchange.refusals import Refusals
from inzet.record import Batch, Reader, Record
from inzet.vocabulary import entries as kinds
from inzet.vocabulary.acts import Act
from inzet.vocabulary.canonical import content_id
from inzet.vocabulary.citations import CellCitation, OutsideCitation, SpanCitation
from inzet.vocabulary.entries import AnyBody, statement_identity
from inzet.vocabulary.objects import foreign
from inzet.writing.draft import Block, Draft, Form, Head, Kind, Origin
from inzet.writing.drawer import Person, Remark, desk
from tests.canary.shelved import shelve
from tests.record.claiming import claim

HOME, ALLY, PARTNER, STRANGER = "Homeland", "Allyland", "Partnerland", "Strangerland"
PUBLIC = "PUBLIC"
READERS = (PUBLIC, HOME, ALLY, PARTNER, STRANGER)
"""Names to pass to ``Record.reader``."""
AUDIENCES = {
    (HOME, "REL-ALLY"): {ALLY},
    (HOME, "REL-BOTH"): {ALLY, PARTNER},
    (HOME, "REL-NONE"): set(),
    (ALLY, "REL-BACK"): {HOME, PARTNER},
}
"""Members of the named audiences besides the organisation itself; all hold another word."""
NARROWED = {
    "Homeland, REL-ALLY alone": (HOME, ("REL-ALLY",)),
    "Homeland, INTERNAL and REL-BACK": (HOME, ("INTERNAL", "REL-BACK")),
    "Homeland, nothing marked": (HOME, ()),
    "Allyland, REL-BOTH alone": (ALLY, ("REL-BOTH",)),
}
"""Readers of an organisation who need to know some markings alone: whose, and which."""
_SHORT, _STEM = 10, 5
"""Digits by which an id is known, letters by which the words that could stand at a place are."""
_HEX = re.compile(f"[0-9a-f]{{{_SHORT},}}")
_SYLLABLES = ("ba", "do", "fi", "gu", "ke", "lo", "mi", "nu", "po", "ra", "su", "ti", "vo", "wa")


@dataclass
class Planted:
    """The planted record, and who may read which canary words."""

    path: Path
    words: dict[str, frozenset[str]] = field(default_factory=dict)
    """Word, id, number or other token → the readers (by name) who may meet it."""
    ids: dict[str, frozenset[str]] = field(default_factory=dict)
    """Entry ids, identities and hashes → the readers who may meet them."""
    names: tuple[str, ...] = READERS
    """Names to pass to ``Record.reader``."""

    def reader(self, record: Record, name: str) -> Reader:
        """The reader of a name among ``names`` or ``NARROWED``."""
        whose, markings = NARROWED.get(name, (name, None))
        return record.reader(whose).narrowed(markings)

    def words_visible_to(self, reader: str) -> frozenset[str]:
        """Words, numbers, ids and hashes this reader may meet."""
        both = self.words | self.ids
        return frozenset(token for token, readers in both.items() if reader in readers)

    def hidden_from(self, reader: str) -> frozenset[str]:
        """Words, numbers, ids and hashes this reader must never meet."""
        both = self.words | self.ids
        return frozenset(token for token, readers in both.items() if reader not in readers)

    def met(self, reader: str, shown: str | bytes) -> list[str]:
        """The hidden tokens that stand in what a reader was shown: must be empty."""
        return self.watch(reader)(shown)

    def watch(self, reader: str) -> Watch:
        """Looks for what is hidden from a reader now; made once for many pages."""
        return Watch(self.hidden_from(reader), self.words_visible_to(reader), frozenset(self.ids))


class Watch:
    """Finds the hidden tokens that stand in what a reader was shown, in one go over the text.

    Ids are looked for by their first ten digits, as they may be shown shortened, unless an id that
    the reader may meet begins alike.
    """

    def __init__(
        self, hidden: frozenset[str], visible: frozenset[str], ids: frozenset[str]
    ) -> None:
        shown = {token[:_SHORT] for token in visible}
        self._ids: dict[str, list[str]] = {}
        self._words: dict[str, dict[int, set[str]]] = {}
        for token in hidden:
            if token in ids and token[:_SHORT] not in shown and _HEX.fullmatch(token):
                self._ids.setdefault(token[:_SHORT], []).append(token)
            else:
                lengths = self._words.setdefault(token[:_STEM], {})
                lengths.setdefault(len(token), set()).add(token)

    def __call__(self, shown: str | bytes) -> list[str]:
        """Those that stand in it."""
        text = (shown if isinstance(shown, str) else shown.decode("utf-8", "replace")).lower()
        found = {token for run in _HEX.findall(text) for token in self._begun(run)}
        for stem, lengths in self._words.items():
            place = text.find(stem)
            while place >= 0:
                for length, tokens in lengths.items():
                    if (token := text[place : place + length]) in tokens:
                        found.add(token)
                place = text.find(stem, place + 1)
        return sorted(found)

    def _begun(self, run: str) -> Iterator[str]:
        for start in range(len(run) - _SHORT + 1):
            yield from self._ids.get(run[start : start + _SHORT], ())


class _Words:
    """Makes words that nobody else uses, and notes who may read them."""

    def __init__(self, planted: Planted) -> None:
        self._planted = planted
        self._count = 0

    def word(self, readers: frozenset[str]) -> str:
        """A new word; letters only, and no stemmer shortens it to that of another."""
        self._count += 1
        digits = hashlib.sha256(f"canary {self._count}".encode()).digest()[:6]
        made = "kanarie" + "".join(_SYLLABLES[digit % len(_SYLLABLES)] for digit in digits) + "x"
        assert made not in self._planted.words
        self._planted.words[made] = readers
        return made


class _Feed:
    """Plants into one feed; every value of every entry is a word of its own."""

    def __init__(self, planted: Planted, words: _Words, batch: Batch, readers: frozenset[str]):
        self._planted, self._words, self._batch, self._readers = planted, words, batch, readers
        self.papers: list[tuple[str, str]] = []
        self.statements: list[tuple[str, kinds.Statement]] = []
        self.objects: list[tuple[str, str]] = []

    def word(self) -> str:
        """A word for the readers of this feed."""
        return self._words.word(self._readers)

    def add(self, body: AnyBody) -> str:
        """Adds, and notes the id."""
        entry = self._batch.add(body)
        self.note(entry)
        return entry

    def note(self, token: str) -> None:
        """Notes who may meet an id."""
        known = self._planted.ids.get(token, frozenset())
        self._planted.ids[token] = known | self._readers

    def paper(self, said: str | None) -> str:
        """A paper with a text, a reading and another number."""
        lines = [f"{self.word()} zegt {self.word()} over {self.word()}." for _ in range(4)]
        text = "\n".join(lines)
        data = text.encode()
        original = self._batch.keep(data + self.word().encode())
        sha256 = self._batch.keep(data)
        self.note(sha256)
        self.note(original)
        paper = self.add(
            kinds.Paper(
                sha256=original,
                media_type=f"text/{self.word()}",
                size=len(data) + len(self.word_bytes),
                title=f"Titel {self.word()}",
                language="nl",
                genre=self.word(),
                on_behalf_of=self.word(),
                addressee=self.word(),
                numbers=(self.word(),),
                source=self.word(),
                stamp=self.word(),
                said=said,
            )
        )
        self.add(
            kinds.Extraction(
                paper=paper,
                version=1,
                extractor=self.word(),
                text_sha256=sha256,
                length=len(text),
                marks=((self.word(), 1, 0, 5),),
            )
        )
        self.add(
            kinds.Reading(
                paper=paper, extraction=1, reader=self.word(), statements=4, note=self.word()
            )
        )
        self.add(kinds.Alias(paper=paper, numbers=(self.word(),), by=self.word()))
        self.papers.append((paper, text))
        return paper

    @property
    def word_bytes(self) -> bytes:
        """As many bytes as any word has."""
        return b"kanarie" + b"ba" * 6 + b"x"

    def statement(
        self, paper: tuple[str, str] | None, line: int, said: str | None, **more: Any
    ) -> str:
        """A statement that cites a line of a paper, a cell, or something outside."""
        if paper is None:
            quote = f"Uit een tabel {self.word()}"
            citation: Any = (
                OutsideCitation(identifier=self.word(), date=said, says=self.word())
                if line % 2
                else CellCitation(
                    source=self.word(), edition=self.word(), row=self.word(), column=self.word()
                )
            )
            identity = statement_identity(quote, 0, 1, Act.FIGURE, None)
        else:
            quote = paper[1].split("\n")[line]
            start = paper[1].index(quote)
            end = start + len(quote)
            citation = SpanCitation(paper=paper[0], extraction=1, start=start, end=end)
            identity = statement_identity(paper[1], start, end, Act.POSITION, said)
        body = kinds.Statement(
            identity=more.pop("identity", identity),
            act=tuple(Act)[line % len(Act)],
            party=self.word(),
            holder=self.word(),
            dossiers=(f"{self.word()}/{self.word()}",),
            meeting=self.word(),
            session=line,
            item=self.word(),
            quote=quote,
            citation=citation,
            content={"about": self.word(), "more": [{"inner": self.word()}]},
            rule=self.word(),
            explanation={"matched": self.word()},
            language="nl",
            said=said,
            **more,
        )
        self.note(body.identity)
        entry = self.add(body)
        self.statements.append((entry, body))
        return entry

    def correction(self, target: tuple[str, kinds.Statement]) -> str:
        """A correction in which every value is new."""
        entry, old = target
        citation = old.citation
        assert isinstance(citation, SpanCitation)
        statement = kinds.Statement(
            identity=old.identity,
            act=old.act,
            party=self.word(),
            holder=self.word(),
            dossiers=(f"{self.word()}/{self.word()}",),
            quote=old.quote,
            citation=citation,
            content={"about": self.word()},
            rule="person",
            language="nl",
        )
        self.note(old.identity)
        return self.add(
            kinds.Correction(target=entry, statement=statement, by=self.word(), note=self.word())
        )

    def object(self, number: int, of: str | None = None) -> str:
        """An object of somebody's tools in which every value is a word.

        Args:
            of: the id of another object that it is a later version of.
        """
        own = self.word()
        made = hashlib.sha256(own.encode()).hexdigest()
        object_id = of or f"note--{uuid.UUID(made[:32])}"
        raw = {
            "type": "note",
            "spec_version": "2.1",
            "id": object_id,
            "created": "2023-02-01T12:00:00.000Z",
            "modified": f"2023-02-0{number}T12:00:00.000Z",
            "abstract": self.word(),
            "content": f"{self.word()} en {self.word()}",
            "authors": [own],
            "external_references": [{"source_name": self.word(), "external_id": self.word()}],
            "object_refs": [f"report--{made[:8]}-0000-4000-8000-000000000000"],
        }
        self.note(made[:8])
        if of is None:
            self._planted.words[object_id] = self._readers
        entry = self.add(foreign(json.dumps(raw), "stix-2.1", source=self.word()))
        self.objects.append((entry, object_id))
        return entry

    def judgement(self, what: str, name: str, shown: str) -> str:
        """That a dossier or meeting is another, whose name only the readers of this feed know."""
        content = {"kind": "same", "what": what, "name": name, "as": shown}
        body = kinds.Statement(
            identity=content_id(content),
            act=Act.CONTEXT,
            quote=f"{self.word()} is {self.word()}",
            citation=OutsideCitation(identifier="judgement", says=self.word()),
            content=content,
            rule="person",
            said="2023-03-04",
        )
        self.note(body.identity)
        return self.add(body)


def plant(path: Path) -> Planted:
    """Builds the record at ``path``: Homeland's, with feeds of four organisations."""
    planted = Planted(path)
    words = _Words(planted)
    folder = path.parent
    with Record.create(path, HOME) as home:
        others = {
            name: Record.create(folder / f"{path.name}.{name}", name)
            for name in (ALLY, PARTNER, STRANGER)
        }
        who = {name: other.organisation.id for name, other in others.items()}
        who[HOME] = home.organisation.id
        _plant_home(planted, words, home, who)
        for name, other in others.items():
            _send(home, other)
            _plant_other(planted, words, other, name, who)
            if name == ALLY:
                _plant_claims(planted, home, other)
            _send(other, home)
            other.close()
            for suffix in ("", ".key", ".head", "-wal", "-shm"):
                (folder / f"{path.name}.{name}{suffix}").unlink(missing_ok=True)
        for feed in home.view(home.reader()).feeds():
            readers = _may_read(feed.organisation, feed.marking)
            for token in (feed.id, feed.head):
                planted.ids[token] = readers
            if feed.marking not in (PUBLIC, "INTERNAL"):
                planted.words[feed.marking.lower()] = readers
    return planted


def plant_refusal(planted: Planted, record: Record) -> None:
    """That something was refused: for who needs to know everything of the house."""
    words = ("zeugewhomix", "zeugewhatix")
    planted.words.update(dict.fromkeys(words, frozenset({HOME})))
    Refusals.of(record).note("feed", words[0], [words[1]])


def _plant_home(planted: Planted, words: _Words, home: Record, who: dict[str, str]) -> None:
    for (owner, audience), members in AUDIENCES.items():
        if owner == HOME:
            home.define_audience(audience, [who[name] for name in sorted(members)])
    with _feed(planted, words, home, PUBLIC) as public:
        for said in ("2023-01-05", None):
            public.paper(said)
        for line in range(4):
            public.statement(public.papers[0], line, "2023-01-05", valid_from="2023")
        public.statement(public.papers[1], 0, None)
        public.statement(None, 0, "2023-02")
        public.statement(None, 1, "2022-12-31", valid_to="2023-06")
        for number in (1, 2, 3):
            public.object(number)
    markings = [audience for owner, audience in AUDIENCES if owner == HOME] + ["INTERNAL"]
    for index, marking in enumerate(markings):
        with _feed(planted, words, home, marking) as feed:
            feed.paper("2023-03-01")
            for line in range(3):
                feed.statement(feed.papers[0], line, "2023-03-01")
            # Each closes or confirms a public statement, visibly only to its own readers.
            target = public.statements[index]
            feed.correction(target)
            feed.add(kinds.Alias(paper=public.papers[0][0], numbers=(feed.word(),)))
            feed.add(
                kinds.Review(
                    target=public.statements[(index + 1) % 4][0],
                    verdict="confirmed" if index % 2 else "rejected",
                    by=feed.word(),
                    note=feed.word(),
                )
            )
            gone = feed.statement(feed.papers[0], 3, "2023-03-02")
            feed.add(kinds.Withdrawal(target=gone, ground=feed.word(), by=feed.word()))
            # A version of a public object, one of their own, and one that was withdrawn.
            feed.object(4, of=public.objects[index % 3][1])
            feed.object(1)
            feed.add(kinds.Withdrawal(target=feed.object(2), ground=feed.word(), by=feed.word()))
            feed.add(kinds.Withdrawal(target=public.objects[2][0], ground=feed.word()))
            # And the same words read again, more narrowly.
            feed.statement(public.papers[1], 0, None, identity=public.statements[4][1].identity)
    with _feed(planted, words, home, "INTERNAL") as internal:
        of = public.statements[5][1]
        internal.judgement("dossier", of.dossiers[0], f"{internal.word()}/{internal.word()}")
        internal.judgement("meeting", str(of.meeting), internal.word())
    _plant_keeping(planted, words, home, public.statements[1][1].identity)
    shelve(lambda marking: _feed(planted, words, home, marking), PUBLIC, markings, ALLY)
    before = set(planted.words) | set(planted.ids)
    with _feed(planted, words, home, "INTERNAL") as internal:
        paper = internal.paper("2023-03-03")
        internal.statement(internal.papers[0], 0, "2023-03-03")
        forgotten = internal.object(5)
    new_words, new_ids = set(planted.words) - before, set(planted.ids) - before
    just_home = _may_read(HOME, "INTERNAL")
    erased = home.erase(paper, by=words.word(just_home), ground=words.word(just_home))
    erased += home.erase(forgotten, by=words.word(just_home), ground=words.word(just_home))
    # Of what was erased nobody meets more than the ids of its entries.
    planted.words.update(dict.fromkeys(new_words, frozenset()))
    planted.ids.update(dict.fromkeys(new_ids - set(erased), frozenset()))


def _plant_keeping(planted: Planted, words: _Words, home: Record, promise: str) -> None:
    """That a public promise was kept by a paper which few may read."""
    with _feed(planted, words, home, "REL-ALLY") as feed:
        paper = feed.paper("2023-03-02")
        content = {"kind": "keeping", "of": promise, "keeping": "kept", "since": "2023-03-02"}
        content |= {"paper": paper, "by": feed.word(), "ground": feed.word()}
        identity = statement_identity(promise, 0, 1, Act.CONTEXT, "REL-ALLY")
        feed.add(
            kinds.Statement(
                identity=identity,
                act=Act.CONTEXT,
                quote=f"Nagekomen door {feed.word()}",
                citation=OutsideCitation(identifier="judgement", says=feed.word()),
                content=content,
                valid_from="2023-03-02",
                rule="person",
                said="2023-03-02",
            )
        )
        planted.ids[identity] = planted.words[content["by"]]


def _plant_other(
    planted: Planted, words: _Words, other: Record, name: str, who: dict[str, str]
) -> None:
    for (owner, audience), members in AUDIENCES.items():
        if owner == name:
            other.define_audience(audience, [who[member] for member in sorted(members)])
    for owner, marking in [*AUDIENCES, (name, PUBLIC)]:
        if owner == name:
            with _feed(planted, words, other, marking) as feed:
                feed.paper("2023-04-01")
                for line in range(3):
                    feed.statement(feed.papers[0], line, "2023-04-01")
                feed.correction(feed.statements[0])
                feed.object(1)


def _plant_claims(planted: Planted, home: Record, ally: Record) -> None:
    """Says to some that it erased what Homeland wrote for all, and what it wrote for nobody else.

    Whoever reads the claim meets the id, and only Homeland may meet what it is an id of.
    """
    whole = home.view(home.reader())
    marked = {feed.marking: feed.id for feed in whole.feeds()}
    claimed = [
        next(entry.id.hex() for each in whole.parcels(marked[marking]) for entry in each.entries)
        for marking in (PUBLIC, "REL-NONE")
    ]
    claim(ally, *claimed, marking="REL-BACK")
    readers = _may_read(ALLY, "REL-BACK")
    own = ally.view(ally.reader())
    feed = next(each.id for each in own.feeds() if each.marking == "REL-BACK")
    for parcel in own.parcels(feed):
        for entry in parcel.entries:
            token = entry.id.hex()
            planted.ids[token] = planted.ids.get(token, frozenset()) | readers


@contextmanager
def _feed(planted: Planted, words: _Words, record: Record, marking: str) -> Iterator[_Feed]:
    with record.batch(marking) as batch:
        yield _Feed(planted, words, batch, _may_read(record.organisation.name, marking))


def _may_read(owner: str, marking: str) -> frozenset[str]:
    if marking == PUBLIC:
        return frozenset({PUBLIC, HOME, ALLY, PARTNER, STRANGER, *NARROWED})
    whole = {owner} | AUDIENCES.get((owner, marking), set())
    some = (
        name for name, (who, markings) in NARROWED.items() if who in whole and marking in markings
    )
    return frozenset({*whole, *some})


def _send(source: Record, to: Record) -> None:
    known = {reader.id: reader for reader in source.readers()}
    view = source.view(known.get(to.organisation.id, known[PUBLIC]))
    feeds = sorted(view.feeds(), key=lambda row: row.marking != PUBLIC)
    for feed in feeds:
        to.receive_all(view.parcels(feed.id), view.bytes_of(feed.id))


def plant_drafts(planted: Planted, record: Record, person: str, other: str) -> None:
    """Drafts and notes of the person at the keyboard, and of another, all of home."""
    for number, (name, readers) in enumerate(((person, {HOME}), (other, set()))):

        def word(kind: str, at: int = number, may: frozenset[str] = frozenset(readers)) -> str:
            made = f"molletje{kind}{'xyz'[at]}"
            planted.words[made] = may
            return made

        own = desk(record, Person.named(name), record.reader())
        block = Block(
            key="a", form=Form.PARAGRAPH, origin=Origin.PERSON, text=word("text"), by=word("by")
        )
        card = own.start(
            Draft(
                kind=Kind.AGENDA,
                language="nl",
                meeting=word("meeting"),
                meeting_name=word("called"),
                on="2023-02-01",
                title=word("title"),
                head=Head(subject=word("subject")),
                blocks=(block,),
            )
        )
        own.remark(card, [Remark(id=word("id"), by=word("who"), on="", text=word("r"), version=1)])
        own.share(card, word("with"))
        own.jot(word("note"), about=word("about"))
        own.team(word("team"), add=[word("member")])
