"""``inzet serve``: the workspace in a browser, on this machine only."""

from __future__ import annotations

import importlib
import ipaddress
import socket
from typing import TYPE_CHECKING

import click

from inzet.cli.command import Example, command, invocation
from inzet.vocabulary.errors import InputError

if TYPE_CHECKING:
    from inzet.record import Record

DEFAULT_PORT = 8000


@command(
    "serve",
    short_help="The workspace, in a browser",
    examples=(
        Example("inzet serve", "The workspace on http://127.0.0.1:8000"),
        Example("inzet serve --port 8080 --reader PUBLIC", "As the public would see it"),
        Example("inzet serve --workers 2 --log json", "As a service: two processes, a log"),
    ),
)
@click.option("--host", default="127.0.0.1", show_default=True, help="A loopback address.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=DEFAULT_PORT,
    show_default=True,
    help="The port to listen on; 0 takes a free one.",
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
def serve(host: str, port: int, workers: int, log: str) -> None:
    """Open the record as a workspace for the browser.

    It listens to this machine alone, as it asks nobody who they are. Ctrl-C stops it: what is
    under way is finished first.
    """
    chosen = invocation()
    # A record that cannot be opened, or a reader that is not known, is told here, not per page.
    with chosen.open() as record:
        chosen.reader(record)
    listener = _listener(host, port)
    # The doors do not know each other; the web is found by name, and only when it is asked for.
    web = importlib.import_module("inzet.web.app")
    processes = importlib.import_module("inzet.web.running.workers")

    def open_record() -> Record:
        from inzet.record import Record

        return Record.open(chosen.record)

    def make_app(crew: object) -> object:
        from inzet.record import condition

        return web.create_app(
            open_record,
            reader=chosen.reader_name,
            condition=lambda: condition(chosen.record),
            crew=crew,
        )

    address = listener.getsockname()
    name = f"[{address[0]}]" if listener.family == socket.AF_INET6 else address[0]
    click.echo(f"Inzet is at http://{name}:{address[1]} (record {chosen.record}; Ctrl-C stops it)")
    processes.run(make_app, listener, workers=workers, lines=log == "json")


def _listener(host: str, port: int) -> socket.socket:
    """A socket bound before anything is announced, so a taken port is an error here."""
    address = "127.0.0.1" if host == "localhost" else host
    try:
        loopback = ipaddress.ip_address(address).is_loopback
    except ValueError:
        loopback = False
    if not loopback:
        raise InputError(
            f"“{host}” is not an address of this machine alone",
            where="--host",
            fix="Use 127.0.0.1 or ::1. To let others in, put a server that knows them before it.",
        )
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((address, port))
        listener.listen(128)
    except OSError as error:
        listener.close()
        raise InputError(
            f"port {port} cannot be used ({(error.strerror or 'unknown').lower()})",
            where=f"{host}:{port}",
            fix="Another program may be using it, perhaps inzet serve itself. "
            "Choose another with --port.",
        ) from None
    return listener
