"""``inzet serve``: the workspace in a browser, for one person or for all who have an account."""

from __future__ import annotations

import importlib
import socket
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from inzet.cli.command import Example, command, invocation
from inzet.cli.serving import Asked, check
from inzet.vocabulary.errors import InputError, Remaking

if TYPE_CHECKING:
    from inzet.record import Record

DEFAULT_PORT = 8000


@command(
    "serve",
    short_help="The workspace, in a browser",
    examples=(
        Example("inzet serve", "The workspace on http://127.0.0.1:8000"),
        Example("inzet serve --port 8080 --reader PUBLIC", "As the public would see it"),
        Example(
            "inzet serve --accounts", "On this machine, for people with an account: try it first"
        ),
        Example(
            "inzet serve --host 0.0.0.0 --name inzet.example.org --tls-cert c.pem --tls-key k.pem",
            "To others, with a certificate of its own",
        ),
        Example(
            "inzet serve --behind-proxy 127.0.0.1 --name inzet.example.org",
            "To others, behind a server on this machine that has one",
        ),
        Example("inzet serve --workers 2 --log json", "As a service: two processes, a log"),
    ),
)
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=DEFAULT_PORT,
    show_default=True,
    help="The port to listen on; 0 takes a free one.",
)
@click.option(
    "--name",
    "names",
    multiple=True,
    metavar="HOST",
    help="A name that people reach it by; it answers to no other. May be repeated.",
)
@click.option("--accounts", is_flag=True, help="Ask who visits, on this machine too.")
@click.option(
    "--public", is_flag=True, help="Let whoever is not logged in look as the public would."
)
@click.option("--tls-cert", metavar="FILE", help="A certificate with its chain, as PEM.")
@click.option("--tls-key", metavar="FILE", help="The key of the certificate, as PEM.")
@click.option(
    "--behind-proxy",
    "proxies",
    multiple=True,
    metavar="ADDRESS",
    help="A server before it that has TLS; X-Forwarded headers are believed of it alone. "
    "May be repeated.",
)
@click.option(
    "--peer-certificates",
    is_flag=True,
    help="Answer other nodes only where they show the certificate that is pinned of them.",
)
@click.option(
    "--login-by",
    metavar="FILE",
    help="Settings of an OpenID provider by which people with an account may log in too.",
)
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    default=1,
    show_default=True,
    help="Processes that answer; one a processor is enough.",
)
@click.option(
    "--log",
    type=click.Choice(["plain", "json"]),
    default="plain",
    show_default=True,
    help="What to write to standard error: what needs attention, or JSON lines of every request.",
)
def serve(
    host: str,
    port: int,
    names: tuple[str, ...],
    accounts: bool,
    public: bool,
    tls_cert: str | None,
    tls_key: str | None,
    proxies: tuple[str, ...],
    peer_certificates: bool,
    login_by: str | None,
    workers: int,
    log: str,
) -> None:
    """Open the record as a workspace for the browser.

    On this machine alone it asks nobody who they are. To others it opens only where people have
    accounts (inzet accounts), and by TLS or behind a proxy that has it. Ctrl-C stops it: what is
    under way is finished first.
    """
    chosen = invocation()
    asked = Asked(host, names, accounts, public, proxies, tls_cert, tls_key, chosen.reader_name)
    # A record that cannot be opened, or a reader that is not known, is told here, not per page.
    try:
        with chosen.open(wait=False) as record:
            chosen.reader(record)
    except Remaking as error:
        click.echo(f"Pages answer later: {error.what}.", err=True)
    check(asked, has_accounts=asked.asks_who and _has_accounts(chosen.record))
    believed = _believed(asked, chosen.record) if peer_certificates else ""
    provider = _provider(asked, login_by)
    listener = _listener(asked, port)
    # The doors do not know each other; the web is found by name, and only when it is asked for.
    web = importlib.import_module("inzet.web.app")
    houses = importlib.import_module("inzet.web.house")
    processes = importlib.import_module("inzet.web.running.workers")

    def open_record() -> Record:
        from inzet.record import Record

        return Record.open(chosen.record, wait=False)

    def remake(told: Callable[[object], None]) -> None:
        from inzet.record import Record

        Record.open(chosen.record, told=told).close()

    def make_app(crew: object) -> object:
        from inzet.accounts import Accounts
        from inzet.exchange.taxii import settings
        from inzet.record import condition, remade

        # Made in each worker: a connection to a file is no process's but its own.
        return web.create_app(
            open_record,
            reader=chosen.reader_name,
            condition=lambda: condition(chosen.record),
            remake=remake,
            remade=lambda: remade(chosen.record),
            crew=crew,
            accounts=Accounts(chosen.record) if asked.asks_who else None,
            provider=provider() if provider else None,
            house=houses.House(
                asked.answers_to,
                proxied=bool(asked.proxies),
                public=asked.public,
                taxii=settings.read(chosen.record).paths,
                certified=peer_certificates,
            ),
        )

    from inzet.record import place_of

    address = listener.getsockname()
    name = f"[{address[0]}]" if listener.family == socket.AF_INET6 else address[0]
    scheme = "https" if asked.cert else "http"
    told = f"{scheme}://{name}:{address[1]}"
    click.echo(f"Inzet is at {told} (record {place_of(chosen.record)}; Ctrl-C stops it)")
    processes.run(
        make_app,
        listener,
        workers=workers,
        lines=log == "json",
        proxies=",".join(asked.proxies),
        tls=(asked.cert, asked.key) if asked.cert and asked.key else None,
        believed=believed,
    )


