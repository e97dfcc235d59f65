"""The next annotated agenda of a meeting, started from the last one in its chain."""

from __future__ import annotations

from collections.abc import Iterable

from inzet.changes import papers_of
from inzet.changes.items import AgendaItem, ItemChange, Went
from inzet.vocabulary.acts import Act
from inzet.writing.compose import letter
from inzet.writing.compose.announced import Announced
from inzet.writing.compose.around import around
from inzet.writing.compose.beside import Beside
from inzet.writing.compose.carrying import Section, sections
from inzet.writing.compose.facts import (
    days_in_words,
    facts_of,
    meeting_in_words,
    place_name,
    those_who_meet,
)
from inzet.writing.compose.last import LastPaper, agendas_of, last_agenda
from inzet.writing.compose.programme import Programme
from inzet.writing.compose.promises import ToSettle
from inzet.writing.compose.rewording import Rewording
from inzet.writing.compose.sources import Sources
from inzet.writing.compose.standing import Standings
from inzet.writing.compose.task import Task
from inzet.writing.draft import Block, Draft, Form, Kind, Origin

_SESSION = 2
"""The level of a heading that opens a session, as papers are taken apart."""


def composed(task: Task) -> Draft:
    """The draft."""
    last = last_agenda(task)
    agenda = _Agenda(task, last)
    return agenda.draft()


