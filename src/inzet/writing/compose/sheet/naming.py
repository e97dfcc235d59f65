"""What meetings, delegations and papers are called in a note, in its language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from inzet.dossiers import Wording
from inzet.meetings import Commitment, Meeting, Seats
from inzet.meetings.participation import CAPACITIES, Delegation
from inzet.record import PaperLite, PaperRow, StatementRow
from inzet.vocabulary.citations import SpanCitation, outside_words
from inzet.vocabulary.meetings import Session
from inzet.writing.compose.sheet.quoting import line, shortened

_TITLE = 70
"""Characters of a paper's title that a list of papers has room for."""


class Naming:
    """Names in one language; the words are in ``words.toml`` beside this module."""

    def __init__(self, language: str) -> None:
        self.words = Wording(__package__, language)

    def meeting(self, meeting: Meeting) -> str:
        """Its name and place: ``NATO Foreign Ministers Meeting, Brussels``."""
        notice = meeting.notice
        name = notice.name
        if notice.body:
            body = self.words.party(notice.body)
            name = self.maybe(f"meeting {notice.format}", name, body=body)
        place = self.place(meeting)
        return name if not place or place in name else f"{name}, {place}"

    def place(self, meeting: Meeting) -> str:
        """Where it is."""
        return self.words.concept(meeting.notice.place) if meeting.notice.place else ""

    def days(self, meeting: Meeting) -> str:
        """When it is: ``4–5 April 2023``; the word for unknown where no paper tells."""
        first, last = meeting.notice.from_, meeting.notice.to or meeting.notice.from_
        if not first or not last:
            return self.words("day_unknown")
        if first == last:
            return self.words.day(first)
        one, two = first.split("-"), last.split("-")
        if len(one) == len(two) == 3 and one[:2] == two[:2]:
            return f"{int(one[2])}–{self.words.day(last)}"
        return f"{self.words.day(first)} – {self.words.day(last)}"

    def session(self, session: Session | Seats) -> str:
        """Number and day: ``Session 1, 4 April 2023``."""
        name = self.words("session", n=session.number)
        return f"{name}, {self.words.day(session.on)}" if session.on else name

    def maybe(self, key: str, default: str, /, **values: object) -> str:
        """The words of a key that comes from data, or a default."""
        try:
            return self.words(key, **values)
        except KeyError:
            return default

    def genre(self, genre: str | None) -> str:
        """The kind of a paper; nothing where it has no name here."""
        return self.maybe(f"genre {genre}", "") if genre else ""

    def promised_on(self, one: Commitment) -> str:
        """When it was promised."""
        return self.words.day(one.made) or self.words("unknown")

    def due(self, one: Commitment) -> str:
        """The deadline in words; that none is told, where none is."""
        words = self.words
        if one.before is not None:
            return words("due_before", day=words.day(one.before))
        if one.due is not None:
            if one.due_is_day or one.due_earliest is None:
                return words("due_by", day=words.day(one.due))
            return words("due_in", first=words.day(one.due_earliest), last=words.day(one.due))
        if one.due_words:
            return words("due_words", words=line(one.due_words))
        return words("due_none")

    # ---- who sits at the table ----------------------------------------------------------

    def everywhere(self, seats: Sequence[Seats]) -> str:
        """Who sits in every session, where there are several."""
        sessions = [each for each in seats if each.number is not None]
        return self.delegations(_shared(sessions)) if len(sessions) > 1 else ""

    def besides(self, seats: Seats, all_seats: Sequence[Seats]) -> str:
        """Who sits in a session, beside those who sit in all of them."""
        sessions = [each for each in all_seats if each.number is not None]
        shared = {_who(each) for each in _shared(sessions)} if len(sessions) > 1 else set()
        return self.delegations(each for each in seats.delegations if _who(each) not in shared)

    def delegations(self, some: Iterable[Delegation]) -> str:
        """Delegations by capacity: ``members: NATO members (30); invitees: Finland, Sweden``."""
        by_capacity: dict[str, list[str]] = {}
        for each in some:
            by_capacity.setdefault(each.capacity, []).append(self.delegation(each))
        order = sorted(by_capacity, key=_place)
        return "; ".join(
            self.capacity(each, by_capacity[each]) for each in order if by_capacity[each]
        )

    def capacity(self, capacity: str, names: Sequence[str]) -> str:
        """Names in a capacity."""
        listed = ", ".join(names)
        if capacity == "member":
            return listed
        default = f"{self.words.concept(capacity)}: {listed}"
        return self.maybe(f"capacity {capacity}", default, n=len(names), names=listed)

    def delegation(self, one: Delegation) -> str:
        """A party with its number, person or office."""
        name = self.words.party(one.party)
        beside = one.person or (str(one.count) if one.count else "")
        if not beside and one.role and not one.role.startswith("minister"):
            beside = self.role(one.role)
        return f"{name} ({beside})" if beside else name

    def role(self, role: str) -> str:
        """An office, which data names in English."""
        return self.maybe(f"role {role}", role)


def _place(capacity: str) -> int:
    return CAPACITIES.index(capacity) if capacity in CAPACITIES else len(CAPACITIES)


def _who(one: Delegation) -> tuple[str, str]:
    return one.party, one.capacity


def _shared(sessions: Sequence[Seats]) -> list[Delegation]:
    if not sessions:
        return []
    common = set.intersection(*({_who(each) for each in seats.delegations} for seats in sessions))
    return [each for each in sessions[0].delegations if _who(each) in common]


class Letters:
    """Papers by a letter each, in the order in which a note names them, so that a source fits
    behind every line: ``A p. 2``."""

    def __init__(self, naming: Naming, called: Mapping[str, str] | None = None) -> None:
        """Letters for papers; ``called`` says by id what a paper is called, else by its title."""
        self._naming = naming
        self._called = called or {}
        self._papers: dict[str, PaperLite | PaperRow] = {}

    def paper(self, paper: PaperLite | PaperRow) -> str:
        """The letter of a paper."""
        self._papers.setdefault(paper.id, paper)
        return letter(list(self._papers).index(paper.id))

    def of(self, row: StatementRow) -> str:
        """Where a statement stands: its paper and page, or its source outside the record."""
        if row.paper is None:
            outside = shortened(outside_words(row.citation), _TITLE)
            return outside or self._naming.words("record")
        name = self.paper(row.paper)
        page = row.citation.page if isinstance(row.citation, SpanCitation) else None
        return name if page is None else self._naming.words("page", paper=name, page=page)

    def legend(self) -> str:
        """The papers by their letters, with number and day."""
        return "; ".join(
            f"{letter(place)} = {self._name(paper)}"
            for place, paper in enumerate(self._papers.values())
        )

    def papers(self) -> tuple[PaperLite | PaperRow, ...]:
        """The papers that have a letter, in order."""
        return tuple(self._papers.values())

    def _name(self, paper: PaperLite | PaperRow) -> str:
        said = self._naming.words.day(paper.said) or self._naming.words("undated")
        number = paper.numbers[0] if paper.numbers else ""
        called = self._called.get(paper.id) or shortened(paper.title, _TITLE)
        return ", ".join(part for part in (called, said, number) if part)


def letter(place: int) -> str:
    """A, B, … Z, AA, AB …"""
    high, low = divmod(place, 26)
    return (letter(high - 1) if high else "") + chr(ord("A") + low)
