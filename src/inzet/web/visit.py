"""One request for a page: who reads, from which moment, in which language; and its answer."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Awaitable, Callable, Hashable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, TypeVar
from urllib.parse import parse_qsl, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from inzet.accounts import Accounts
from inzet.accounts.audit import READ
from inzet.dossiers import Film
from inzet.dossiers.summaries import Summary
from inzet.record import Condition, Record, View
from inzet.vocabulary.errors import InputError, UnknownValue
from inzet.web.callers import Callers
from inzet.web.exports import csv_response, json_response
from inzet.web.links import link
from inzet.web.made import Made
from inzet.web.moments import Moment
from inzet.web.opened import Opened
from inzet.web.outside.outside import Outside
from inzet.web.pending import Pending
from inzet.web.present.slider import Slider, over_chain
from inzet.web.refusals import NotAllowed
from inzet.web.running.crew import Crew
from inzet.web.running.ledger import Ledger
from inzet.web.running.proving import Proving
from inzet.web.running.remaking import Remaker
from inzet.web.shown import marked, marked_in
from inzet.web.stops import Stop
from inzet.web.taxii.server import Server
from inzet.web.templating import render
from inzet.web.who import Right, Who
from inzet.web.words import LANGUAGES, Words, choose_language

T = TypeVar("T")
_FEW = 20
"""Marked rows up to which a text is searched for further statements too: each costs a look."""
FORMATS = ("html", "json", "csv")


@dataclass(frozen=True)
class Desk:
    """What the whole application shares: the record to open, and how to tell who visits."""

    opened: Opened
    who: Callable[[Request, Record], Who]
    """Tells who sends a request, and so whose feeds are read."""
    proving: Proving
    """Goes through the record in the background."""
    condition: Callable[[], Condition]
    """Tells how the record is, for whoever has not logged in."""
    remaking: Remaker | None = None
    """Makes tables of another version anew in the background."""
    remade: Callable[[], int] = lambda: 0
    """Tells how far that is, in percent."""
    accounts: Accounts | None = None
    """None where the workspace is one person's."""
    certified: bool = False
    """Whether other nodes have to show the certificate that is pinned of them."""
    outside: Outside | None = None
    """Who else can say who somebody is."""
    callers: Callers = field(default_factory=Callers)
    """The other nodes that ask."""
    pending: Pending = field(default_factory=Pending)
    ledger: Ledger = field(default_factory=Ledger)
    crew: Crew = field(default_factory=Crew)
    taxii: Server = field(default_factory=Server)


