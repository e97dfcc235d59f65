"""Fetching over the network, politely and with suspicion.

Politely: says who asks, waits between requests, asks only for what changed, comes back when told
to. With suspicion: only https (but to an address the operator chose), only to the hosts of the
source, never to a private network, within limits of size and time, redirects looked at one by one.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import email.utils
import ipaddress
import socket
import ssl
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import TracebackType

import httpx

from inzet import __version__
from inzet.following.settings import Settings
from inzet.following.source import Fetched, Last, Offered
from inzet.vocabulary.errors import InputError, Unreachable

_AGAIN = frozenset((408, 425, 429, 500, 502, 503, 504))
_MISSING = frozenset((404, 410))
_NOT_UNDERSTOOD = 400
_TRIES = 4
_HOPS = 5
_LONGEST_WAIT = 120.0
"""Seconds that a source may ask us to wait within a run; what asks for more is left for later."""
_SECONDS = 120.0
"""How long one answer may take as a whole: a drip of bytes would last for ever."""
_NO_CHANGE = Last()
_LATER = "Follow again later."
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back; ``data`` is None where nothing changed since the last time."""

    data: bytes | None
    address: str
    """Where it came from in the end."""
    media_type: str
    etag: str
    modified: str
    headers: Mapping[str, str] = field(default_factory=dict)
    """All of them, by their names in lower case."""