def _believed(asked: Asked, record: Path) -> str:
    """The certificates of confirmed peers, which are asked for on this server itself."""
    from inzet.exchange.certificates import pinned
    from inzet.exchange.here import Here
    from inzet.record import Record

    if not asked.cert:
        raise InputError(
            "a certificate can be asked of other nodes by TLS of this server itself only",
            where="--peer-certificates",
            fix="Add --tls-cert and --tls-key; `inzet peer certificate` makes them.",
        )
    with Record.open(record) as opened:
        found = pinned(Here.of(opened).peers.all())
    if not found:
        raise InputError(
            "no certificate of a peer is pinned, so none would be answered",
            where="--peer-certificates",
            fix="inzet peer confirm PEER --certificate FILE",
        )
    return found


def _provider(asked: Asked, path: str | None) -> Callable[[], object] | None:
    """Makes the provider of a settings file, which is read now, so that it is told here."""
    if path is None:
        return None
    if not asked.asks_who:
        raise InputError(
            "nobody is asked who they are, so nobody logs in",
            where="--login-by",
            fix="Add --accounts.",
        )
    settings = importlib.import_module("inzet.web.outside.settings").read(Path(path))
    settings.secret()
    outside = importlib.import_module("inzet.web.outside.provider")
    return partial(outside.Provider, settings)


def _has_accounts(record: Path) -> bool:
    from inzet.accounts import Accounts

    found = Accounts(record)
    try:
        return found.any()
    finally:
        found.close()


def _listener(asked: Asked, port: int) -> socket.socket:
    """A socket bound before anything is announced, so a taken port is an error here."""
    address = asked.address
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    # Named as TCP, so that what it accepts is sent at once: asyncio turns off waiting for a full
    # packet (Nagle) only where a socket says so, and head and body are two writes, 40 ms apart.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((address, port))
        listener.listen(128)
    except OSError as error:
        listener.close()
        raise InputError(
            f"port {port} cannot be used ({(error.strerror or 'unknown').lower()})",
            where=f"{asked.host}:{port}",
            fix="Another program may be using it, perhaps inzet serve itself. "
            "Choose another with --port.",
        ) from None
    return listener
