"""A mail server on this machine that keeps what it is given, and misbehaves as it is told."""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

ALLOWED: set[int] = set()
"""Ports of servers that tests started; nothing else is ever mailed (tests/conftest.py)."""


@dataclass
class PostOffice:
    """The server, and what it was given.

    Attributes:
        answers: what it says to a command instead of what it would, such as ``"RCPT": "550 no"``;
            ``"."`` is the end of a message; "" stalls, "close" goes away.
    """

    port: int = 0
    answers: dict[str, str] = field(default_factory=dict)
    letters: list[tuple[str, str, bytes]] = field(default_factory=list)
    commands: list[str] = field(default_factory=list)
    context: ssl.SSLContext | None = None

    def message(self, number: int = -1) -> EmailMessage:
        """A letter, parsed."""
        found = message_from_bytes(self.letters[number][2], policy=default)
        assert isinstance(found, EmailMessage)
        return found

    def text(self, number: int = -1) -> str:
        """The plain text of a letter."""
        part = self.message(number).get_body(("plain",))
        assert part is not None
        return str(part.get_content())

    def html(self, number: int = -1) -> str:
        """The HTML of a letter."""
        part = self.message(number).get_body(("html",))
        assert part is not None
        return str(part.get_content())

    def serve(self, listener: socket.socket, implicit: bool) -> None:
        """Answers clients until the listener is closed, and lets go of all of them then."""
        talking: list[threading.Thread] = []
        while True:
            try:
                client, _ = listener.accept()
            except OSError:
                break
            thread = threading.Thread(target=self._meet, args=(client, implicit), daemon=True)
            thread.start()
            talking.append(thread)
        for thread in talking:
            thread.join(5)

    def _meet(self, client: socket.socket, implicit: bool) -> None:
        try:
            if implicit and self.context is not None:
                client = self.context.wrap_socket(client, server_side=True)
            self._talk(client)
        except OSError:
            client.close()

    def _talk(self, client: socket.socket) -> None:
        with ExitStack() as closing:
            self._answer(client, closing)

    def _answer(self, client: socket.socket, closing: ExitStack) -> None:
        closing.callback(client.close)
        client.settimeout(5)
        file = client.makefile("rb")
        client.sendall(b"220 here\r\n")
        sender = recipient = ""
        while line := file.readline():
            text = line.decode("ascii", "replace").strip()
            verb = text.partition(" ")[0].upper()
            self.commands.append(text)
            told = self.answers.get(verb)
            if told == "close":
                return
            if told == "":
                time.sleep(1.5)
                return
            if told is not None:
                client.sendall(told.encode() + b"\r\n")
                continue
            if verb == "EHLO":
                offers = ["250-here", "250-AUTH PLAIN LOGIN"]
                if self.context is not None and not isinstance(client, ssl.SSLSocket):
                    offers.append("250-STARTTLS")
                client.sendall("\r\n".join([*offers, "250 8BITMIME"]).encode() + b"\r\n")
            elif verb == "STARTTLS" and self.context is not None:
                client.sendall(b"220 go\r\n")
                client = closing.enter_context(self.context.wrap_socket(client, server_side=True))
                file.close()
                file = client.makefile("rb")
            elif verb == "AUTH":
                client.sendall(b"235 welcome\r\n")
            elif verb == "MAIL":
                sender = text
                client.sendall(b"250 ok\r\n")
            elif verb == "RCPT":
                recipient = text
                client.sendall(b"250 ok\r\n")
            elif verb == "DATA":
                client.sendall(b"354 go on\r\n")
                body = b""
                while (part := file.readline()) not in (b".\r\n", b""):
                    body += part.removeprefix(b".")
                told = self.answers.get(".")
                if told in ("", "close"):
                    time.sleep(1.5 if told == "" else 0)
                    return
                if told is None:
                    self.letters.append((sender, recipient, body))
                client.sendall((told or "250 taken").encode() + b"\r\n")
            else:
                client.sendall(b"250 ok\r\n")


@contextmanager
def open_post(*, certificate: Path | None = None, implicit: bool = False) -> Iterator[PostOffice]:
    """A server on a free port of this machine.

    Args:
        certificate: a PEM file with key and certificate, to speak TLS.
        implicit: from the first byte, instead of by STARTTLS.
    """
    office = PostOffice()
    if certificate is not None:
        office.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        office.context.load_cert_chain(certificate)
    listener = socket.create_server(("127.0.0.1", 0))
    office.port = listener.getsockname()[1]
    ALLOWED.add(office.port)
    thread = threading.Thread(target=office.serve, args=(listener, implicit), daemon=True)
    thread.start()
    try:
        yield office
    finally:
        ALLOWED.discard(office.port)
        # Closing alone does not wake a thread that waits in accept.
        with suppress(OSError):
            listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join(5)
