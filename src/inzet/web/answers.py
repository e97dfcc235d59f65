"""Whole answers, kept for whoever asks the same again while nothing came.

What stands before a page is done at every visit all the same: log-in, limits, the look at the
record and which feeds are read, the right to a page, the note for the audit. Only what would be
made once more word for word is not. Nothing is kept but where a route says so (``remembers``), and
what its page rests on beside the record.
"""

from __future__ import annotations

import datetime as dt
import gzip
import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from inzet.record import Mark, Turns

if TYPE_CHECKING:
    from inzet.web.visit import Visit

MOST = 48_000_000
"""Bytes that one process keeps."""
_LARGEST = MOST // 24
"""Bytes of an answer beyond which it is made anew every time: one may not drive out all others."""
_OVERHEAD = 2_000
"""Bytes that keeping one costs beside its body, roughly."""
_SMALLEST_ZIPPED = 1000
_LEVEL = 6
_OF_A_PAGE = ("Cache-Control", "Vary", "Content-Language", "Content-Type", "Content-Disposition")
"""Headers that an answer may have to be kept: of others it is not known what they rest on."""
_ADDED = ("content-length",)


@dataclass(frozen=True, slots=True)
class Answer:
    """What is sent, compressed once, and what the audit is told of it."""

    body: bytes
    zipped: bool
    headers: tuple[tuple[str, str], ...]
    tag: str
    noted: tuple[tuple[str, ...], ...]

    @classmethod
    def of(cls, response: Response, noted: list[tuple[str, ...]]) -> Answer | None:
        """An answer that can be kept; None of any other."""
        headers = [(name, value) for name, value in response.headers.items() if name not in _ADDED]
        known = {each.lower() for each in _OF_A_PAGE}
        if response.status_code != 200 or isinstance(response, StreamingResponse):
            return None
        if response.background is not None or any(name not in known for name, _ in headers):
            return None
        plain = bytes(response.body)
        # Of the body alone: it tells whoever has it nothing that they do not have.
        tag = f'W/"{hashlib.sha256(plain).hexdigest()[:32]}"'
        small = len(plain) < _SMALLEST_ZIPPED
        body = plain if small else gzip.compress(plain, _LEVEL, mtime=0)
        return cls(body, not small, tuple(headers), tag, tuple(noted))

    @property
    def size(self) -> int:
        """Bytes that it takes to keep."""
        ids = sum(len(each) for event in self.noted for each in event)
        return len(self.body) + ids + _OVERHEAD

    def sent(self, request: Request) -> Response:
        """The answer to a request; 304 where the browser has it already."""
        response = Response(status_code=304) if _had(request, self.tag) else self._whole(request)
        headers = MutableHeaders(raw=response.raw_headers)
        for name, value in self.headers:
            if response.status_code == 200 or name in ("cache-control", "vary"):
                headers[name] = value
        headers["ETag"] = self.tag
        if self.zipped:
            headers.add_vary_header("Accept-Encoding")
        return response

    def _whole(self, request: Request) -> Response:
        if not self.zipped:
            return Response(self.body)
        if "gzip" not in request.headers.get("accept-encoding", ""):
            return Response(gzip.decompress(self.body))
        return Response(self.body, headers={"Content-Encoding": "gzip"})


class Answers:
    """Answers of one process, of one record; may be shared between threads.

    Args:
        most: bytes to keep; what was not asked for the longest goes first. 0 keeps nothing.
    """

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._size = 0
        self._kept: OrderedDict[Hashable, tuple[Mark, Answer]] = OrderedDict()
        self._lock = threading.Lock()
        self.turns = Turns()

    @property
    def size(self) -> int:
        """Bytes that are kept."""
        return self._size

    def get(self, mark: Mark, key: Hashable) -> Answer | None:
        """The answer of a key while the view has come no further; None where there is none."""
        whole = (mark.scope, key)
        with self._lock:
            found = self._kept.get(whole)
            if found is None or found[0] != mark:
                return None
            self._kept.move_to_end(whole)
            return found[1]

    def keep(self, mark: Mark, key: Hashable, answer: Answer) -> None:
        """Keeps an answer in the place of an earlier one."""
        if answer.size > min(_LARGEST, self._most):
            return
        whole = (mark.scope, key)
        with self._lock:
            before = self._kept.pop(whole, None)
            self._size += answer.size - (before[1].size if before else 0)
            self._kept[whole] = (mark, answer)
            while self._size > self._most:
                _, (_, gone) = self._kept.popitem(last=False)
                self._size -= gone.size


Page = Callable[["Visit"], Response]


def remembers(beside: Callable[[Visit], Hashable] | None = None) -> Callable[[Page], Page]:
    """A page whose answers are kept.

    Such a page only shows: it takes, marks and writes nothing. All it shows is of the record in
    the reader's feeds, of the address, the language, the day, of who visits with which rights and
    session, and of what ``beside`` tells.

    Args:
        beside: what else the page rests on, as a plain value, such as what lies in a file of the
            person's own; asked at every visit.
    """

    def decorate(page: Page) -> Page:
        @wraps(page)
        def answer(visit: Visit) -> Response:
            def rests_on() -> Hashable:
                return _rests_on(visit), beside(visit) if beside is not None else None

            # Asked before the page is made: what is made may be newer than its mark, never older.
            mark, key = visit.view.mark(), rests_on()
            answers = visit.made.answers
            found = answers.get(mark, key)
            if found is not None:
                return _again(visit, found)
            with answers.turns.turn((mark, key)):
                found = answers.get(mark, key)
                if found is not None:
                    return _again(visit, found)
                made = page(visit)
                whole = Answer.of(made, visit.noted)
                if whole is None:
                    return made
                # Where the day or a file of theirs changed meanwhile, who knows which it shows.
                if rests_on() == key:
                    answers.keep(mark, key, whole)
            return whole.sent(visit.request)

        setattr(answer, KEPT, True)
        return answer

    return decorate


def _again(visit: Visit, found: Answer) -> Response:
    """A kept answer, which the audit is told of like one that was made."""
    for shown in found.noted:
        visit.tell_audit(shown)
    return found.sent(visit.request)


KEPT = "answers_are_kept"
"""Tells a handler whose answers are kept from the others."""


def _rests_on(visit: Visit) -> Hashable:
    """All that an answer rests on beside the view and what the page itself names.

    Who visits is part of it, so nobody is ever sent what was made for another, even where it would
    be the same word for word.
    """
    who, state = visit.who, visit.request.state
    session = who.visitor.session.id if who.visitor and who.visitor.session else ""
    token = who.visitor.token.id if who.visitor and who.visitor.token else ""
    return (
        visit.request.url.path,
        visit.request.url.query,
        visit.words.language,
        visit.moment.day,
        dt.date.today(),
        who.person,
        who.visitor.account.shown if who.visitor else "",
        who.reader.key,
        who.rights,
        session,
        token,
        getattr(state, "form_token", ""),
        hasattr(state, "visitor"),
    )


def _had(request: Request, tag: str) -> bool:
    known = request.headers.get("if-none-match", "")
    bare = tag.removeprefix("W/")
    return bare in {each.strip().removeprefix("W/") for each in known.split(",")}