class Fetcher:
    """Asks one source.

    Args:
        base: the source's address; its host is allowed.
        chosen: the operator chose ``base``: it may be without https, and of a private network.
        hosts: further hosts of the source that redirects may lead to.
        headers: sent along to ``base`` alone: its scheme, host and port.
        doing: what we tell that we are.
        sleep, clock: wait and tell time, for tests.
    """

    def __init__(
        self,
        base: str,
        settings: Settings,
        *,
        chosen: bool = False,
        hosts: Sequence[str] = (),
        headers: Mapping[str, str] | None = None,
        doing: str = "follows parliamentary papers",
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
        seconds: float = _SECONDS,
    ) -> None:
        self._chosen = _place(httpx.URL(base)) if chosen else None
        self._own, self._headers = _place(httpx.URL(base)), dict(headers or {})
        self._hosts = frozenset((httpx.URL(base).host, *hosts))
        self._proxied = settings.proxy is not None
        self._sleep, self._clock, self._seconds = sleep, clock, seconds
        self._pause = 1 / settings.rate
        self._next = 0.0
        verify: ssl.SSLContext | bool = True
        if settings.authorities is not None:
            verify = ssl.create_default_context(cafile=settings.authorities)
        told = f"; {settings.contact}" if settings.contact else ""
        self._client = httpx.Client(
            follow_redirects=False,
            # A proxy or certificate from elsewhere would be another door.
            trust_env=False,
            proxy=settings.proxy,
            verify=verify,
            timeout=httpx.Timeout(min(60.0, seconds), connect=10.0),
            headers={"User-Agent": f"Inzet/{__version__} ({doing}{told})"},
            limits=httpx.Limits(max_connections=1, max_keepalive_connections=1),
        )

    def __enter__(self) -> Fetcher:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Closes the connections."""
        self._client.close()

    def get(self, address: str, *, accept: str, limit: int, last: Last = _NO_CHANGE) -> Answer:
        """What is at an address.

        Args:
            accept: media types that are asked for.
            limit: bytes it may have at most, unpacked.
            last: what is known of the last time it was asked for.

        Raises:
            Unreachable: it cannot be reached, breaks off, is busy, or leads where it may not.
            InputError: there is nothing (any more), it is too large, or was not understood.
        """
        headers = {"Accept": accept}
        if last.etag:
            headers["If-None-Match"] = last.etag
        if last.modified:
            headers["If-Modified-Since"] = last.modified
        for attempt in range(_TRIES):
            try:
                return self._followed(address, headers, limit)
            except _Busy as busy:
                wait = busy.wait if busy.wait is not None else 2.0**attempt
                if wait > _LONGEST_WAIT:
                    raise Unreachable(
                        f"it asks us to come back in {wait / 60:.0f} minutes",
                        where=_shown(address),
                        fix="Follow again then; what was taken is kept.",
                    ) from None
                if attempt + 1 == _TRIES:
                    raise Unreachable(
                        busy.what, where=_shown(address), fix="Follow again later; it goes on."
                    ) from None
                self._sleep(wait)
        raise AssertionError("unreachable")  # pragma: no cover

    def _followed(self, address: str, headers: dict[str, str], limit: int) -> Answer:
        url = _url(address)
        seen: set[str] = set()
        for _ in range(_HOPS + 1):
            self._check(url)
            if str(url) in seen:
                break
            seen.add(str(url))
            with self._sent(url, headers) as response:
                if not response.has_redirect_location:
                    return self._answer(response, limit)
                url = _url(str(url.join(response.headers["location"])))
        raise Unreachable("it sends us round in circles", where=_shown(address), fix=_LATER)

    @contextlib.contextmanager
    def _sent(self, url: httpx.URL, headers: dict[str, str]) -> Iterator[httpx.Response]:
        self._wait()
        sent = headers | self._headers if _place(url) == self._own else headers
        try:
            with self._client.stream("GET", url, headers=sent) as response:
                self._check_peer(url, response)
                yield response
        except httpx.TimeoutException:
            raise _Busy("it did not answer in time") from None
        except httpx.TransportError as error:
            raise _Busy(f"the connection failed ({_words(error)})") from None
        except (httpx.HTTPError, httpx.StreamError, httpx.InvalidURL) as error:
            raise Unreachable(
                f"its answer cannot be read ({_words(error)})", where=_shown(str(url))
            ) from None

    def _answer(self, response: httpx.Response, limit: int) -> Answer:
        status, where = response.status_code, str(response.url)
        if status in _AGAIN:
            raise _Busy(f"it answered with HTTP status {status}", _retry_after(response))
        if status in _MISSING:
            raise InputError(f"it is not there (HTTP status {status})", where=_shown(where))
        if status == _NOT_UNDERSTOOD:
            raise InputError(
                "it does not understand what was asked (HTTP status 400)", where=_shown(where)
            )
        if status not in (200, 304):
            raise Unreachable(f"it answered with HTTP status {status}", where=_shown(where))
        return Answer(
            data=None if status == 304 else self._body(response, limit),
            address=where,
            media_type=response.headers.get("content-type", "").partition(";")[0].strip().lower(),
            etag=_header(response, "etag"),
            modified=_header(response, "last-modified"),
            headers={name.lower(): _header(response, name) for name in response.headers},
        )

    def _body(self, response: httpx.Response, limit: int) -> bytes:
        deadline = self._clock() + self._seconds
        parts: list[bytes] = []
        size = 0
        for part in response.iter_bytes(65536):
            size += len(part)
            if size > limit:
                raise InputError(
                    f"it is larger than {limit // 2**20} MB; nothing of it was kept",
                    where=_shown(str(response.url)),
                )
            if self._clock() > deadline:
                raise _Busy("it did not answer in time")
            parts.append(part)
        return b"".join(parts)

    def _wait(self) -> None:
        now = self._clock()
        if now < self._next:
            self._sleep(self._next - now)
        self._next = max(now, self._next) + self._pause

    # ---- where we may go -------------------------------------------------------------------

    def _check(self, url: httpx.URL) -> None:
        """That we may ask this address.

        Raises:
            Unreachable: another host, no https, a private network, or nobody of that name.
        """
        chosen = self._chosen is not None and _place(url) == self._chosen
        if url.host not in self._hosts or url.userinfo:
            raise _refused(url, "it leads to a host that is not the source's")
        if url.scheme != "https" and not (chosen and url.scheme == "http"):
            raise _refused(url, "it leads to an address without https")
        if chosen or self._proxied:
            return
        try:
            found = socket.getaddrinfo(url.host, url.port or 443, type=socket.SOCK_STREAM)
        except OSError:
            raise _Busy("there is no way to that host, or no network") from None
        for each in found:
            _check_public(url, str(each[4][0]))

    def _check_peer(self, url: httpx.URL, response: httpx.Response) -> None:
        """That who answers is no private address after all: names can change between two looks."""
        if self._proxied or (self._chosen is not None and _place(url) == self._chosen):
            return
        stream = response.extensions.get("network_stream")
        peer = stream.get_extra_info("server_addr") if stream is not None else None
        if peer:
            _check_public(url, str(peer[0]))


_PAGE = frozenset(("text/html", "application/xhtml+xml"))
_BEGINS = {"application/pdf": b"%PDF", _DOCX: b"PK"}
"""What the bytes of a paper begin with; a PDF may have a little before."""


def paper(answer: Answer, offered: Offered) -> Fetched:
    """An answer as the paper that was asked for.

    Raises:
        Unreachable: it is something else, such as a page that says that something went wrong, or
            not all of it.
    """
    data, wanted = answer.data, (offered.media_type or "").partition(";")[0].strip().lower()
    if data is not None:
        begin = _BEGINS.get(wanted)
        another = begin is not None and begin not in data[:1024]
        page = answer.media_type in _PAGE and wanted not in _PAGE and wanted != ""
        if another or page:
            came = answer.media_type or "something without a type"
            raise Unreachable(f"what came is no paper but {came}", where=answer.address, fix=_LATER)
        if offered.size is not None and len(data) < offered.size:
            raise Unreachable(
                f"{len(data)} of {offered.size} bytes came",
                where=answer.address,
                fix=_LATER,
            )
    return Fetched(
        data=data,
        etag=answer.etag,
        modified=answer.modified,
        address=answer.address,
        media_type=wanted or answer.media_type or None,
    )


class _Busy(Exception):
    """Worth trying again."""

    def __init__(self, what: str, wait: float | None = None) -> None:
        super().__init__(what)
        self.what, self.wait = what, wait


def _check_public(url: httpx.URL, address: str) -> None:
    ip = ipaddress.ip_address(address.partition("%")[0])
    mapped = getattr(ip, "ipv4_mapped", None) or ip
    if not mapped.is_global or mapped.is_multicast:
        raise _refused(url, "it leads into a private network")


def _refused(url: httpx.URL, what: str) -> Unreachable:
    return Unreachable(
        what,
        where=f"{url.scheme}://{url.host}",
        fix="Nothing was fetched from there. If that is where the source is now, its address can "
        "be set; see docs/following.md.",
    )


def _place(url: httpx.URL) -> tuple[str, str, int]:
    return url.scheme, url.host, url.port or (443 if url.scheme == "https" else 80)


def _url(address: str) -> httpx.URL:
    try:
        return httpx.URL(address)
    except (httpx.InvalidURL, TypeError, ValueError):
        raise Unreachable("this is no address", where=address[:200]) from None


def _shown(address: str) -> str:
    """An address for people: without the question that stands in it."""
    return address.partition("?")[0]


def _retry_after(response: httpx.Response) -> float | None:
    told = _header(response, "retry-after").strip()
    if told.isdigit():
        return float(min(int(told), 10**9))
    try:
        when = email.utils.parsedate_to_datetime(told)
    except (TypeError, ValueError, OverflowError):
        return None
    if when.tzinfo is None:
        when = when.replace(tzinfo=dt.UTC)
    return max(0.0, (when - dt.datetime.now(dt.UTC)).total_seconds())


def _header(response: httpx.Response, name: str) -> str:
    told = str(response.headers.get(name, ""))
    # Sent back with the next request: of sane length, and nothing but what a header may hold.
    return told if len(told) <= 512 and told.isprintable() else ""


def _words(error: Exception) -> str:
    return type(error).__name__
