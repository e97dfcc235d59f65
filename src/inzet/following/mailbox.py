"""Mail kept as files: one message (``.eml``), a folder of them, or a mailbox (``.mbox``).

The papers are what is attached; where nothing is, the message itself. Nothing is ever sent or
fetched: what a message points to stays where it is. The day of a message counts for papers that
tell none themselves.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import mailbox
from collections.abc import Iterator
from dataclasses import dataclass
from email import policy
from email.message import EmailMessage, MIMEPart
from email.parser import BytesParser
from email.utils import parsedate_to_datetime
from pathlib import Path
from urllib.parse import quote

from inzet.following.folder import SUFFIXES, bytes_of
from inzet.following.settings import Settings
from inzet.following.source import Fetched, Last, News, Offered, Since
from inzet.reading.load import LIMIT
from inzet.vocabulary.errors import InputError, UnknownValue
from inzet.vocabulary.markings import INTERNAL

NAME = "mail"
_STAGE = "mail"
_MBOX = ".mbox"
_EML = ".eml"
_DEEP = 5
"""How many messages may stand within each other: one that was sent on, and on."""
_PARTS = 200
_TYPES = {
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.oasis.opendocument.text": ".odt",
}


@dataclass(frozen=True, slots=True)
class _Part:
    """A paper in a message."""

    id: str
    name: str
    data: bytes


class Mailbox:
    """The papers in messages."""

    name = NAME
    title = "Mail"
    marking = INTERNAL

    def __init__(self, settings: Settings) -> None:
        del settings
        self._path = Path()
        self._places: dict[str, str] = {}
        """In which message each part stands that was told of."""

    def dossier(self, typed: str) -> str | None:
        """The whole path of a message, a mailbox, or a folder that holds messages."""
        path = Path(typed).expanduser()
        if path.is_file() and path.suffix.lower() in (_EML, _MBOX):
            return str(path.resolve())
        if path.is_dir() and any(path.glob(f"*{_EML}")):
            return str(path.resolve())
        return None

    def news(self, dossier: str, since: Since) -> Iterator[News]:
        """The papers in the messages, the oldest message first."""
        self._path, self._places, found = Path(dossier), {}, []
        for place, message in _messages(self._path):
            day = _day(message)
            if since.day is not None and day is not None and day < since.day:
                continue
            for part in _parts(message):
                offered = _offered(message, part, day)
                self._places[offered.id] = place
                found.append((day or dt.date.min, place, offered))
        # Only what is offered is held, not what is attached.
        found.sort(key=lambda each: (each[0], each[1]))
        yield from (offered for _, _, offered in found)

    def fetch(self, offered: Offered, last: Last) -> Fetched:
        """The bytes of an attachment, or of the message."""
        del last
        for place, message in _messages(self._path):
            if place != self._places.get(offered.id):
                continue
            for part in _parts(message):
                if _id(message, part) == offered.id:
                    return Fetched(data=part.data, address=offered.address)
        raise InputError("it is no longer in the mail", where=offered.address)

    def close(self) -> None:
        """Nothing is kept open."""


def _messages(path: Path) -> Iterator[tuple[str, EmailMessage]]:
    """Each message with its place: the name of its file, or its number in the mailbox."""
    if path.is_dir():
        for each in sorted(path.glob(f"*{_EML}")):
            if each.is_file() and not each.is_symlink():
                yield each.name, _parsed(bytes_of(each))
    elif path.suffix.lower() == _MBOX and path.is_file():
        box = mailbox.mbox(path, create=False)
        try:
            for key in box.iterkeys():
                raw = box.get_bytes(key)
                if len(raw) <= LIMIT:
                    yield str(key), _parsed(raw)
        finally:
            box.close()
    elif path.is_file():
        yield path.name, _parsed(bytes_of(path))
    else:
        raise UnknownValue("there is no such mail", where=str(path))


def _parsed(raw: bytes) -> EmailMessage:
    return BytesParser(EmailMessage, policy=policy.default).parsebytes(raw)


def _parts(message: EmailMessage, deep: int = 0) -> list[_Part]:
    """What is attached that may be a paper; where nothing is, the words of the message."""
    attached: list[_Part] = []
    if deep <= _DEEP:
        for place, part in enumerate(message.walk()):
            if place > _PARTS:
                break
            if part is message or part.is_multipart():
                continue
            name = _name(part)
            if part.get_content_disposition() == "inline" and not name:
                continue
            if Path(name).suffix.lower() in SUFFIXES and (data := _bytes(part)):
                attached.append(_Part(str(place), name, data))
    if attached:
        return attached
    body = message.get_body(preferencelist=("html", "plain"))
    data = _bytes(body) if body is not None else b""
    if not data.strip():
        return []
    suffix = ".html" if body is not None and body.get_content_subtype() == "html" else ".txt"
    return [_Part("body", f"{_subject(message)}{suffix}", data)]


def _name(part: EmailMessage) -> str:
    """The name of an attachment, which may be anything: only its last part counts."""
    try:
        told = _plain(part.get_filename() or "")
    except (LookupError, ValueError, AttributeError, TypeError):
        told = ""
    name = Path(told.replace("\\", "/")).name
    if not name and part.get_content_type() in _TYPES:
        name = f"attachment{_TYPES[part.get_content_type()]}"
    return name


def _bytes(part: MIMEPart) -> bytes:
    """The bytes of a part; text as UTF-8, whatever it was sent as."""
    try:
        content = part.get_content()
    except (LookupError, ValueError, AssertionError):
        content = part.get_payload(decode=True)
    if isinstance(content, str):
        return content.encode("utf-8", "replace")
    return content if isinstance(content, bytes) and len(content) <= LIMIT else b""


def _offered(message: EmailMessage, part: _Part, day: dt.date | None) -> Offered:
    return Offered(
        id=_id(message, part),
        changed=hashlib.sha256(part.data).hexdigest()[:16],
        address=f"mail:{quote(_message_id(message))}/{quote(part.name)}",
        title=_subject(message) if part.id == "body" else part.name,
        said_on=day.isoformat() if day else None,
        stage=_STAGE,
    )


def _id(message: EmailMessage, part: _Part) -> str:
    return f"{_message_id(message)}#{part.id}"


def _message_id(message: EmailMessage) -> str:
    """The message's own id; of one that has none, the hash of what it is."""
    told = _header(message, "Message-ID").strip("<> \t\r\n")
    if told:
        return told[:200]
    try:
        raw = message.as_bytes()
    except (UnicodeError, LookupError, ValueError, AttributeError):
        # Bytes in it are of no encoding, or an address is none that can be written anew; the older
        # way to write it leaves them as they came.
        raw = message.as_bytes(policy=policy.compat32)
    return hashlib.sha256(raw).hexdigest()


def _subject(message: EmailMessage) -> str:
    return " ".join((_header(message, "Subject") or "message").split())[:120]


def _header(message: EmailMessage, name: str) -> str:
    """A header as text; "" where it is none that can be read."""
    try:
        told = str(message.get(name) or "")
    except (LookupError, ValueError, AttributeError, TypeError):
        return ""
    return _plain(told)


def _plain(text: str) -> str:
    """Text in which bytes that stand for no character are told to be so."""
    return text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")


def _day(message: EmailMessage) -> dt.date | None:
    try:
        return parsedate_to_datetime(_header(message, "Date")).date()
    except (TypeError, ValueError, OverflowError):
        return None