class _Agenda:
    """One agenda on its way."""

    def __init__(self, task: Task, last: LastPaper | None) -> None:
        self._task = task
        self._words = task.words
        self._last = last
        self._sources = Sources()
        self._facts = facts_of(task.meeting.notice, on=task.on)
        self._party = task.on_behalf_of or (last.paper.on_behalf_of if last else None)
        self._standings = Standings(task)
        self._settle = ToSettle(task, self._sources, self._party)
        said = str(last.paper.said or "") if last is not None else None
        self._beside = Beside(task, self._sources, self._standings, self._settle, said)
        self._announced = Announced(task, self._sources, self._beside, last)

    def draft(self) -> Draft:
        """All of it."""
        task, last = self._task, self._last
        title = letter.title(self._words, "agenda_title", task.meeting.notice, self._facts)
        same_language = last is not None and last.language == task.language
        if last is None:
            body = self._from_facts()
        elif same_language:
            body = self._carried(last)
        else:
            body = self._structure(last)
        blocks = (self._title(title), *self._unknown(), *body)
        return Draft(
            kind=Kind.AGENDA,
            language=task.language,
            meeting=task.meeting.id,
            meeting_name=meeting_in_words(self._words, task.meeting.notice),
            on=task.on.isoformat(),
            title=title,
            head=letter.head(
                self._words, title, last.structured if same_language and last else None
            ),
            blocks=blocks,
            sources=self._sources.every(),
            on_behalf_of=self._party,
            compared_with=(last.paper.id,) if last else (),
            stamps=self._sources.stamps(),
        )

    def _title(self, title: str) -> Block:
        """The title, with what the drafter must know of the whole draft."""
        last, before = self._last, None
        sources = self._sources.of(*self._task.meeting.sources)
        if last is not None and last.language == self._task.language:
            printed = next((each for each in last.structured.blocks if each.kind == "title"), None)
            before = printed.text if printed is not None else last.structured.title or None
            sources = (*sources, *self._sources.of_paper(last.paper, before or ""))
        return Block(
            key="title",
            form=Form.TITLE,
            origin=Origin.CHANGED if before and before != title else Origin.FRAME,
            text=title,
            before=before if before and before != title else None,
            sources=sources,
            comment=" ".join(self._remarks()),
        )

    def _remarks(self) -> Iterable[str]:
        words, last, meeting = self._words, self._last, self._task.meeting
        if last is None:
            yield words("remark_no_last")
        else:
            yield words("remark_starts_from", day=words.day(last.paper.said))
            days = facts_of(last.notice.notice, on=self._task.on).days()
            if not last.same_chain and days:
                yield words("remark_other_format", days=days_in_words(words, *days))
            if last.language != self._task.language:
                name = (
                    words(f"language_{last.language}")
                    if last.language in ("nl", "en")
                    else last.language
                )
                yield words("remark_language", language=name)
        own = agendas_of(
            meeting, {each.id: each for each in papers_of(self._task.view)}, self._party
        )
        if own:
            yield words("remark_exists", day=words.day(own[-1].said))
        if meeting.mentioned_only:
            yield words("remark_by_name")
            if last is not None:
                yield words("remark_as_last")
        elif last is not None and not self._announced.notices():
            yield words("remark_nothing_announced")

    def _unknown(self) -> Iterable[Block]:
        """Fields for what no paper tells."""
        facts = (
            ("days", self._facts.first, "unknown_day"),
            ("place", self._facts.place, "unknown_place"),
        )
        for name, known, placeholder in facts:
            if known is None:
                yield Block(
                    key=f"field/{name}",
                    form=Form.FIELD,
                    origin=Origin.FRAME,
                    text=self._words(f"field_{name}"),
                    comment=self._words(
                        "remark_facts_unknown", placeholder=self._words(placeholder)
                    ),
                )

    # ---- from the last paper ------------------------------------------------------------

    def _carried(self, last: LastPaper) -> list[Block]:
        opening = None if last.same_chain else self._opening_words()
        known = around(self._task, last, self._standings, self._announced.notices(), opening)
        rewording = Rewording(self._task, last, known, self._standings, self._settle.promises)
        found = sections(last, rewording, self._sources)
        self._beside.told = rewording.told
        changes = self._announced.changes(last)
        programme = Programme(changes)
        blocks: list[Block] = []
        closing = _closing(found)
        for number, section in enumerate(found):
            if number == closing:
                blocks += self._announced.blocks(programme.rest())
                blocks += self._settle.rest()
            if section.heading is not None:
                blocks.append(self._headed(section, programme))
            blocks += section.blocks
            blocks += self._beside.of(self._dossiers(last, section))
            if section.session is not None and _ends_session(found, number):
                blocks += self._announced.blocks(programme.of(section.session))
        if closing is None:
            blocks += self._announced.blocks(programme.rest())
            blocks += self._settle.rest()
        return blocks

    def _headed(self, section: Section, programme: Programme) -> Block:
        """A heading, with what became of its item."""
        heading = section.heading
        assert heading is not None
        change = programme.of_title(section.title)
        remarks = [heading.comment] if heading.comment else []
        if change is not None and change.went is Went.DROPPED:
            remarks.append(self._words("remark_not_expected"))
        if change is not None and change.went is Went.MOVED and change.later is not None:
            later = change.later
            named = f" (“{later.session_title}”)" if later.session_title else ""
            remarks.append(self._words("remark_moved", number=later.session, title=named))
        called = self._announced.called_now(section) if change is None else None
        if called is not None:
            # What stands under the heading may be of the old session: a person renames it.
            remarks.append(self._words("remark_session", number=section.session, title=called))
        text, before, sources = heading.text, heading.before, heading.sources
        if change is not None and change.later is not None and _is_retitled(change, section):
            before, text = before or section.title, change.later.title
            sources = (*sources, *self._sources.of(change.later.row))
        return _with(heading, text, before, sources, remarks)

    def _dossiers(self, last: LastPaper, section: Section) -> list[str]:
        """What a section is about: the dossiers of its item, else those that positions are on."""
        if section.heading is None or section.session is None:
            return []
        bound = _bound(last, section.title)
        held = [n for row in section.rows if row.act == Act.POSITION for n in row.dossiers]
        return list(dict.fromkeys(bound or held))

    # ---- without its text ---------------------------------------------------------------

    def _opening_words(self) -> str:
        """When, where and who, as far as it is known."""
        words, days = self._words, self._facts.days()
        notice = self._task.meeting.notice
        who = those_who_meet(words, notice)
        values = {
            "who": who,
            "meeting": meeting_in_words(words, notice),
            "days": days_in_words(words, *days) if days else words("unknown_day"),
            "place": place_name(self._facts.place, words.language) if self._facts.place else "",
        }
        key = "opens" if who else "opens_meeting"
        return words(key if self._facts.place else f"{key}_no_place", **values)

    def _opening(self) -> Block:
        """The opening of a draft that carries no text."""
        return Block(
            key="opening",
            form=Form.PARAGRAPH,
            origin=Origin.NEW,
            text=self._opening_words(),
            sources=self._sources.of(*self._task.meeting.sources),
        )

    def _structure(self, last: LastPaper) -> list[Block]:
        """The structure of a paper in another language, and what the record can say of it."""
        blocks = [self._opening()]
        for printed in last.structured.blocks:
            if printed.kind != "heading":
                continue
            dossiers = _bound(last, printed.text)
            opens = printed.level == _SESSION and printed.session is not None
            titles = [title for name in dossiers if (title := self._standings.called(name))]
            text = " / ".join(titles[:2])
            if opens:
                text = self._words("session", number=printed.session)
            key = f"{last.paper.sha256[:12]}/{printed.start}"
            blocks.append(
                Block(
                    key=f"heading/{key}",
                    form=Form.HEADING,
                    origin=Origin.NEW if text else Origin.CARRIED,
                    text=text or printed.text,
                    level=min(max(1, printed.level - 1), 3),
                    sources=self._sources.of_paper(last.paper, printed.text),
                    comment=self._words("remark_heading_language", heading=printed.text),
                    # A heading in another language stands in no clean copy.
                    private=not text,
                )
            )
            blocks += self._beside.of(dossiers)
            blocks.append(self._announced.text_field(key))
        return [*blocks, *self._settle.rest(), self._closes()]

    def _from_facts(self) -> list[Block]:
        """Sessions and items as they are announced, where there is no paper to start from."""
        blocks = [self._opening()]
        for session in self._task.meeting.notice.sessions:
            if session.title:
                blocks.append(self._session(session.number, session.title))
            for item in session.items:
                if item.title is None:
                    blocks += self._beside.of(list(item.dossiers))
                    continue
                found = AgendaItem(
                    item.title,
                    session.number,
                    session.title,
                    item.dossiers,
                    None,
                    self._task.meeting.sources[-1],
                )
                blocks += self._announced.item(found)
        return [*blocks, *self._settle.rest(), self._closes()]

    def _closes(self) -> Block:
        """The sentence with which such letters close. It promises something, so it is left
        unfilled: in no clean copy until a person takes it."""
        return Block(
            key="closing",
            form=Form.FIELD,
            origin=Origin.FRAME,
            text=self._words("closing"),
            comment=self._words("remark_closing"),
        )

    def _session(self, number: int, title: str) -> Block:
        return Block(
            key=f"session/{number}",
            form=Form.HEADING,
            origin=Origin.NEW,
            text=title,
            level=1,
            sources=self._sources.of(*self._task.meeting.sources),
        )


