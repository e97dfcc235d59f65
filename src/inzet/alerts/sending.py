"""Handing a letter to a mail server, knowing at each moment whether it may have it."""

from __future__ import annotations

import smtplib
import ssl
from dataclasses import dataclass

from inzet.alerts.settings import Settings


@dataclass(frozen=True, slots=True)
class Posted:
    """What a server did with a letter."""

    sent: bool
    uncertain: bool = False
    """It was given all of it and did not say whether it took it."""
    for_good: bool = False
    """It will not take it another time either."""
    to_blame: bool = False
    """It was the address that was refused."""
    error: str = ""


class Post:
    """A mail server, asked anew for each letter."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def send(self, address: str, body: bytes) -> Posted:
        """Hands over one letter; never raises for what a server or a network does."""
        handed = False
        server: smtplib.SMTP | None = None
        try:
            server = self._connected()
            _expect(server.mail(self._settings.sender), "MAIL")
            _expect(server.rcpt(address), "RCPT")
            _expect(server.docmd("DATA"), "DATA", good=354)
            handed = True
            server.send(_dotted(body))
            _expect(server.getreply(), "message")
        except _Refused as refused:
            return Posted(
                sent=False,
                for_good=refused.code >= 500,
                to_blame=refused.step == "RCPT" and refused.code >= 500,
                error=str(refused),
            )
        except smtplib.SMTPAuthenticationError as error:
            return Posted(sent=False, error=f"the server refused the user ({error.smtp_code})")
        except (OSError, smtplib.SMTPException) as error:
            return Posted(sent=False, uncertain=handed, error=_named(error))
        finally:
            if server is not None:
                # After all is said; a server that stalls here has the letter already.
                _leave(server)
        return Posted(sent=True)

    def _connected(self) -> smtplib.SMTP:
        chosen = self._settings
        context = ssl.create_default_context(cafile=chosen.authorities)
        server: smtplib.SMTP
        if chosen.security == "tls":
            server = smtplib.SMTP_SSL(
                chosen.host, chosen.port, timeout=chosen.seconds, context=context
            )
        else:
            server = smtplib.SMTP(chosen.host, chosen.port, timeout=chosen.seconds)
        try:
            server.ehlo_or_helo_if_needed()
            if chosen.security == "starttls":
                # Raises where the server has none: nothing is ever sent in the open.
                server.starttls(context=context)
                server.ehlo()
            if chosen.user:
                server.login(chosen.user, chosen.password)
        except BaseException:
            _leave(server)
            raise
        return server


class _Refused(Exception):
    def __init__(self, step: str, code: int, said: bytes) -> None:
        words = said.decode("ascii", "replace").replace("\n", " ")[:160]
        super().__init__(f"{step}: {code} {words}")
        self.step = step
        self.code = code


def _expect(answer: tuple[int, bytes], step: str, *, good: int = 250) -> None:
    code, said = answer
    if code == -1:
        raise smtplib.SMTPServerDisconnected("the server went away")
    if code != good and not (step == "RCPT" and code == 251):
        raise _Refused(step, code, said)


def _dotted(body: bytes) -> bytes:
    """As RFC 5321 wants it: lines end in CRLF, a dot that begins one is doubled, a dot ends all."""
    lines = body.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
    while lines and not lines[-1]:
        lines.pop()
    return b"\r\n".join(b"." + line if line.startswith(b".") else line for line in lines) + (
        b"\r\n.\r\n"
    )


def _leave(server: smtplib.SMTP) -> None:
    # QUIT would wait for a server that stalls; the connection says enough.
    server.close()


def _named(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return "the server did not answer in time"
    if isinstance(error, ssl.SSLError):
        return f"no trusted connection ({error.reason or type(error).__name__})"
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return "the server offers no encryption or no login"
    return f"the server cannot be reached ({type(error).__name__})"
