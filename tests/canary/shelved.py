"""What lies in libraries and what is asked, planted: every word of it a canary."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

from inzet.library.contents import (
    ACTS,
    Addressee,
    Answer,
    Closing,
    Content,
    Evidence,
    Grading,
    Named,
    Practice,
    Request,
    Use,
    plain,
)
from inzet.vocabulary.canonical import content_id
from inzet.vocabulary.citations import OutsideCitation
from inzet.vocabulary.entries import Statement

if TYPE_CHECKING:
    from tests.canary.plant import _Feed

DAY = "2023-03-04"
Feeds = Callable[[str], "AbstractContextManager[_Feed]"]


def shelve(feeds: Feeds, widest: str, narrower: list[str], ally: str) -> None:
    """A practice and a request in the widest feed, and in each narrower one of its own, with what
    its readers alone are told of those in the widest."""
    with feeds(widest) as feed:
        item, request = _practice(feed), _request(feed, ally)
    for marking in narrower:
        with feeds(marking) as feed:
            own = _practice(feed, rests_on=item)
            _add(feed, Use(item=item, outcome="worked", text=feed.word()))
            _add(feed, Use(item=own, outcome="did not work", text=feed.word()))
            _add(feed, Grading(item=item, reliability="A", credibility="1", text=feed.word()))
            _add(feed, Answer(request=request, gives="part", text=feed.word(), items=(own,)))
            _add(feed, Closing(request=_request(feed, ally, own), outcome="withdrawn", text="x"))
            _request(feed, ally, own)
    with feeds(narrower[-1]) as feed:
        _add(feed, Closing(request=request, outcome="answered", text=feed.word()))


def _practice(feed: _Feed, rests_on: str | None = None) -> str:
    return _add(
        feed,
        Practice(
            title=feed.word(),
            summary=feed.word(),
            text=feed.word(),
            language="nl",
            translations={"en": Named(title=feed.word(), summary=feed.word())},
            evidence=(Evidence(name=feed.word(), statement=rests_on),) if rests_on else (),
            domains=("cyber", feed.word()),
            instruments=(feed.word(),),
            techniques=(feed.word(),),
            regions=("NLD", feed.word()),
            handling=(feed.word(),),
            review="2023-03-05",
            reliability="B",
            credibility="2",
        ),
    )


def _request(feed: _Feed, ally: str, about: str | None = None) -> str:
    to = (Addressee(name=ally), Addressee(name=feed.word()))
    return _add(feed, Request(text=feed.word(), to=to, due="2031-01-01", about=about))


def _add(feed: _Feed, content: Content) -> str:
    quote = f"{content.text} {feed.word()}"
    identity = content_id([quote])
    feed.note(identity)
    feed.add(
        Statement(
            identity=identity,
            act=ACTS[type(content)],
            holder=feed.word(),
            dossiers=(f"hybrid/{feed.word()}",),
            quote=quote,
            citation=OutsideCitation(identifier="judgement", date=DAY, says=feed.word()),
            content=plain(content),
            said=DAY,
            valid_from=DAY,
            rule="person",
            explanation={"by": feed.word()},
            language="nl",
        )
    )
    return identity
