"""A run: sends what waits, makes a letter for each who has something new, sends that.

A letter is written down together with how far it tells, then sent; while one of somebody waits, no
other is made, so what comes meanwhile goes into the next. A letter of which nobody knows whether it
arrived is never sent again.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.policy import default
from enum import StrEnum

from inzet.accounts import Accounts
from inzet.alerts.book import Book, utc_now
from inzet.alerts.gathering import News, gather, narrowed
from inzet.alerts.letter import letter
from inzet.alerts.model import Letter, Recipient, State
from inzet.alerts.sending import Post, Posted
from inzet.alerts.settings import Settings
from inzet.record import Reader, Record
from inzet.vocabulary.errors import UnknownValue
from inzet.vocabulary.people import Person

_BACK_OFF = tuple(dt.timedelta(minutes=each) for each in (5, 15, 60, 240, 720, 1440, 1440))
"""After which it is tried again; then no more."""
_CUT_SHORT = dt.timedelta(minutes=10)
"""After which a letter that was being sent, by a program that is gone, is no longer."""


class Outcome(StrEnum):
    """What became of one person's mail in a run."""

    SENT = "sent"
    WOULD = "would send"
    NOTHING = "nothing new"
    LATER = "tried again later"
    UNCERTAIN = "sent or not, nobody knows"
    REFUSED = "refused"
    PAUSED = "paused"
    NOBODY = "no such account"


@dataclass(frozen=True, slots=True)
class Done:
    """One person's mail in a run."""

    name: str
    outcome: Outcome
    things: int = 0
    withheld: bool = False
    """There is something that may not leave by mail."""
    error: str = ""
    text: str = ""
    """Of a dry run: the letter in plain text."""


def run(
    record: Record,
    book: Book,
    settings: Settings,
    *,
    post: Post | None = None,
    dry: bool = False,
    now: Callable[[], dt.datetime] = utc_now,
    today: dt.date | None = None,
) -> Iterator[Done]:
    """Everybody's mail, by name; each is sent before the next is made.

    Args:
        record: of its own organisation, not narrowed.
        dry: make and show letters, send and note nothing.
        today: the day on which commitments are judged.
    """
    accounts = Accounts(record.path)
    try:
        known = {Person.named(each.name).key: each for each in accounts.people.all()}
    finally:
        accounts.close()
    one = _Run(record, book, settings, post or Post(settings), dry, now, today)
    if not dry:
        one.settle_cut_short()
    for recipient in book.recipients():
        reader: Reader | None
        if known:
            account = known.get(recipient.key)
            reader = None
            if account is not None and account.active:
                reader = _reader(record, account.reader)
                reader = reader.narrowed(account.markings) if reader else None
        else:
            reader = _reader(record, recipient.reader)
        if reader is None:
            yield Done(recipient.name, Outcome.NOBODY)
        elif recipient.paused:
            yield Done(recipient.name, Outcome.PAUSED, error=recipient.paused)
        else:
            yield one.of(recipient, reader)


def _reader(record: Record, name: str) -> Reader | None:
    try:
        return record.reader(name or None)
    except UnknownValue:
        return None


class _Run:
    def __init__(
        self,
        record: Record,
        book: Book,
        settings: Settings,
        post: Post,
        dry: bool,
        now: Callable[[], dt.datetime],
        today: dt.date | None,
    ) -> None:
        self._record = record
        self._book = book
        self._settings = settings
        self._post = post
        self._dry = dry
        self._now = now
        self._today = today

    def settle_cut_short(self) -> None:
        """Letters that a program was sending when it was ended: never again."""
        for each in self._book.letters(State.SENDING):
            # One of the future was being sent before the clock was set back.
            if abs(each.next_try - self._now()) > _CUT_SHORT:
                self._book.settle(each, State.UNCERTAIN, "cut short", self._now())

    def of(self, recipient: Recipient, reader: Reader) -> Done:
        """One person's mail."""
        waiting = self._book.letters(State.WAITING, State.SENDING, recipient=recipient.key)
        if waiting and not self._dry:
            first = waiting[0]
            # Further off than any wait: the clock was set back since, and nobody waits for years.
            soon = self._now() < first.next_try <= self._now() + max(_BACK_OFF)
            if first.state is State.SENDING or soon:
                return Done(recipient.name, Outcome.LATER, error=first.error)
            return self._send(recipient, first)
        # What leaves is made through a view that holds nothing which may not: under which name
        # something is known can be as telling as its words.
        whole, narrow = (
            gather(
                self._record,
                each,
                self._book.of(Person.named(recipient.name)),
                since=recipient.reached,
                told=self._book.told(recipient.key),
                today=self._today or self._now().date(),
            )
            for each in (reader, reader.narrowed(tuple(sorted(self._settings.markings))))
        )
        news, withheld = narrowed(whole, narrow)
        return self._told(recipient, whole, news, withheld)

    def _told(self, recipient: Recipient, whole: News, news: News, withheld: bool) -> Done:
        body = letter(recipient, news, self._settings, withheld=withheld, now=self._now())
        things = len(news.items)
        if body is None:
            if not self._dry and news.reached > news.since:
                self._book.put(recipient.key, None, reached=news.reached)
            return Done(recipient.name, Outcome.NOTHING)
        if self._dry:
            return Done(recipient.name, Outcome.WOULD, things, withheld, text=plain_text(body))
        once = [each.once for each in whole.items if each.once]
        self._book.put(recipient.key, body, reached=news.reached, once=once)
        waiting = self._book.letters(State.WAITING, recipient=recipient.key)
        if not waiting:
            return Done(recipient.name, Outcome.NOTHING)
        return self._send(recipient, waiting[0], things, withheld)

    def _send(
        self, recipient: Recipient, waiting: Letter, things: int = 0, withheld: bool = False
    ) -> Done:
        if not self._book.claim(waiting):
            return Done(recipient.name, Outcome.LATER)
        posted = self._post.send(recipient.address, waiting.body)
        state, outcome = _state(posted, waiting.tries)
        wait = _BACK_OFF[min(waiting.tries, len(_BACK_OFF) - 1)]
        self._book.settle(waiting, state, posted.error, self._now() + wait)
        if posted.to_blame:
            self._book.pause(recipient.key, posted.error)
        return Done(recipient.name, outcome, things, withheld, posted.error)


def _state(posted: Posted, tries: int) -> tuple[State, Outcome]:
    if posted.sent:
        return State.SENT, Outcome.SENT
    if posted.uncertain:
        return State.UNCERTAIN, Outcome.UNCERTAIN
    if posted.for_good or tries >= len(_BACK_OFF):
        return State.REFUSED, Outcome.REFUSED
    return State.WAITING, Outcome.LATER


def plain_text(body: bytes) -> str:
    """The plain text of a letter, with its subject above it."""
    message = message_from_bytes(body, policy=default)
    part = message.get_body(("plain",))
    text = part.get_content() if part is not None else ""
    return f"{message['Subject']}\n\n{text}"