def _bound(last: LastPaper, title: str) -> list[str]:
    """The dossiers of last time's item of this title."""
    return [
        name
        for session in last.notice.notice.sessions
        for item in session.items
        if item.title is not None and item.title.casefold() == title.casefold()
        for name in item.dossiers
    ]


def _with(
    heading: Block, text: str, before: str | None, sources: tuple[int, ...], remarks: list[str]
) -> Block:
    return Block(
        key=heading.key,
        form=heading.form,
        origin=Origin.CHANGED if before is not None else heading.origin,
        text=text,
        before=before,
        level=heading.level,
        sources=tuple(dict.fromkeys(sources)),
        comment=" ".join(remarks),
    )


def _is_retitled(change: ItemChange, section: Section) -> bool:
    """Whether an item stands in both in one language, under another title."""
    earlier, later = change.earlier, change.later
    if earlier is None or later is None or earlier.title != section.title:
        return False
    return later.title != earlier.title and later.language == earlier.language


def _closing(found: list[Section]) -> int | None:
    """Where the sections after the last session begin; None: there are none."""
    with_session = [at for at, each in enumerate(found) if each.session is not None]
    after = with_session[-1] + 1 if with_session else len(found)
    return after if after < len(found) else None


def _ends_session(found: list[Section], number: int) -> bool:
    session = found[number].session
    following = found[number + 1].session if number + 1 < len(found) else None
    return session is not None and following != session
