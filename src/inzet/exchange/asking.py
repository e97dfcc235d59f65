"""Asking a peer over HTTP: signed requests, answers that are held to limits of size and time.

Whatever comes is hostile until it proves: nothing is followed elsewhere, nothing unpacked, nothing
waited for longer than a bound.
"""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from types import TracebackType

import httpx
import msgspec

from inzet import __version__
from inzet.exchange.fingerprints import readable
from inzet.exchange.frames import PROTOCOL, End, Said, Unpacking, said_of
from inzet.exchange.here import Here
from inzet.exchange.peer import Peer, changed_key, checked_name
from inzet.exchange.signing import Asking, nonce_of, signed_headers
from inzet.record.feeds import Places
from inzet.record.keys import fingerprint, signed
from inzet.record.successions import KeyChain, chain
from inzet.vocabulary.canonical import MALFORMED
from inzet.vocabulary.errors import (
    BrokenRecord,
    InputError,
    InzetError,
    UnknownValue,
    Unreachable,
)

FRAMES = "application/vnd.inzet.frames"
_SMALL = 64 * 2**10
"""Bytes of an answer that tells who somebody is, or why not."""
FEW = 32 * 2**20
"""Bytes of an answer that brings no entries."""
MANY = 4 * 2**30
"""Bytes of one that does: it is taken as it comes."""
_STALL = 30.0
"""Seconds without a byte."""
_GRACE = 60.0
"""Seconds after which an answer has to keep a pace."""
_PACE = 2 * 2**10
"""Bytes a second, on the whole."""
_STATEMENT = 600
"""Seconds that the time a node states may differ from ours."""


