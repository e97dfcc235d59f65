"""A letter: what is new as plain text and as HTML, and nothing that may not leave by mail."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterable, Iterator
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, make_msgid
from functools import cache
from html import escape
from importlib import resources
from typing import Any

from inzet.alerts.gathering import Item, News, What
from inzet.alerts.model import Recipient, Subscription
from inzet.alerts.settings import Settings
from inzet.changes import Kept, Step, difference, marked
from inzet.record import StatementRow
from inzet.vocabulary.citations import SpanCitation, outside_words
from inzet.vocabulary.parties import party_name
from inzet.writing.render.printable import printable
from inzet.writing.render.published import address
from inzet.writing.render.words import day

_MOST = 60
"""Things in one letter."""
_LONGEST = 1500
"""Characters of one quote."""
_ORDER = tuple(What)


@cache
def _words(language: str) -> dict[str, Any]:
    text = resources.files("inzet.alerts").joinpath("words.toml").read_text("utf-8")
    everything: dict[str, dict[str, Any]] = tomllib.loads(text)
    return everything.get(language, everything["en"])


def letter(
    recipient: Recipient,
    news: News,
    settings: Settings,
    *,
    withheld: bool,
    now: dt.datetime,
) -> bytes | None:
    """A letter as it is sent; None where there is nothing to tell.

    Args:
        news: as it may leave by mail.
        withheld: there is more that may not.
    """
    if not (news.items or withheld):
        return None
    made = _Made(recipient, news, settings, withheld=withheld)
    message = EmailMessage(policy=SMTP)
    message["From"] = settings.sender
    message["To"] = recipient.address
    message["Subject"] = made.subject
    message["Date"] = format_datetime(now)
    message["Message-ID"] = make_msgid(domain=settings.sender.rpartition("@")[2])
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "All"
    message["Content-Language"] = recipient.language
    message.set_content(made.text())
    message.add_alternative(made.html(), subtype="html")
    return bytes(message)


class _Made:
    def __init__(
        self,
        recipient: Recipient,
        news: News,
        settings: Settings,
        *,
        withheld: bool,
    ) -> None:
        items = news.items
        self._t = _words(recipient.language)
        self._language = recipient.language
        self._news = news
        self._settings = settings
        self._withheld = withheld
        self._left_out = max(0, len(items) - _MOST)
        self._items = sorted(items, key=lambda each: _ORDER.index(each.what))[:_MOST]
        self._count = len(items)

    @property
    def subject(self) -> str:
        if not self._count:
            return str(self._t["hidden_subject"])
        form = self._t["subject"]["one" if self._count == 1 else "other"]
        return printable(form.format(n=self._count))

    def text(self) -> str:
        lines = [self._t["intro"].format(since=f"{self._news.since:%Y-%m-%d %H:%M}"), ""]
        for what in _ORDER:
            here = [each for each in self._items if each.what is what]
            if here:
                lines += [self._t[what].upper(), ""]
            for source, those in self._by_source(here):
                lines += [source, ""]
                lines += [line for each in those for line in (*self._lines(each), "")]
        if any(each.steps for each in self._items):
            lines += [self._t["legend"], ""]
        lines += [f"{line}\n" for line in self._ending()]
        return "\n".join(lines).rstrip() + "\n"

    def html(self) -> str:
        parts = [
            f'<html lang="{self._language}"><head><meta charset="utf-8"></head>',
            '<body style="font-family: sans-serif; max-width: 40em; line-height: 1.45">',
            f"<p>{escape(self._t['intro'].format(since=f'{self._news.since:%Y-%m-%d %H:%M}'))}</p>",
        ]
        for what in _ORDER:
            here = [each for each in self._items if each.what is what]
            if here:
                parts.append(f"<h2>{escape(self._t[what])}</h2>")
            for source, those in self._by_source(here):
                parts.append(f"<h3>{escape(source)}</h3>")
                parts += [self._block(each) for each in those]
        parts += [f"<p><small>{escape(line)}</small></p>" for line in self._ending()]
        if self._settings.workspace:
            parts.append(f"<p>{_link(self._settings.workspace, self._settings.workspace)}</p>")
        return "\n".join([*parts, "</body></html>"])

    def _by_source(self, items: Iterable[Item]) -> Iterator[tuple[str, list[Item]]]:
        """Things by where they stand, in the order of the first of each."""
        found: dict[str, list[Item]] = {}
        for each in items:
            found.setdefault(_joined(self._source(each.row)), []).append(each)
        yield from found.items()

    def _ending(self) -> Iterator[str]:
        if self._left_out:
            yield self._t["left_out"].format(n=self._left_out)
        if self._withheld:
            yield self._t["hidden"]
        yield self._t["why"]

    def _lines(self, item: Item) -> Iterator[str]:
        row = item.row
        quote = marked(item.steps) if item.steps else row.quote
        yield f"“{_cut(quote)}”"
        yield from (f"  {line}" for line in self._facts(item))
        for each in item.differs:
            name = self._t["fields"].get(each.name, each.name)
            if each.name == "quote":
                yield f"  {name}: {_cut(marked(difference(each.before, each.after)))}"
            else:
                yield f"  {name}: {_cut(each.before) or '–'} → {_cut(each.after) or '–'}"
        yield from (f"  {link}" for link in self._links(row))

    def _block(self, item: Item) -> str:
        row = item.row
        quote = _marked_html(item.steps) if item.steps else escape(_cut(row.quote))
        if item.what is What.WITHDRAWN:
            quote = f"<del>{quote}</del>"
        language = escape(row.language or "", quote=True)
        told = [f'<blockquote lang="{language}">{quote}</blockquote>']
        told += [f"<p>{escape(line)}</p>" for line in self._facts(item)]
        for each in item.differs:
            name = escape(self._t["fields"].get(each.name, each.name))
            if each.name == "quote":
                told.append(f"<p>{name}: {_marked_html(difference(each.before, each.after))}</p>")
            else:
                before, after = (escape(_cut(text)) or "–" for text in (each.before, each.after))
                told.append(f"<p>{name}: <del>{before}</del> → <ins>{after}</ins></p>")
        links = " · ".join(_link(each, each) for each in self._links(row))
        return "\n".join([*told, f"<p><small>{links}</small></p>" if links else ""])

    def _facts(self, item: Item) -> Iterator[str]:
        row = item.row
        who = party_name(row.party, self._language) if row.party else row.holder
        act = self._t["acts"].get(str(row.act), str(row.act))
        parts = [act, who, ", ".join(row.dossiers), self._due(item)]
        if item.why:
            parts.append(self._t[f"{item.why}_why"])
        page = row.citation.page if isinstance(row.citation, SpanCitation) else None
        yield _joined([*parts, self._t["page"].format(n=page) if page else ""])
        if item.earlier is not None:
            yield f"{self._t['was']}: {_joined(self._source(item.earlier))}"
        yield f"{self._t['for']}: {'; '.join(self._named(each) for each in item.asked)}"

    def _due(self, item: Item) -> str:
        if item.promise is None or item.promise.due is None:
            return ""
        if item.promise.before is not None:
            return str(
                self._t["due_before"].format(
                    day=day(item.promise.before.isoformat(), self._language)
                )
            )
        return str(self._t["due_on"].format(day=day(item.promise.due.isoformat(), self._language)))

    def _source(self, row: StatementRow) -> Iterator[str]:
        if row.paper is None:
            yield outside_words(row.citation)
        else:
            yield row.paper.title
            yield ", ".join(row.paper.numbers[:1])
        yield day(row.said.isoformat(), self._language) if row.said else ""
        yield row.marking
        yield f"[{row.paper.stamp}]" if row.paper and row.paper.stamp else ""

    def _links(self, row: StatementRow) -> Iterator[str]:
        if self._settings.workspace:
            yield f"{self._settings.workspace}/statements/{row.identity}"
        numbers = row.paper.numbers if row.paper else ()
        found = next((found for each in numbers if (found := address(each))), "")
        if found:
            yield found

    def _named(self, asked: Subscription) -> str:
        return _cut(asked.value, 80) or str(self._t["all_due"])


def _marked_html(steps: Iterable[Step]) -> str:
    tags = {Kept.SAME: ("", ""), Kept.GONE: ("<del>", "</del>"), Kept.NEW: ("<ins>", "</ins>")}
    parts = []
    for place, step in enumerate(steps):
        first, last = tags[step.op]
        space = " " if place and step.spaced else ""
        parts.append(f"{space}{first}{escape(printable(step.text))}{last}")
    return "".join(parts)


def _link(address_: str, shown: str) -> str:
    return f'<a href="{escape(address_, quote=True)}">{escape(shown)}</a>'


def _joined(parts: Iterable[str | None]) -> str:
    return " · ".join(printable(part) for part in parts if part)


def _cut(text: str, most: int = _LONGEST) -> str:
    shown = printable(text)
    return shown if len(shown) <= most else f"{shown[:most]} …"
