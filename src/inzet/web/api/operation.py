"""An operation of the API: what is asked, taken and answered, and by whom it may be asked."""

from __future__ import annotations

import datetime as dt
import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any, Generic, Literal, TypeVar

import msgspec

from inzet.web.api.shapes.common import BASE
from inzet.web.visit import Visit
from inzet.web.who import Right

MOST = 200
"""Things on a page of a list at most."""


class Asked(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The query of an operation; what is not asked is null. A name that is not known is refused."""


class AtMoment(Asked, frozen=True, kw_only=True):
    """The moment an answer is of."""

    as_of: dt.date | None = None
    """What holds on this day, with all that is known now."""
    known_on: dt.date | None = None
    """Only what had been said by this day."""


class AList(AtMoment, frozen=True, kw_only=True):
    """A page of a list."""

    limit: Annotated[int, msgspec.Meta(ge=1, le=MOST)] = 50
    """Things on the page at most."""
    after: Annotated[str, msgspec.Meta(min_length=1, max_length=200)] | None = None
    """Where the page begins, as `next` of the page before has it."""


class InLanguage(AtMoment, frozen=True, kw_only=True):
    """An answer with sentences of ours."""

    lang: Literal["en", "nl"] = "en"
    """Of sentences and titles."""


Q = TypeVar("Q", bound=Asked, covariant=True)
B = TypeVar("B", covariant=True)
Given = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
"""A text in a query."""


@dataclass(frozen=True)
class Call(Generic[Q, B]):
    """One request of an operation."""

    visit: Visit
    asked: Q
    body: B
    """What was sent; None where nothing is taken."""
    as_it_is: str | None = None
    """The tags of ``If-Match``; None where it was not sent."""

    def path(self, name: str) -> str:
        """A part of the path."""
        return self.visit.path(name)


@dataclass(frozen=True, slots=True)
class Made:
    """An answer with a status and headers of its own."""

    answer: Any
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class File:
    """Bytes as an answer."""

    data: bytes
    media_type: str
    name: str


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that was sent, with the fields of its form."""

    data: bytes
    name: str
    fields: dict[str, str]


@dataclass(frozen=True, slots=True)
class Operation:
    """What can be asked at a path with a method."""

    method: str
    path: str
    """Under the API: ``/statements/{statement}``."""
    name: str
    summary: str
    description: str
    tag: str
    asks: type[Asked]
    takes: Any
    """The struct of a JSON body; ``Upload``; None for no body."""
    answers: Any
    """The struct of the answer; ``File``."""
    right: Right
    statuses: tuple[int, ...]
    """Of success, and refusals beside those that every operation has."""
    kept_by_mark: bool
    """Its answer follows from the record, the reader, the moment and the query alone."""
    matched: bool
    """It wants ``If-Match``: two could overwrite each other."""
    handler: Callable[[Any], Any]

    @property
    def route(self) -> str:
        """Its whole path."""
        return f"{BASE}{self.path}"

    @property
    def writes(self) -> bool:
        """Whether it changes something."""
        return self.method not in ("GET", "HEAD")


Handler = Callable[[Any], Any]


def operation(
    place: str,
    *,
    tag: str,
    answers: Any,
    asks: type[Asked] = AtMoment,
    takes: Any = None,
    right: Right = Right.READ,
    statuses: tuple[int, ...] = (200,),
    kept_by_mark: bool = True,
    matched: bool = False,
) -> Callable[[Handler], Operation]:
    """An operation out of a function; its docstring describes it.

    Args:
        place: method and path: ``GET /statements/{statement}``.
    """
    method, _, path = place.partition(" ")

    def decorate(handler: Handler) -> Operation:
        said = inspect.cleandoc(handler.__doc__ or "")
        summary, _, rest = said.partition("\n\n")
        return Operation(
            method=method,
            path=path,
            name=handler.__name__,
            summary=" ".join(summary.split()),
            description=rest.strip(),
            tag=tag,
            asks=asks,
            takes=takes,
            answers=answers,
            right=right,
            statuses=statuses,
            kept_by_mark=kept_by_mark and method == "GET",
            matched=matched,
            handler=handler,
        )

    return decorate
