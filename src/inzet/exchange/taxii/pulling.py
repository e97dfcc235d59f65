"""Pulling: what a server offers into the record, each page kept before the next is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from urllib.parse import urlsplit

from inzet.exchange.foreign.keeping import Taken, take
from inzet.exchange.taxii.client import MOST, Client, Offered, Pulled, basic, chosen
from inzet.exchange.taxii.remembered import Remembered, Source, secret
from inzet.record import Record
from inzet.vocabulary.errors import BusyRecord, InputError, Unreachable


def authorization(source: Source, ask: Callable[[], str] | None = None) -> str:
    """The header that lets us in; "" where nothing is needed.

    Args:
        ask: has somebody type the password, where it lies nowhere.
    """
    if source.secret:
        found = secret(source.secret)
        return basic(source.user, found) if source.user else f"Bearer {found}"
    if source.user and ask is not None:
        return basic(source.user, ask())
    return ""


def pull(
    record: Record,
    source: Source,
    client: Client,
    remembered: Remembered,
    *,
    most: int = MOST,
    again: bool = False,
) -> Iterator[Pulled]:
    """Pulls the collections of a source one after another; what came of each, as it is done.

    A collection that goes wrong keeps no other from being pulled.

    Args:
        most: objects of each collection in this run.
        again: from the beginning, whatever came before.

    Raises:
        Unreachable: the server does not answer at all.
        NotFound: a collection that it does not offer.
        BusyRecord: another program is writing.
    """
    for collection in chosen(client.collections(), source.collections):
        yield _one(record, source, client, remembered, collection, most, again)


def _one(
    record: Record,
    source: Source,
    client: Client,
    remembered: Remembered,
    collection: Offered,
    most: int,
    again: bool,
) -> Pulled:
    place = remembered.place(source.address, collection.objects)
    done = Pulled(collection, place=replace(place, added_after="", next="") if again else place)
    name = f"{urlsplit(source.address).hostname}: {collection.title}"
    try:
        labels = client.labels(collection)
        for given, after, more in client.pages(collection, done.place, most=most):
            taken = (
                take(record, given, source.marking, source=name, labels=labels)
                if given
                else Taken()
            )
            # Kept first, remembered then: a run that is ended in between takes the page again.
            remembered.reached(source.address, collection.objects, after)
            done.taken = done.taken.with_(taken)
            done.pages += 1
            done.place, done.more = after, more
    except BusyRecord:
        raise
    except (InputError, Unreachable) as error:
        done.stopped = error.what
        done.more = True
    return done
