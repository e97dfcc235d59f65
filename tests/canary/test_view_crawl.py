"""Every reader calls every method of a view, in every way: no hidden word, id or count is met.

The methods are found by looking: one that nobody registered a way to call fails the test, so a
new door cannot be forgotten.
"""

from __future__ import annotations

import datetime as dt
import inspect
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
import pytest

from inzet.record import Filter, ObjectFilter, Page, Record, View, deltas
from inzet.vocabulary.acts import PROCEDURES, Act
from inzet.vocabulary.errors import InzetError
from inzet.vocabulary.library import LIBRARY
from inzet.vocabulary.parliament import PARLIAMENTARY
from inzet.vocabulary.parties import MEMBERSHIP
from tests.canary.plant import HOME, NARROWED, PUBLIC, READERS, Planted, plant

MOMENTS: tuple[dict[str, Any], ...] = (
    {},
    {"as_of": dt.date(2023, 1, 31)},
    {"as_of": dt.date(2023, 5, 1)},
    {"known_on": dt.date(2023, 1, 31)},
    {"known_on": dt.date(2023, 3, 1)},
    {"as_of": dt.date(2023, 5, 1), "known_on": dt.date(2023, 3, 2)},
    {"arrived_by": dt.datetime(2100, 1, 1, tzinfo=dt.UTC)},
    {"arrived_by": dt.datetime(2000, 1, 1, tzinfo=dt.UTC)},
)
WHO = (*READERS, *NARROWED)
COUNTING = (
    "acts",
    "count",
    "counts",
    "find_paper",
    "newest",
    "object_count",
    "object_counts",
    "referring_to",
    "search",
)
"""They go through rows that other methods show, and show no word of their own."""
_LONG_AGO = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
_LONG_AFTER = dt.datetime(2100, 1, 1, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Planted:
    """The planted record, closed."""
    return plant(tmp_path_factory.mktemp("canary") / "canary.db")


@pytest.fixture(scope="module")
def record(planted: Planted) -> Iterator[Record]:
    """The planted record, open."""
    with Record.open(planted.path) as opened:
        yield opened


class Crawl:
    """Calls the methods of one view with everything there is to ask, hidden things included."""

    def __init__(self, planted: Planted, reader: str) -> None:
        self._tokens = sorted(planted.words_visible_to(reader) | planted.hidden_from(reader))
        self._ids = sorted(planted.ids)
        self._some = self._tokens[::41]

    def filters(self) -> Iterator[Filter]:
        """Every filter by itself, and with words."""
        yield Filter()
        for act in Act:
            yield Filter(act=act)
        for method in ("rule", "person"):
            yield Filter(method=method)
        for flag in (True, False):
            yield Filter(reviewed=flag)
        for number in range(4):
            yield Filter(session=number)
        yield Filter(said_from=dt.date(2023, 2, 1))
        yield Filter(said_to=dt.date(2023, 2, 1))
        yield Filter(arrived_after=_LONG_AGO)
        yield Filter(arrived_after=_LONG_AFTER)
        yield Filter(words="kanarie*")
        for token in self._some:
            for name in ("dossier", "procedure", "party", "meeting", "rule", "words"):
                yield Filter(**{name: token})  # type: ignore[arg-type]
        for entry in self._ids[::9]:
            yield Filter(paper=entry)

    def statements(self, view: View) -> Iterator[Any]:
        for asked in self.filters():
            yield from _pages(partial(view.statements, asked, limit=7))

    def count(self, view: View) -> Iterator[Any]:
        for asked in self.filters():
            count = view.count(asked)
            assert count == len(view.statements(asked, limit=1000).items)
            yield count

    def counts(self, view: View) -> Iterator[Any]:
        for by in ("act", "dossier", "procedure", "party", "meeting", "paper"):
            for asked in (Filter(), Filter(words="kanarie*"), Filter(method="rule")):
                yield view.counts(by, asked)

    def acts(self, view: View) -> Iterator[Any]:
        for by in ("dossier", "procedure", "party", "meeting"):
            yield view.acts(by)
            yield view.acts(by, Filter(words="kanarie*"))

    def dossiers(self, view: View) -> Iterator[Any]:
        yield view.dossiers()
        for token in self._some:
            yield view.dossiers(token)

    def mark(self, view: View) -> Iterator[Any]:
        yield str(view.mark())

    def mark_at(self, view: View) -> Iterator[Any]:
        yield str(view.mark_at(dt.datetime.now(dt.UTC)))

    def tag(self, view: View) -> Iterator[Any]:
        yield view.tag("/")

    def place_told(self, view: View) -> Iterator[Any]:
        yield view.place_told(1, "/")

    def place_of(self, view: View) -> Iterator[Any]:
        yield view.place_of(view.place_told(1, "/"), "/")

    def remembered(self, view: View) -> Iterator[Any]:
        yield view.remembered("crawl", lambda: view.count())

    def decisions(self, view: View) -> Iterator[Any]:
        for token in self._some:
            for name in (HOME, token):
                yield view.decisions(token, name)

    def reached(self, view: View) -> Iterator[Any]:
        yield view.reached()

    def newest(self, view: View) -> Iterator[Any]:
        for asked in self.filters():
            yield view.newest(asked, limit=1000)

    def ended(self, view: View) -> Iterator[Any]:
        for asked in self.filters():
            yield view.ended(asked, limit=1000)

    def _object_filters(self) -> Iterator[ObjectFilter]:
        yield ObjectFilter()
        yield ObjectFilter(types=("note", "report"), format="stix-2.1")
        yield ObjectFilter(arrived_after=_LONG_AGO)
        yield ObjectFilter(arrived_after=_LONG_AFTER)
        yield ObjectFilter(words="kanarie*")
        for token in self._some:
            yield ObjectFilter(ids=(token,))
            yield ObjectFilter(types=(token,))
            for name in ("source", "marking", "organisation", "links", "words"):
                yield ObjectFilter(**{name: token})  # type: ignore[arg-type]

    def objects(self, view: View) -> Iterator[Any]:
        for asked in self._object_filters():
            yield from _pages(partial(view.objects, asked, limit=3))

    def object_count(self, view: View) -> Iterator[Any]:
        for asked in self._object_filters():
            count = view.object_count(asked)
            assert count == len(view.objects(asked, limit=1000).items)
            yield count

    def object_counts(self, view: View) -> Iterator[Any]:
        for by in ("type", "format", "source", "marking", "organisation"):
            for asked in (ObjectFilter(), ObjectFilter(words="kanarie*")):
                yield view.object_counts(by, asked)
                yield view.object_counts(by, asked, newest=2)

    def object(self, view: View) -> Iterator[Any]:
        yield from self._by_name(view.object)
        for token in self._tokens:
            yield _asked(view.object, token)

    def object_versions(self, view: View) -> Iterator[Any]:
        for token in self._tokens:
            found = _asked(view.object_versions, token)
            assert not isinstance(found, _Refused)
            yield found

    def copies(self, view: View) -> Iterator[Any]:
        for entry in self._ids:
            yield _asked(view.copies, entry)

    def written(self, view: View) -> Iterator[Any]:
        for entry in self._ids:
            yield _asked(view.written, entry)

    def originator(self, view: View) -> Iterator[Any]:
        for entry in self._ids:
            yield _asked(view.originator, entry)

    def ended_papers(self, view: View) -> Iterator[Any]:
        yield view.ended_papers(1000)

    def until(self, view: View) -> Iterator[Any]:
        yield view.until(view.mark()).statements().items

    def since(self, view: View) -> Iterator[Any]:
        beginning = deltas.Mark(view.mark().scope, 0, 0)
        yield view.since(beginning)

    def search(self, view: View) -> Iterator[Any]:
        for token in ("kanarie*", *self._tokens[::5]):
            yield from _pages(partial(view.search, token, limit=7))

    def papers(self, view: View) -> Iterator[Any]:
        yield from _pages(partial(view.papers, limit=3))
        for token in self._some:
            yield view.papers(words=token)
            yield view.papers(genre=token)
        for moment in (_LONG_AGO, _LONG_AFTER):
            yield view.papers(arrived_after=moment)

    def _by_name(self, method: Callable[[str], Any]) -> Iterator[Any]:
        for token in self._ids:
            yield _asked(method, token)
            yield _asked(method, token[:8])
        for token in self._some:
            yield _asked(method, token)

    def dossier_name(self, view: View) -> Iterator[Any]:
        yield from self._shown_as(view.dossier_name, view.counts("dossier"))

    def meeting_name(self, view: View) -> Iterator[Any]:
        yield from self._shown_as(view.meeting_name, view.counts("meeting"))

    def _shown_as(self, method: Callable[[str], str], known: dict[str, int]) -> Iterator[Any]:
        """Other names than were asked for."""
        asked = {*self._tokens, *known}
        yield [shown for name in sorted(asked) if (shown := method(name)) != name]

    def rules(self, view: View) -> Iterator[Any]:
        rows = view.rules()
        # A rule's readings are the statements a list shows, and those that were judged away.
        for row in rows:
            shown = view.statements(Filter(rule=row.rule), limit=1000).items
            assert sum(not one.corrected for one in shown) <= row.read
        yield rows

    def statement(self, view: View) -> Iterator[Any]:
        yield from self._by_name(view.statement)

    def history(self, view: View) -> Iterator[Any]:
        yield from self._by_name(view.history)

    def paper(self, view: View) -> Iterator[Any]:
        yield from self._by_name(view.paper)

    def text(self, view: View) -> Iterator[Any]:
        yield from self._by_name(view.text)

    def original(self, view: View) -> Iterator[Any]:
        yield from self._by_name(view.original)

    def reading(self, view: View) -> Iterator[Any]:
        yield from self._by_name(view.reading)

    def readings(self, view: View) -> Iterator[Any]:
        yield view.readings(self._ids)
        yield view.readings(self._tokens)

    def mentions(self, view: View) -> Iterator[Any]:
        for asked in self.filters():
            found = view.mentions(asked, most=1000)
            rows = view.statements(asked, limit=1000).items
            assert [each.identity for each in found] == [row.identity for row in rows]
            assert [each.meeting for each in found] == [row.meeting for row in rows]
            yield found

    def statements_of(self, view: View) -> Iterator[Any]:
        every = {row.identity for row in view.statements(limit=1000).items}
        found = view.statements_of([*self._ids, *self._tokens, *every])
        assert set(found) == every
        yield found

    def telling(self, view: View) -> Iterator[Any]:
        for procedure in PROCEDURES:
            found = view.telling(procedure)
            assert all(row.content["procedure"] == procedure for row in found)
            yield found

    def paper_statements(self, view: View) -> Iterator[Any]:
        yield from self._by_name(view.paper_statements)

    def cited_by(self, view: View) -> Iterator[Any]:
        yield from self._by_name(view.cited_by)

    def referring_to(self, view: View) -> Iterator[Any]:
        for token in self._tokens:
            yield view.referring_to(token)

    def parliamentary(self, view: View) -> Iterator[Any]:
        for kind in sorted(PARLIAMENTARY):
            yield view.parliamentary(kind)

    def of_kind(self, view: View) -> Iterator[Any]:
        for kind in sorted(PARLIAMENTARY | LIBRARY | {MEMBERSHIP}):
            yield view.of_kind(kind)

    def find_paper(self, view: View) -> Iterator[Any]:
        for token in self._tokens:
            yield view.find_paper(number=token)
            yield view.find_paper(sha256=token)
            yield view.find_paper(text_sha256=token)

    def last_arrival(self, view: View) -> Iterator[Any]:
        last = view.last_arrival()
        # The time of something that this reader is shown, and of nothing hidden.
        times = [row.arrived for row in view.statements(limit=1000).items]
        times += [paper.arrived for paper in view.papers(limit=1000).items]
        if view.as_of is None:
            assert last == max(times, default=None)
        else:
            # What holds on another day came here as well, and is no secret of this reader's.
            assert last is None or all(time <= last for time in times)
        yield last

    def feeds(self, view: View) -> Iterator[Any]:
        yield view.feeds()

    def parcels(self, view: View) -> Iterator[Any]:
        yield from self._by_name(lambda feed: list(view.parcels(feed)))

    def arrived(self, view: View) -> Iterator[Any]:
        yield from self._by_name(lambda feed: list(view.arrived([feed])))

    def state(self, view: View) -> Iterator[Any]:
        yield view.state()

    def authors(self, view: View) -> Iterator[Any]:
        yield view.authors()

    def holds(self, view: View) -> Iterator[Any]:
        heads = [row.head for row in view.feeds()]
        for head in (*heads, "f" * 64):
            yield from self._by_name(partial(_holds, view, head))

    def blob(self, view: View) -> Iterator[Any]:
        named = [
            (feed, each.sha256)
            for feed in self._feeds(view)
            for parcel in view.parcels(feed)
            for each in parcel.blobs
        ]
        for feed, sha256 in named:
            yield from view.blob(feed, sha256).chunks()
        yield from self._by_name(lambda feed: self._bytes(view, feed, "0" * 64))
        # The bytes of one feed by way of another.
        for feed in self._feeds(view):
            for token in self._ids:
                yield _asked(partial(self._bytes, view, feed), token)

    @staticmethod
    def _bytes(view: View, feed: str, sha256: str) -> bytes:
        return b"".join(view.blob(feed, sha256).chunks())

    def bytes_of(self, view: View) -> Iterator[Any]:
        yield from self._by_name(lambda feed: b"".join(view.bytes_of(feed)("0" * 64)))

    def forks(self, view: View) -> Iterator[Any]:
        yield from self._by_name(view.forks)

    def false_claims(self, view: View) -> Iterator[Any]:
        yield view.false_claims()

    def cited(self, view: View) -> Iterator[Any]:
        yield from self._by_name(lambda feed: [each.id for each in view.cited(feed)])

    def witnesses(self, view: View) -> Iterator[Any]:
        yield from self._by_name(view.witnesses)

    def newest_witnesses(self, view: View) -> Iterator[Any]:
        yield from self._by_name(lambda feed: view.newest_witnesses([feed], most=100))

    def passed_on(self, view: View) -> Iterator[Any]:
        yield view.passed_on()

    def vouchings(self, view: View) -> Iterator[Any]:
        yield from self._by_name(view.vouchings)

    def lacks_vouchings(self, view: View) -> Iterator[Any]:
        yield from self._by_name(view.lacks_vouchings)

    def keys(self, view: View) -> Iterator[Any]:
        yield view.keys()

    @staticmethod
    def _feeds(view: View) -> list[str]:
        return [feed.id for feed in view.feeds()]

    def tail(self, view: View) -> Iterator[Any]:
        yield from self._by_name(
            # Places are this record's own and are never shown.
            lambda feed: [replace(each, place=0) for each in view.tail(feed)]
        )

    def alone(self, view: View) -> Iterator[Any]:
        yield from self._by_name(lambda feed: list(_alone(view, feed)))


def _alone(view: View, feed_id: str) -> Iterator[Any]:
    feed = view.alone(feed_id)
    end = feed.come()
    changed = feed.changed(0, end)
    yield (
        list(changed.values()),
        feed.seals(),
        feed.again(sorted({each for some in changed.values() for each in some}), end),
        feed.touched(0, end),
    )
    yield [
        [replace(turn, place=0) for turn in some]
        for some in feed.turns([each for some in changed.values() for each in some], end).values()
    ]
    spans = set()
    for what, names in feed.names().items():
        for name in names:
            found = feed.standing(what, name, end, 50)
            spans |= {getattr(each.statement.citation, "paper", "") for each in found}
            yield (
                name,
                [replace(each, place=0) for each in found],
                feed.first_of(what, name),
                feed.last_of(what, name),
            )
    # Asked with papers that it cites and may not show as well.
    yield feed.cited(spans - {""})


def _holds(view: View, head: str, feed: str) -> bool:
    return any(view.holds(feed, 1, (n, head)) for n in (1, 2, 3))


def _pages(method: Callable[..., Page[Any]]) -> Iterator[Any]:
    after = None
    while True:
        page = method(after=after)
        yield page
        after = page.next
        if after is None:
            return


class _Refused:
    """What a method said instead of an answer, with the name that was asked for taken out."""

    def __init__(self, error: InzetError, asked: str) -> None:
        self.words = f"{error.what} {error.where} {error.fix}".lower().replace(asked.lower(), "…")


def _asked(method: Callable[[str], Any], name: str) -> Any:
    try:
        return method(name)
    except InzetError as error:
        return _Refused(error, name)


def shown(answer: Any) -> str:
    """Everything in an answer, as text; cursors are opaque and left out."""
    if isinstance(answer, _Refused):
        return answer.words
    if isinstance(answer, Page):
        answer = answer.items
    if isinstance(answer, bytes):
        return answer.decode("utf-8", "replace")
    return msgspec.json.encode(answer, enc_hook=str).decode() + _raw(answer)


def _raw(answer: Any) -> str:
    """Bytes inside parcels, which JSON would show in base 64."""
    if isinstance(answer, bytes):
        return answer.decode("utf-8", "replace") + " " + answer.hex() + " "
    if isinstance(answer, msgspec.Struct):
        return "".join(_raw(getattr(answer, name)) for name in answer.__struct_fields__)
    if isinstance(answer, list | tuple):
        return "".join(_raw(inner) for inner in answer)
    return ""


def methods() -> list[str]:
    """The public methods of a view."""
    return [name for name, _ in inspect.getmembers(View, inspect.isfunction) if name[0] != "_"]


def moments(method: str, reader: int) -> tuple[dict[str, Any], ...]:
    """The moments at which a reader, by number, calls a method.

    Lists and what counts and finds in the same rows now and at others in turn, so that each moment
    has its readers; look-ups by name do not differ enough to be made more than once.
    """
    some = {"statements": 3, "papers": 3, "rules": 3, "feeds": 3, "dossiers": 3, "since": 3}
    some |= dict.fromkeys(("count", "counts", "search", "objects"), 2)
    if method in some:
        others = MOMENTS[1:]
        places = {(reader * 2 + step) % len(others) for step in range(some[method])}
        return (MOMENTS[0], *(others[place] for place in sorted(places)))
    return MOMENTS[:1]


def test_every_moment_has_its_readers() -> None:
    for method in ("statements", "count", "counts", "search"):
        asked = [moments(method, number) for number in range(len(WHO))]
        assert all(sum(each in some for some in asked) >= 2 for each in MOMENTS), method


def test_every_method_has_a_way_to_be_called() -> None:
    assert {name for name in methods() if not hasattr(Crawl, name)} == set()


@pytest.mark.parametrize("method", methods())
@pytest.mark.parametrize("reader", WHO)
def test_nobody_meets_what_is_hidden(
    planted: Planted, record: Record, reader: str, method: str
) -> None:
    _meets_nothing(planted, record, reader, method, moments(method, WHO.index(reader)))


@pytest.mark.soak
@pytest.mark.parametrize("method", methods())
@pytest.mark.parametrize("reader", WHO)
def test_nobody_meets_what_is_hidden_at_any_moment(
    planted: Planted, record: Record, reader: str, method: str
) -> None:
    _meets_nothing(planted, record, reader, method, MOMENTS)


def _meets_nothing(
    planted: Planted,
    record: Record,
    reader: str,
    method: str,
    when: tuple[dict[str, Any], ...],
) -> None:
    crawl = Crawl(planted, reader)
    met: set[str] = set()
    answers = 0
    for moment in when:
        view = record.view(planted.reader(record, reader), **moment)
        words = []
        for answer in getattr(crawl, method)(view):
            answers += 1
            words.append(shown(answer))
        met.update(planted.met(reader, " ".join(words)))
    assert answers
    assert met == set()


def test_everybody_meets_what_is_theirs(planted: Planted, record: Record) -> None:
    """The crawl is no proof unless it would have met the words."""
    for reader in WHO:
        view = record.view(planted.reader(record, reader))
        crawl = Crawl(planted, reader)
        unseen = set(planted.words_visible_to(reader))
        # What is met first in feeds is not asked for again once all of it was met.
        for name in sorted({*methods()} - {*COUNTING}):
            if unseen:
                seen = " ".join(map(shown, getattr(crawl, name)(view))).lower()
                unseen = {word for word in unseen if word not in seen}
        assert unseen == set()


def test_names_judged_for_some_are_those_of_before_for_others(record: Record) -> None:
    for reader in READERS:
        view = record.view(record.reader(reader))
        written = record.view(record.reader(reader), as_written=True)
        for by in ("dossier", "meeting"):
            assert (view.counts(by) == written.counts(by)) is (reader != HOME)


@pytest.mark.parametrize("reader", [PUBLIC, *NARROWED])
def test_hidden_and_missing_are_told_in_the_same_words(
    planted: Planted, record: Record, reader: str
) -> None:
    view = record.view(planted.reader(record, reader))
    for method in (
        "statement",
        "history",
        "object",
        "paper",
        "cited_by",
        "text",
        "original",
        "reading",
        "copies",
        "written",
        "originator",
        "parcels",
    ):
        call = getattr(view, method)
        missing = _asked(call, "f" * 64)
        assert isinstance(missing, _Refused)
        for token in planted.hidden_from(reader) & set(planted.ids):
            hidden = _asked(call, token)
            assert isinstance(hidden, _Refused)
            assert hidden.words == missing.words


def test_counts_are_those_of_a_record_that_holds_no_more(
    planted: Planted, record: Record, tmp_path: Path
) -> None:
    """Whoever has only the feeds a reader may read counts the same."""
    for reader in planted.names:
        view = record.view(record.reader(reader))
        with Record.create(tmp_path / f"{reader}.db", "Copy") as copy:
            waiting = [parcel for feed in view.feeds() for parcel in view.parcels(feed.id)]
            while waiting:
                refused = []
                for parcel in waiting:
                    try:
                        copy.receive(parcel, view.bytes_of(parcel.feed_id))
                    except InzetError:
                        refused.append(parcel)
                assert len(refused) < len(waiting)
                waiting = refused

            # What people judged of names counts in the record of their own organisation.
            view = record.view(record.reader(reader), as_written=True)
            whose = copy.view(copy.reader(reader))
            for by in ("act", "dossier", "party", "meeting", "paper"):
                assert whose.counts(by) == view.counts(by)
            assert whose.count() == view.count()
            assert whose.object_counts("source") == view.object_counts("source")


def test_a_claim_is_told_to_who_reads_what_it_is_about(planted: Planted, record: Record) -> None:
    """The crawl is no proof unless there is something to tell."""
    told = {
        reader: {each.of_marking for each in record.view(record.reader(reader)).false_claims()}
        for reader in READERS
    }
    assert told == {
        PUBLIC: set(),
        HOME: {PUBLIC, "REL-NONE"},
        "Allyland": {PUBLIC},
        "Partnerland": {PUBLIC},
        "Strangerland": set(),
    }
