"""A statement as a page shows it: who, what, on which dossier, where it says so."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from inzet.meetings import is_notice
from inzet.record import StatementRow
from inzet.vocabulary.citations import SpanCitation, outside_words
from inzet.vocabulary.entries import DATA_RULES
from inzet.vocabulary.judgements import PERSON
from inzet.vocabulary.library import LIBRARY
from inzet.vocabulary.meetings import NOTICE_RULE, PARTICIPATION_RULE
from inzet.web.present.gist import due, gist, terms
from inzet.web.present.numbers import number_words
from inzet.web.words import Words

SHORT = 12
"""Characters of an id in an address or anchor; enough to be unique in a record."""


@dataclass(frozen=True, slots=True)
class Line:
    """A statement in words."""

    row: StatementRow
    anchor: str
    """Its name within a page."""
    act: str
    who: str
    worded: str
    """The holder as the paper words it, where that says more than the name."""
    gist: str
    terms: str
    """To whom and in which form a commitment is made."""
    due: str
    dossiers: tuple[tuple[str, str], ...]
    """Titles and paths."""
    said: str
    source: str
    """The paper, briefly; or the cell of a table, or what is outside the record. It says first what
    is doubtful."""
    path: str
    """Its sentence in its paper, or its own page where no paper holds it."""
    permalink: str
    precision: str
    session: str
    retold: bool
    data: bool
    """It is a row of a data set, which nobody reviews."""

    @property
    def title(self) -> str:
        """Its act and holder, as a name for a control."""
        return f"{self.act} · {self.who}" if self.who else self.act


def line(row: StatementRow, t: Words) -> Line:
    """One statement in words."""
    who = who_of(row, t)
    anchor = row.identity[:SHORT]
    paper, promised = row.paper, str(row.act) == "commitment"
    permalink = f"/statements/{row.identity}"
    doubts = (t("statement.doubtful"),) if row.doubtful else ()
    return Line(
        row=row,
        anchor=anchor,
        act=act_words(row, t),
        who=who,
        worded=row.holder if row.holder and row.rule not in MACHINE_HOLDERS else "",
        gist=gist(row, t),
        terms=terms(row, t) if promised else "",
        due=due(row, t) if promised else "",
        dossiers=tuple((t.dossier(each), f"/dossiers/{each}") for each in row.dossiers),
        said=t.day(row.said) or t("said.undated"),
        source=": ".join((*doubts, source_words(row))),
        path=path_of(row),
        permalink=permalink,
        precision=precision(row, t),
        session=t("meeting.session", number=row.session) if row.session else "",
        retold=bool(paper and paper.stamp),
        data=row.rule.startswith(DATA_RULES),
    )


def who_of(row: StatementRow, t: Words) -> str:
    """Its party by name, else its holder as worded."""
    return t.party(row.party) or row.holder or ""


def source_words(row: StatementRow) -> str:
    """Its paper, briefly; or the cell of a table, or what is outside the record."""
    paper = row.paper
    return paper_label(paper.title, paper.numbers) if paper else outside_words(row.citation)


def path_of(row: StatementRow) -> str:
    """Its sentence in its paper, or its own page where no paper holds it."""
    if row.paper is None:
        return f"/statements/{row.identity}"
    return f"/papers/{row.paper.id[:SHORT]}#s-{row.identity[:SHORT]}"


def act_words(row: StatementRow, t: Words) -> str:
    """Its act; a notice of a meeting, and what a parliament says, are named for what they are."""
    if is_notice(row):
        return t("act.meeting")
    kind = str(row.content.get("kind", "")).replace(" ", "-")
    if kind in LIBRARY and row.rule == PERSON:
        return t(f"library.one.{kind}")
    return t.maybe(f"parliament.{kind}") or t.act(str(row.act))


def lines(rows: Iterable[StatementRow], t: Words) -> list[Line]:
    """Statements in words, in their order."""
    return [line(row, t) for row in rows]


MACHINE_HOLDERS = frozenset({NOTICE_RULE, PARTICIPATION_RULE})
"""Rules whose holder is a key and no wording of the paper."""


def precision(row: StatementRow, t: Words) -> str:
    """How sure the reading is: by whom or by which rule, and the rule's measured precision."""
    if row.rule == "person":
        return t("read.by-person")
    if row.rule.startswith(DATA_RULES):
        return t("read.data", name=row.rule.removeprefix(DATA_RULES))
    try:
        measured = Decimal(row.precision) if row.precision else None
    except InvalidOperation:
        measured = None
    if measured is None:
        return t("read.by-rule", rule=row.rule)
    return t("read.by-rule-measured", rule=row.rule, right=int(measured * 100))


def paper_label(title: str, numbers: tuple[str, ...] | list[str]) -> str:
    """A paper in a few words: its first number, else its title, shortened."""
    if numbers:
        return number_words(numbers[0])
    return title if len(title) <= 50 else title[:48].rpartition(" ")[0] + " …"


def span_of(row: StatementRow) -> tuple[int, int] | None:
    """Where in its paper's text it stands; None for a table or an outside source."""
    citation = row.citation
    return (citation.start, citation.end) if isinstance(citation, SpanCitation) else None
