"""Pages of lists that are made whole: the place is the last thing shown, by its own name."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Sequence
from typing import TypeVar

from inzet.vocabulary.errors import UnknownValue
from inzet.web.api.operation import AList, Call
from inzet.web.links import link

T = TypeVar("T")


def page_of(
    call: Call[AList, None], items: Sequence[T], name: Callable[[T], str]
) -> tuple[list[T], str | None]:
    """The things on the page that is asked for, and the address of the next one.

    Args:
        name: what tells each thing from the others.

    Raises:
        UnknownValue: a place that is not in this list.
    """
    start = 0
    if call.asked.after is not None:
        wanted = _read(call.asked.after)
        found = [place for place, each in enumerate(items) if name(each) == wanted]
        if not found:
            raise _nowhere()
        start = found[0] + 1
    shown = list(items[start : start + call.asked.limit])
    more = start + call.asked.limit < len(items)
    return shown, following(call, _made(name(shown[-1]))) if more and shown else None


def following(call: Call[AList, None], cursor: str | None) -> str | None:
    """The address of the next page; None at the end."""
    if cursor is None:
        return None
    request = call.visit.request
    return link(request.url.path, dict(request.query_params), {"after": cursor})


def _made(name: str) -> str:
    return base64.urlsafe_b64encode(name.encode()).decode().rstrip("=")


def _read(cursor: str) -> str:
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        return base64.b64decode(padded.encode("ascii"), altchars=b"-_", validate=True).decode()
    except (ValueError, binascii.Error):
        raise _nowhere() from None


def _nowhere() -> UnknownValue:
    return UnknownValue(
        "this is not a place in this list", where="after", fix="Start again from the first page."
    )