@dataclass(frozen=True)
class Visit:
    """A request on the desk, with the record open and the one view it may use."""

    request: Request
    desk: Desk
    made: Made
    words: Words
    moment: Moment
    record: Record
    view: View
    who: Who
    noted: list[tuple[str, ...]] = field(default_factory=list)
    """What the audit was told during it."""

    @property
    def query(self) -> Mapping[str, str]:
        """The query of the address."""
        return self.request.query_params

    @property
    def person(self) -> str:
        """The name under which what they do is kept."""
        return self.who.person

    def may(self, right: Right | str) -> bool:
        """Whether whoever visits may do this."""
        return self.who.may(right)

    def require(self, right: Right) -> None:
        """Goes on only where whoever visits may do this.

        Raises:
            InputError: they may not, with who could.
            NotAllowed: their account may not.
        """
        if not self.may(right) and self.who.visitor is not None:
            raise NotAllowed(
                f"your account may not {right} here"
                if self.who.visitor.token is None
                else f"this token may not {right} here",
                fix="Ask an administrator of this workspace.",
            )
        if not self.may(right):
            raise InputError(
                "this workspace is shown to another reader and takes nothing in",
                fix="Start it without choosing a reader.",
            )

    def note(self, data: Any, text: bytes = b"") -> None:
        """Keeps for the audit which marked papers and statements are shown to an account.

        ``show`` does so of a page's data; whatever answers otherwise does it itself.

        Args:
            data: rows, or anything made of them.
            text: what is shown, where rows are not at hand; it is searched for what it leads to.
        """
        if self.desk.accounts is None or self.who.visitor is None:
            return
        shown = marked(data)
        if text:
            # Rows that bore their marking were found; papers they rest on may bear none.
            shown += marked_in(text, self.view, papers_alone=len(shown) > _FEW)
            shown += marked_in(self.request.url.path.encode(), self.view)
        if shown:
            self.tell_audit(tuple(shown))

    def tell_audit(self, shown: tuple[str, ...]) -> None:
        """Keeps for the audit that these marked papers and statements are shown to an account."""
        if self.desk.accounts is None or self.who.visitor is None:
            return
        self.noted.append(shown)
        self.desk.accounts.audit.note(self.person, READ, self.request.url.path, shown)

    def asked(self, name: str) -> str:
        """A value of the query without white space around it; "" when there is none."""
        return self.query.get(name, "").strip()

    def path(self, name: str) -> str:
        """A part of the path."""
        return str(self.request.path_params[name])

    def href(self, path: str, **query: object) -> str:
        """A link that keeps the moment and the language."""
        return link(path, self.kept, query)

    @property
    def kept(self) -> dict[str, str]:
        """What every link carries on."""
        return kept(self.request, self.moment)

    def here(self, **query: object) -> str:
        """This page with something of its query changed; None takes a key away."""
        return link(self.request.url.path, dict(self.query), query)

    def show(
        self,
        template: str,
        data: Any,
        *,
        rows: Iterable[Mapping[str, object]] | None = None,
        **context: Any,
    ) -> Response:
        """The page, or its data where the query asks for them.

        Args:
            template: name of the page's template.
            data: what the page rests on, for JSON.
            rows: lines of its list, for CSV; None where the page has no list.
            context: what the template shows.

        Raises:
            UnknownValue: a format that this page does not have.
        """
        wanted = self.asked("format") or "html"
        available = FORMATS if rows is not None else FORMATS[:2]
        if wanted not in available:
            raise UnknownValue(
                f"this page has no format “{wanted}”",
                where="format",
                fix=f"Use {', '.join(available)}.",
            )
        # What a template shows stands in its context, in whatever form the data is asked for.
        self.note((data, context))
        if wanted == "json":
            return json_response(data)
        if wanted == "csv" and rows is not None:
            return csv_response(rows, name=template.partition(".")[0])
        stamps = set(find_stamps(data))
        return render(
            template,
            request=self.request,
            words=self.words,
            moment=self.moment,
            kept=self.kept,
            context={
                "visit": self,
                "formats": available[1:],
                "may": self.may,
                "rights": self.who.rights,
                "stamps": _widest(stamps),
                "mixed": "" in stamps and len(stamps) > 1,
                **context,
            },
        )

    def remembered(self, name: str, make: Callable[[], T], *more: Hashable) -> T:
        """What ``make`` makes of the view, or made of it before where nothing came since.

        Args:
            name: of what is made.
            more: what else it depends on beside the view, the day and the language.
        """
        key = (name, self.moment.day, self.words.language, *more)
        return self.view.remembered(key, make)

    def summaries(self) -> list[Summary]:
        """Every dossier in view in one line, in the language of the visit."""
        return self.made.summaries.of(
            self.view, language=self.words.language, today=self.moment.day
        )

    def stops(self) -> tuple[Stop, ...]:
        """The dated meetings that whoever reads may see, whatever the moment of the page."""
        return self.made.stops.of(self.record.view(self.who.reader, memory=self.made.memory))

    def slider(self) -> Slider | None:
        """The slider over the chain in the head of the page; None where no meeting has a day."""
        return over_chain(self.stops(), self.moment, self.words)

    def film(self, dossier: str) -> Film | None:
        """A dossier's grid on every day, as far as is known at the moment of the page."""
        view = self.record.view(
            self.who.reader, known_on=self.moment.known_on, memory=self.made.memory
        )
        return self.made.films.of(view, dossier, language=self.words.language)

    def go(self, path: str, **query: object) -> Response:
        """An answer that sends the browser on, after something was done."""
        return RedirectResponse(self.href(path, **query), 303)

    def back(self, form: Mapping[str, str], otherwise: str, **query: object) -> Response:
        """Back to the page a form came from, which is always one of ours."""
        if not is_ours(form.get("back", "")):
            return self.go(otherwise, **query)
        target = urlsplit(form["back"])
        before = dict(parse_qsl(target.query))
        path = f"{target.path}#{target.fragment}" if target.fragment else target.path
        return RedirectResponse(link(path, before, query), 303)


