"""What happens on the tour, chapter by chapter. Each sentence is told after it was looked at."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from inzet.dossiers.hybrid import (
    Case,
    add_lesson,
    add_objective,
    add_option,
    assess,
    case_of,
    choose,
    evaluate,
    open_case,
    proceed,
)
from inzet.exchange import files
from inzet.exchange.fingerprints import readable, short
from inzet.exchange.sync import Synced
from inzet.library import Parts, add, shelf, use
from inzet.meetings.sources import Hand, Source
from inzet.record.feeds import Places
from inzet.record.forks import check_evidence
from inzet.vocabulary.errors import InputError
from tour.nodes import Node
from tour.telling import Telling

ALLIES = "REL-ALLIES-EU"
TABLE = "REL-CASE"
CASE = "hybrid/strait-cables"
ANALYSIS = Parts(
    title="Who profits from cut cables in the strait",
    summary="Quartermaster sightings and pipelay schedules point to one operator behind four cuts.",
)
SECOND = Parts(
    title="The operator's next season",
    summary="Drydock bookings suggest thirteen vessels will be idle near the strait in spring.",
)
PRACTICE = Parts(
    title="One desk for reports of cable damage",
    summary="Operators call one number; the coast guard and the regulator hear it at once.",
)
ANSWER = Parts(
    title="A drill with fishing fleets",
    summary="Skippers report what they see by the same desk, and practise it twice a year.",
)
SECRETS = ("Quartermaster", "pipelay", ALLIES)
LATER = ("Drydock", "thirteen vessels")


@dataclass
class Cast:
    """The four, and where their records lie."""

    ministry: Node
    alliance: Node
    union: Node
    partner: Node
    folder: Path

    @property
    def all(self) -> tuple[Node, Node, Node, Node]:
        """Everybody."""
        return self.ministry, self.alliance, self.union, self.partner

    def everybody_pulls(self, *, rounds: int = 1, among: Iterable[Node] = ()) -> list[Synced]:
        """Each copies from every other, all at once.

        Args:
            rounds: two where what others pass on has to come too.
        """
        nodes = tuple(among) or self.all
        done: list[Synced] = []
        with ThreadPoolExecutor(len(nodes)) as at_once:
            for _ in range(rounds):
                each = [
                    at_once.submit(one.pulls, *(other for other in nodes if other is not one))
                    for one in nodes
                ]
                done = [synced for future in each for synced in future.result()]
        return done

    def pull_from(self, node: Node, among: Iterable[Node]) -> None:
        """The others copy from one."""
        others = [each for each in among if each is not node]
        with ThreadPoolExecutor(len(others)) as at_once:
            for future in [at_once.submit(each.pulls, node) for each in others]:
                assert all(each.is_whole for each in future.result())


def hand(node: Node, marking: str) -> Hand:
    """The person of a node, who writes."""
    return Hand(by=node.person, marking=marking, source=Source(ground="a judgement of their own"))


def ids(*nodes: Node) -> list[str]:
    """Fingerprints."""
    return [each.id for each in nodes]


# ---- chapters -----------------------------------------------------------------------------


def four_nodes(cast: Cast, tell: Telling) -> None:
    """They start."""
    tell.chapter("1. Four organisations, a node each")
    for each in cast.all:
        each.begin()
    for each in cast.all:
        each.wait()
    ports = {each.port for each in cast.all}
    names = ", ".join(each.name for each in cast.all)
    tell.so(f"{names}: four processes on this machine, on four ports.", len(ports) == 4)
    tell.so("Each has a key of its own.", len({each.id for each in cast.all}) == 4)


def they_meet(cast: Cast, tell: Telling) -> None:
    """Fingerprints are compared by people."""
    tell.chapter("2. They get to know each other")
    ministry, alliance = cast.ministry, cast.alliance
    pairs = [(one, other) for one in cast.all for other in cast.all if one is not other]
    shown = [one.adds(other).id == other.id for one, other in pairs]
    tell.so(
        f"Each asked the three others who they are: {len(shown)} fingerprints were shown, such as",
        len(shown) == 12 and all(shown),
    )
    tell.quote(readable(alliance.id))
    early = ministry.pulls(alliance)[0]
    tell.so("Nothing is exchanged yet, as nobody has compared them.", "confirm" in early.error)
    tell.refused(
        f"{ministry.person} of the {ministry.name} mistypes the one of the {alliance.name} and is "
        "refused.",
        InputError,
        lambda: ministry.confirms(alliance, alliance.id[:-4] + "0000"),
    )
    ministry.confirms(alliance, alliance.id)
    refused = ministry.pulls(alliance)[0].error
    tell.so(
        f"The {ministry.name} confirmed, the {alliance.name} not yet: its node answers it as it "
        "would a stranger.",
        "401" in refused,
    )
    confirmed = [one.confirms(other, other.id) for one, other in pairs]
    tell.so(
        "On each side a person typed what the other told them by telephone; all twelve fit.",
        len(confirmed) == 12 and all(each.is_confirmed for each in confirmed),
    )


def analysis(cast: Cast, tell: Telling) -> None:
    """To allies and the EU, and to nobody else."""
    tell.chapter("3. An analysis for allies and the EU")
    ministry, partner = cast.ministry, cast.partner
    ministry.record.define_audience(ALLIES, ids(cast.alliance, cast.union), ground="the strait")
    add(ministry.record, ministry.record.reader(), "analysis", hand(ministry, ALLIES), ANALYSIS)
    readers = ministry.record.who_reads(ALLIES) or ()
    tell.so(
        f"The {ministry.name} releases “{ANALYSIS.title}” to {len(readers) - 1} others.",
        {each.id for each in readers} == set(ids(ministry, cast.alliance, cast.union)),
    )
    done = cast.everybody_pulls(rounds=2)
    tell.so("Everybody copied from everybody.", all(each.is_whole for each in done))
    for each in (cast.alliance, cast.union):
        tell.so(f"The {each.name} has it.", ANALYSIS.title in each.titles())
    tell.so(
        f"The {partner.name} has not: no title, and no word of it anywhere in its files, nor the "
        "name of who may read it.",
        ANALYSIS.title not in partner.titles() and not partner.holds(*SECRETS),
    )
    tell.so(
        f"(The same look at the files of the {cast.union.name} does find them.)",
        cast.union.holds(*SECRETS),
    )
    seen, known = state_of(partner, ministry), state_for(ministry, partner)
    tell.so(
        f"Not even a gap: the {partner.name} holds every entry that the {ministry.name}'s node "
        "names to it, and is named no other.",
        seen == known,
    )


def practice(cast: Cast, tell: Telling) -> None:
    """To all, and an answer."""
    tell.chapter("4. A best practice for all, and one in return")
    ministry, partner = cast.ministry, cast.partner
    written = add(
        ministry.record, ministry.record.reader(), "practice", hand(ministry, "PUBLIC"), PRACTICE
    )
    cast.pull_from(ministry, cast.all)
    tell.so(
        f"“{PRACTICE.title}” lies in the library of all four.",
        all(PRACTICE.title in each.titles() for each in cast.all),
    )
    reader, record = partner.record.reader(), partner.record
    use(
        record,
        reader,
        written.identity,
        hand(partner, "PUBLIC"),
        outcome="worked",
        text="Two reports came in by it within the first month.",
    )
    add(record, reader, "practice", hand(partner, "PUBLIC"), ANSWER)
    cast.pull_from(partner, cast.all)
    tell.so(
        f"The {partner.name} answers with its own, “{ANSWER.title}”, and all four have it.",
        all(ANSWER.title in each.titles() for each in cast.all),
    )
    found = {
        each.name: next(one for one in shelf(each.view) if one.title == PRACTICE.title)
        for each in cast.all
    }
    tell.so(
        f"At each of them stands beside the first that it was used once and worked, by the "
        f"{partner.name}'s word.",
        all((each.came_of_it or {}).get("worked") == 1 for each in found.values()),
    )


def hybrid(cast: Cast, tell: Telling) -> None:
    """Four steps, three organisations."""
    tell.chapter("5. A hybrid case: four steps, three organisations")
    table = (cast.ministry, cast.alliance, cast.union)
    for each in table:
        each.record.define_audience(TABLE, ids(*table), ground="one table")

    def write(
        node: Node, doing: Callable[..., object], source: Source | None = None, **more: Any
    ) -> None:
        by = hand(node, TABLE) if source is None else replace(hand(node, TABLE), source=source)
        doing(node.record, node.record.reader(), CASE, by, **more)
        cast.pull_from(node, table)

    ministry, alliance, union = table
    write(ministry, open_case, title="Cables in the strait", text="Four cuts in one winter.")
    write(
        union,
        assess,
        text="Four cuts within a day's sail are no accident.",
        reliability="B",
        credibility="2",
        source=Source(identifier="a cable operator's report", says="four cuts in nine days"),
    )
    write(ministry, proceed)
    write(alliance, add_objective, text="The next cut is seen while it is made.")
    write(ministry, proceed)
    served = _last(case_of(ministry.view, CASE), "objective")
    write(union, add_option, text="Ships switch their transponders on.", serves=[served])
    option = _last(case_of(ministry.view, CASE), "option")
    write(ministry, choose, option=option, text="From March on, in our waters.")
    write(ministry, proceed)
    outcome: dict[str, Any] = {"option": option, "outcome": "worked"}
    write(alliance, evaluate, text="One vessel was met in time.", **outcome)
    write(ministry, add_lesson, text="A transponder is cheaper than a cable.")
    write(ministry, proceed)
    cases = [case_of(each.view, CASE) for each in table]
    by = {each.row.organisation for each in cases[0].entries}
    tell.so(
        f"The {ministry.name} opened it, the {union.name} assessed and found an option, the "
        f"{alliance.name} set the aim and judged what came of it.",
        by == {each.name for each in table},
    )
    tell.so(
        "It is closed after its four steps, and the same entries stand in it at all three.",
        all(each.closed for each in cases) and len({_shape(each) for each in cases}) == 1,
    )
    tell.so(
        f"The {cast.partner.name} knows of no such case.",
        case_of(cast.partner.view, CASE).opening is None and not cast.partner.holds("transponder"),
    )


def cut_off(cast: Cast, tell: Telling) -> None:
    """One is cut off; both sides go on; they meet again and agree."""
    tell.chapter("6. One is cut off")
    union, others = cast.union, (cast.ministry, cast.alliance, cast.partner)
    port = union.port
    union.stop()
    gone = cast.ministry.pulls(union, cast.alliance)
    tell.so(
        f"The node of the {union.name} is down. The {cast.ministry.name} is told so, and goes on "
        f"with the {cast.alliance.name}.",
        "cannot be reached" in gone[0].error and gone[1].is_whole,
    )
    for node, title in ((union, "Written while cut off"), (cast.alliance, "Written meanwhile")):
        parts = Parts(title=title, summary=f"{title}, by the {node.name}.")
        add(node.record, node.record.reader(), "practice", hand(node, "PUBLIC"), parts)
    cast.everybody_pulls(among=others)
    tell.so(
        "Both sides write on, and neither knows what the other wrote.",
        "Written meanwhile" in cast.partner.titles()
        and "Written meanwhile" not in union.titles()
        and not any("Written while cut off" in each.titles() for each in others),
    )
    union.begin(port)
    union.wait()
    done = cast.everybody_pulls(rounds=2)
    pairs = [(one, other) for one in cast.all for other in cast.all if one is not other]
    tell.so(
        "It is back, and they agree: what each wrote meanwhile is at all four, and whatever feed "
        "two of them may both read, has the same head at both.",
        all(each.is_whole for each in done)
        and all(
            {"Written while cut off", "Written meanwhile"} <= each.titles() for each in cast.all
        )
        and all(agree(*pair) for pair in pairs),
    )


def removed(cast: Cast, tell: Telling) -> None:
    """Nothing more, not through third parties either."""
    tell.chapter("7. One is put out of an audience")
    ministry, alliance, union = cast.ministry, cast.alliance, cast.union
    ministry.record.define_audience(ALLIES, ids(alliance), ground="another agreement is awaited")
    add(ministry.record, ministry.record.reader(), "analysis", hand(ministry, ALLIES), SECOND)
    alliance.pulls(ministry)
    tell.so(
        f"The {ministry.name} takes the {union.name} out of {ALLIES} and releases “{SECOND.title}” "
        f"to the {alliance.name}.",
        SECOND.title in alliance.titles() and alliance.holds(*LATER),
    )
    done = union.pulls(ministry, alliance, cast.partner)
    offered = {
        feed.marking for each in done for feed in each.feeds if feed.organisation_id == ministry.id
    }
    tell.so(
        f"The {union.name} asks all three others, and is offered {ALLIES} by none, the "
        f"{alliance.name} included, which holds it.",
        ALLIES not in offered and not union.holds(*LATER),
    )
    tell.so("What it had before, it has still.", ANALYSIS.title in union.titles())


def by_file(cast: Cast, tell: Telling) -> None:
    """A file that was altered is refused and named."""
    tell.chapter("8. By file, and a file that was altered")
    ministry, partner = cast.ministry, cast.partner
    parts = Parts(title="Carried by hand", summary="A memory stick went by courier.")
    add(ministry.record, ministry.record.reader(), "practice", hand(ministry, "PUBLIC"), parts)
    carried, spoiled = cast.folder / "carried.inzet", cast.folder / "spoiled.inzet"
    peer = ministry.here.peers.by_id(partner.id)
    assert peer is not None
    made = files.write(ministry.here, peer, carried)
    data = carried.read_bytes()
    at = data.index(b"memory stick")
    spoiled.write_bytes(data[:at] + b"n" + data[at + 1 :])
    tell.so(
        f"The {ministry.name} writes a file for the {partner.name}; somebody changes one letter.",
        made.entries > 0 and len(spoiled.read_bytes()) == len(data),
    )
    refused = files.read(partner.here, spoiled)
    tell.so(
        "It is refused, and nothing of it taken:",
        not refused.is_whole and refused.entries == 0 and parts.title not in partner.titles(),
    )
    tell.quote(refused.trouble)
    tell.refused(
        f"At the {cast.union.name} even the right one is refused: it is for another.",
        InputError,
        lambda: files.read(cast.union.here, carried),
    )
    taken = files.read(partner.here, carried)
    tell.so(
        f"As it was sent, the {partner.name} takes it in.",
        taken.is_whole and parts.title in partner.titles(),
    )


def rewritten(cast: Cast, tell: Telling) -> None:
    """A feed that was written anew is caught by what another has signed."""
    tell.chapter("9. A feed that was written anew")
    alliance, union, partner = cast.alliance, cast.union, cast.partner
    before = cast.folder / "before.db"
    backup(partner, before)
    first = Parts(title="We will join the drill", summary="We take part in March.")
    other = Parts(title="We never said we would join", summary="We take no part.")
    add(partner.record, partner.record.reader(), "practice", hand(partner, "PUBLIC"), first)
    alliance.pulls(partner)
    witnesses = [
        each
        for feed in alliance.view.sources
        if feed.organisation_id == partner.id
        for each in alliance.view.witnesses(feed.id)
    ]
    tell.so(
        f"The {partner.name} promises something; the {alliance.name} signs that it has seen it.",
        first.title in alliance.titles() and any(each.witness == alliance.id for each in witnesses),
    )
    false = Node.of(before, partner.person)
    add(false.record, false.record.reader(), "practice", hand(false, "PUBLIC"), other)
    knows = false.here.peers.add(
        id_=union.id, name=union.name, public_key=union.record.organisation.public_key
    )
    false.confirms(union, knows.id)
    false.begin()
    try:
        false.wait()
        true = union.adds(false)
        done = union.pulls(false)[0]
        tell.so(
            "Then it puts an old backup back, writes otherwise, and shows that to the "
            f"{union.name}; signed with its own key, it proves.",
            true.id == partner.id and done.is_whole and other.title in union.titles(),
        )
    finally:
        false.stop()
        false.record.close()
    caught = union.pulls(alliance)[0]
    tell.so(
        f"The {alliance.name} hands the {union.name} what it signed, and that does not fit:",
        any(feed.is_fork for feed in caught.feeds),
    )
    tell.quote(next(feed.error for feed in caught.feeds if feed.is_fork))
    forks = [fork for feed in union.view.sources for fork in union.view.forks(feed.id)]
    found = check_evidence(forks[0].evidence)
    tell.so(
        f"The proof is kept: both histories, signed by {short(found.key)}…, for anybody to check.",
        found.key == partner.record.organisation.public_key.hex(),
    )


def verified(cast: Cast, tell: Telling) -> None:
    """All four records prove."""
    tell.chapter("10. Four records, proven from the first entry to the last")
    for each in cast.all:
        entries, proves = each.proves()
        tell.so(f"{each.name}: {entries} entries, all of them prove.", proves and entries > 0)


CHAPTERS = (
    four_nodes,
    they_meet,
    analysis,
    practice,
    hybrid,
    cut_off,
    removed,
    by_file,
    rewritten,
    verified,
)

# ---- looking ------------------------------------------------------------------------------


def state_of(node: Node, author: Node) -> dict[str, Places]:
    """How far the feeds of an organisation have come at a node."""
    view = node.view
    state = view.state()
    return {feed.id: state[feed.id] for feed in view.sources if feed.organisation_id == author.id}


def state_for(node: Node, other: Node) -> dict[str, Places]:
    """How far a node's own feeds have come, of those that another may read."""
    peer = node.here.peers.by_id(other.id)
    assert peer is not None
    told = node.here.told(peer)
    own = {feed.id for feed in told.view.sources if feed.organisation_id == node.id}
    return {feed: places for feed, places in told.state.items() if feed in own}


def agree(one: Node, other: Node) -> bool:
    """Whether every feed that two nodes hold has come as far at both."""
    here, there = one.view.state(), other.view.state()
    shared = set(here) & set(there)
    return bool(shared) and all(here[feed] == there[feed] for feed in shared)


def backup(node: Node, path: Path) -> None:
    """A copy of a record and its key, as a backup is made."""
    with sqlite3.connect(node.record.path) as source, sqlite3.connect(path) as target:
        source.backup(target)
    shutil.copy(f"{node.record.path}.key", f"{path}.key")


def _last(case: Case, kind: str) -> str:
    """The id of the last entry of a kind in a case."""
    found = [each.id for each in case.entries if type(each.content).__name__.lower() == kind]
    return str(found[-1])


def _shape(case: Case) -> tuple[str, ...]:
    return tuple(sorted(each.id for each in case.entries))