class Who(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a node says of itself to anybody."""

    name: str
    key: str
    """The first public key of its organisation, 64 hex digits."""
    protocol: int
    keys: tuple[bytes, ...] = ()
    """How it came from that to the key that it signs with now, where it changed."""

    @property
    def public_key(self) -> bytes:
        """As bytes."""
        return bytes.fromhex(self.key)

    @property
    def id(self) -> str:
        """The fingerprint of the first, which the organisation is known by."""
        return fingerprint(self.public_key)

    @property
    def chain(self) -> KeyChain:
        """The keys.

        Raises:
            BrokenRecord: they do not prove.
        """
        return chain(self.keys, self.public_key)


class Wire:
    """The connection to one node.

    Args:
        tls: how its certificate is proven, and ours shown; as any browser would by default.
        stall: seconds without a byte after which it is given up.
        clock: of time that goes by.
    """

    def __init__(
        self,
        url: str,
        *,
        tls: ssl.SSLContext | None = None,
        stall: float = _STALL,
        grace: float = _GRACE,
        clock: Callable[[], float] = time.monotonic,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        self.url = url
        self._grace, self._clock = grace, clock
        self._client = httpx.Client(
            follow_redirects=False,
            # A proxy or certificate from elsewhere would be another door.
            trust_env=False,
            # Made by whoever connects by TLS; to load what authorities there are takes long.
            verify=tls or not url.startswith("http:"),
            timeout=httpx.Timeout(stall, connect=min(10.0, stall)),
            headers={"User-Agent": f"Inzet/{__version__}", "Accept-Encoding": "identity"},
            limits=httpx.Limits(max_connections=1, max_keepalive_connections=1),
            transport=transport,
        )

    def __enter__(self) -> Wire:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._client.close()

    def who(self) -> Who:
        """Who answers here.

        Raises:
            Unreachable: nobody, or no node.
        """
        with self._sent("GET", "/nodes/self", b"", {}) as answer:
            raw = self._whole(answer)
        try:
            who = msgspec.json.decode(raw, type=Who)
            assert len(who.public_key) == 32
            assert who.chain
            checked_name(who.name)
        except (*MALFORMED, ValueError, AssertionError, UnknownValue, BrokenRecord):
            raise Unreachable(
                "what answers there is no node that exchanges",
                where=self.url,
                fix="Check the address: it is that of the workspace, without a page.",
            ) from None
        if who.protocol != PROTOCOL:
            raise Unreachable(
                f"that node speaks version {who.protocol} of the exchange, this one {PROTOCOL}",
                where=self.url,
                fix="Both sides need versions of Inzet that speak the same.",
            )
        return who

    @contextmanager
    def frames(
        self,
        here: Here,
        peer: Peer,
        method: str,
        path: str,
        body: bytes = b"",
        *,
        most: int = FEW,
    ) -> Iterator[Answer]:
        """Asks a peer, signed; its answer in frames.

        Args:
            most: bytes that it may have.

        Raises:
            Unreachable: it does not answer, or refuses; in its words.
        """
        # As the node itself sees it, whatever stands before it and adds a path of its own.
        asking = Asking(method, path, "", body, peer.id)
        now = here.now().timestamp()
        own = here.record.organisation
        headers = signed_headers(
            asking,
            by=own.id,
            sign=here.record.sign,
            now=now,
            key=own.public_key,
            keys=here.record.keys.packed,
        )
        with self._sent(method, path, body, headers) as answer:
            kind = answer.headers.get("content-type", "").partition(";")[0]
            if kind != FRAMES:
                raise Unreachable("it answers with something else than an exchange", where=self.url)
            paced = self._paced(answer.iter_raw())
            yield Answer(Unpacking(paced, most=most), here, peer, nonce_of(headers))

    @contextmanager
    def _sent(
        self, method: str, path: str, body: bytes, headers: Mapping[str, str]
    ) -> Iterator[httpx.Response]:
        kind = {"Content-Type": "application/msgpack"} if body else {}
        try:
            with self._client.stream(
                method, self.url + path, content=body or None, headers={**headers, **kind}
            ) as answer:
                if answer.status_code != 200:
                    raise self._refused(answer)
                if answer.headers.get("content-encoding", "identity") != "identity":
                    raise Unreachable("it sends what was packed unasked", where=self.url)
                yield answer
        except httpx.TimeoutException:
            raise Unreachable(
                "it does not answer, or stopped in the middle",
                where=self.url,
                fix="Try again later: what came is kept.",
            ) from None
        except (httpx.HTTPError, httpx.InvalidURL, ssl.SSLError, OSError) as error:
            reason = str(error)[:200] or type(error).__name__
            raise Unreachable(
                f"it cannot be reached ({reason})",
                where=self.url,
                fix="Check the address, and that its node runs. What came is kept.",
            ) from None

    def _refused(self, answer: httpx.Response) -> Unreachable:
        told = ""
        try:
            problem = msgspec.json.decode(self._whole(answer), type=dict[str, object])
            told = str(problem.get("detail") or problem.get("title") or "")[:300]
        except (*MALFORMED, InzetError):
            told = ""
        said = "".join(char for char in told if char.isprintable())
        return Unreachable(
            f"it refuses ({answer.status_code}){': ' + said if said else ''}",
            where=self.url,
            fix="Each side has to add and confirm the other (inzet peer add, inzet peer confirm), "
            "and to know the key that the other has now (inzet key show)."
            if answer.status_code == 401 and not said.startswith("the clock")
            else "",
        )

    def _whole(self, answer: httpx.Response) -> bytes:
        raw = b""
        for part in self._paced(answer.iter_raw()):
            raw += part
            if len(raw) > _SMALL:
                raise Unreachable("it answers with more than it should", where=self.url)
        return raw

    def _paced(self, parts: Iterable[bytes]) -> Iterator[bytes]:
        """Parts as they come, while they come fast enough; the time spent with them is ours."""
        waited, came = 0.0, 0
        parts = iter(parts)
        while True:
            began = self._clock()
            part = next(parts, None)
            waited += self._clock() - began
            if part is None:
                return
            came += len(part)
            if waited > self._grace and came < waited * _PACE:
                raise Unreachable(
                    f"it sends too slowly ({came / waited:,.0f} bytes a second)",
                    where=self.url,
                    fix="Try again later: what came is kept.",
                )
            yield part


class Answer:
    """An answer in frames, and the proof of its end."""

    def __init__(self, frames: Unpacking, here: Here, peer: Peer, nonce: str) -> None:
        self.frames = frames
        self._here, self._peer, self._nonce = here, peer, nonce

    def proven(self, end: End) -> Said:
        """What the node states at the end, where it is its word, of this answer, whole.

        Raises:
            Unreachable: it is not.
        """
        return proven(end, self.frames, self._peer, self._here, nonce=self._nonce)


def proven(end: End, frames: Unpacking, peer: Peer, here: Here, *, nonce: str) -> Said:
    """What a node states at the end of what it sent.

    Args:
        nonce: that it has to name; "" for whichever.

    Raises:
        Unreachable: it is by somebody else, for somebody else, of another answer, or what came is
            not what was sent.
    """
    said = said_of(end)
    keys = here.keys_of(peer)
    if not signed(keys.current, end.message(), end.signature) or said.by != peer.id:
        raise Unreachable(
            f"its end is not signed by {peer.name}",
            fix=f"Known: {readable(keys.fingerprint)}. Ask {peer.name} by another way whether it "
            "has a new key: inzet peer confirm.",
        )
    if said.to != here.id or (nonce and said.nonce != nonce):
        raise Unreachable("its end belongs to another answer", fix="Ask again.")
    if said.frames != frames.frames - 1 or said.digest != frames.digest:
        raise Unreachable("what came is not what was sent", fix="Ask again: it was altered.")
    return said


def confirmed_who(wire: Wire, peer: Peer) -> Who:
    """Who answers at a peer's address, where it is the peer.

    Raises:
        InputError: another key answers.
        Unreachable: nobody does.
    """
    who = wire.who()
    if who.id != peer.id:
        raise changed_key(peer, who.id)
    return who


def wanted_body(wanted: Mapping[str, Places]) -> bytes:
    """The body that asks for what came after a state."""
    return msgspec.msgpack.encode(dict(wanted))


def vouches_body(feeds: Sequence[str]) -> bytes:
    """The body that asks for which older seals of feeds the key of now vouches."""
    return msgspec.msgpack.encode(list(feeds))


def vouches_of(body: bytes) -> list[str]:
    """The feeds that such a body names.

    Raises:
        InputError: of another form.
    """
    try:
        return msgspec.msgpack.decode(body, type=list[str])
    except MALFORMED:
        raise InputError("this asks for nothing that is known here", where="body") from None


def wanted_of(body: bytes) -> dict[str, Places]:
    """What such a body asks for.

    Raises:
        InputError: of another form.
    """
    try:
        return msgspec.msgpack.decode(body, type=dict[str, Places])
    except MALFORMED:
        raise InputError("this asks for nothing that is known here", where="body") from None