def is_ours(address: str) -> bool:
    """Whether an address is a page of this workspace, and nothing else by any reading."""
    try:
        target = urlsplit(address)
    except ValueError:
        return False
    plain = "\\" not in address and not any(ord(char) < 0x21 for char in address)
    return (
        plain
        and not target.scheme
        and not target.netloc
        and target.path.startswith("/")
        and not target.path.startswith("//")
    )


def kept(request: Request, moment: Moment) -> dict[str, str]:
    """What every link carries on: the moment, and a language that was chosen by hand."""
    chosen = request.query_params.get("lang")
    return {**moment.query, **({"lang": chosen} if chosen in LANGUAGES else {})}


def find_stamps(data: Any) -> Iterator[str]:
    """The notice each paper that a page shows must carry, "" for none, wherever in its data."""
    if isinstance(data, Mapping):
        for value in data.values():
            yield from find_stamps(value)
    elif isinstance(data, list | tuple):
        for value in data:
            yield from find_stamps(value)
    elif isinstance(data, dt.date | str | int | float | bytes) or data is None:
        return
    elif isinstance(stamp := getattr(data, "stamp", None), str):
        yield stamp
    else:
        for name in ("paper", "papers", "row", "rows", "sources", "latest", "statement"):
            if (value := getattr(data, name, None)) is not None:
                yield from find_stamps(value)


def _widest(stamps: set[str]) -> tuple[str, ...]:
    """Each notice once, and none that another one says already."""
    said = sorted(stamps - {""}, key=len, reverse=True)
    return tuple(
        stamp for place, stamp in enumerate(said) if not any(stamp in one for one in said[:place])
    )


def words_for(request: Request) -> Words:
    """The interface language of a request."""
    accepted = request.headers.get("accept-language", "")
    return Words(choose_language(request.query_params.get("lang"), accepted))


@contextmanager
def visiting(request: Request) -> Iterator[Visit]:
    """Open the record for one request and bind the reader's view at the asked moment."""
    desk: Desk = request.app.state.desk
    moment = Moment.asked(request.query_params)
    began = time.perf_counter()
    with desk.opened() as kept_open:
        desk.ledger.opened(time.perf_counter() - began)
        record, made = kept_open.record, kept_open.made
        who = desk.who(request, record)
        # Whatever opens another view of it, or writes to it, is held to the same markings.
        record = record.narrowed(who.reader.markings)
        view = record.view(
            who.reader, as_of=moment.as_of, known_on=moment.known_on, memory=made.memory
        )
        yield Visit(request, desk, made, words_for(request), moment, record, view, who)


Handler = Callable[["Visit", Mapping[str, str]], Response]


def page(handler: Callable[[Visit], Response]) -> Callable[[Request], Response]:
    """A route that shows something; runs in a thread, as the record blocks."""

    @wraps(handler)
    def answer(request: Request) -> Response:
        with visiting(request) as visit:
            return handler(visit)

    return answer


def action(
    right: Right, *, fields: int = 50
) -> Callable[[Handler], Callable[[Request], Awaitable[Response]]]:
    """A route that takes a small form and does something, for whoever may.

    Args:
        fields: how many the form may have.
    """

    def decorate(handler: Handler) -> Callable[[Request], Awaitable[Response]]:
        @wraps(handler)
        async def answer(request: Request) -> Response:
            async with request.form(max_files=0, max_fields=fields) as posted:
                form = {key: value for key, value in posted.items() if isinstance(value, str)}

            def run() -> Response:
                with visiting(request) as visit:
                    visit.require(right)
                    return handler(visit, form)

            return await run_in_threadpool(run)

        return answer

    return decorate
