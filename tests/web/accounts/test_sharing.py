"""A draft shared with somebody who may read less than it rests on: refused, and never shown."""

from __future__ import annotations

import pytest

from inzet.vocabulary.markings import INTERNAL, PUBLIC
from inzet.writing.draft import Block, Draft, Form, Head, Kind, Origin, Source
from inzet.writing.drawer import Card, Desk, How, Person, desk
from tests.web.accounts.browser import PASSWORD
from tests.web.accounts.conftest import Kept

SECRET = "Een geheim uit een verslag."
NAME = "agenda/een-bijeenkomst/nl"
PLACES = ("", "/fill", "/file.md", "/release", "?number=1")
"""Pages of a draft, below its name."""


def resting_on(*markings: str) -> Draft:
    sources = tuple(
        Source(statement="0" * 64, marking=each, title="Verslag", quote=SECRET) for each in markings
    )
    block = Block(
        key="a",
        form=Form.PARAGRAPH,
        origin=Origin.NEW,
        text=SECRET,
        sources=tuple(range(len(sources))),
    )
    return Draft(
        kind=Kind.AGENDA,
        language="nl",
        meeting="een-bijeenkomst",
        meeting_name="Een bijeenkomst",
        on="2027-06-01",
        title="Agenda",
        head=Head(),
        blocks=(block,),
        sources=sources,
    )


@pytest.fixture
def kept(kept: Kept) -> Kept:
    people = kept.accounts.people
    people.add("dirk", roles=["editor", "releaser"], password=PASSWORD, markings=[])
    people.add("els", roles=["editor", "releaser"], password=PASSWORD, markings=[INTERNAL])
    people.add("other", roles=["editor"], password=PASSWORD, reader=PUBLIC)
    return kept


def drawn(kept: Kept, draft: Draft, name: str = "anna") -> tuple[Desk, Card]:
    with kept.workspace.open() as record:
        own = desk(record, Person.named(name), record.reader())
    return own, own.start(draft)


def test_sharing_says_by_name_and_marking_what_somebody_may_not_read(kept: Kept) -> None:
    own, card = drawn(kept, resting_on(PUBLIC, INTERNAL))
    browser, fill = kept("anna"), f"/drafts/{NAME}/fill"
    told = browser.send(f"/drafts/{NAME}/share", {"whom": "Dirk"}, page=fill)
    assert told.status_code == 422
    assert "dirk may not read INTERNAL" in told.text
    assert browser.send(f"/drafts/{NAME}/share", {"whom": "other"}, page=fill).status_code == 422
    own.team("Desk East", add=["els", "dirk"])
    told = browser.send(f"/drafts/{NAME}/share", {"whom": "desk east"}, page=fill)
    assert "dirk may not read INTERNAL" in told.text
    assert "els may not" not in told.text
    assert own.find(card.id).shared_with == ()
    for whom in ("els", "somebody without an account"):
        assert browser.send(f"/drafts/{NAME}/share", {"whom": whom}, page=fill).status_code == 303
    assert len(own.find(card.id).shared_with) == 2


def test_who_may_not_read_what_it_rests_on_does_not_see_it(kept: Kept) -> None:
    """However it came to be shared with them."""
    own, card = drawn(kept, resting_on(PUBLIC, INTERNAL))
    own.share(card, "dirk")
    own.share(card, "els")
    els, dirk = kept("els"), kept("dirk")
    assert SECRET in els.get(f"/drafts/{NAME}").text, "the control"
    assert NAME not in dirk.get("/drafts").text
    for place in PLACES:
        shown, missing = (
            dirk.get(f"/drafts/{name}{place}") for name in (NAME, NAME.replace("een-", "nul-"))
        )
        assert shown.status_code == missing.status_code == 404, place
        assert shown.text.replace("een-bij", "nul-bij") == missing.text
    api = dirk.get(f"/api/v1/drafts/{NAME}")
    assert api.status_code == 404
    assert SECRET not in dirk.get("/api/v1/drafts").text


def test_what_once_rested_on_it_still_does(kept: Kept) -> None:
    """Older versions can be looked at, and words outlive the source they were made from."""
    own, card = drawn(kept, resting_on(INTERNAL))
    own.put(card, resting_on(PUBLIC), How.EDITED, seen=1)
    own.share(card, "dirk")
    assert own.markings(card) == (INTERNAL,)
    assert kept("dirk").get(f"/drafts/{NAME}").status_code == 404


def test_a_draft_that_comes_to_rest_on_more_is_no_longer_seen(kept: Kept) -> None:
    own, card = drawn(kept, resting_on(PUBLIC))
    own.share(card, "dirk")
    dirk = kept("dirk")
    assert dirk.get(f"/drafts/{NAME}").status_code == 200
    own.put(card, resting_on(INTERNAL), How.EDITED, seen=1)
    assert dirk.get(f"/drafts/{NAME}").status_code == 404


def test_a_narrow_token_or_account_does_not_show_ones_own(kept: Kept) -> None:
    drawn(kept, resting_on(INTERNAL), name="els")
    account = kept.accounts.people.named("els")
    make = kept.accounts.tokens.make
    wide = make(account, "x", scopes=["draft"])[0]
    narrow = make(account, "x", scopes=["draft"], markings=[])[0]
    address = f"/api/v1/drafts/{NAME}"
    for token, status in ((wide, 200), (narrow, 404)):
        answer = kept().get(address, headers={"Authorization": f"Bearer {token}"})
        assert answer.status_code == status
    els = kept("els")
    kept.accounts.people.change("els", markings=[])
    assert els.get(f"/drafts/{NAME}").status_code == 404
    kept.accounts.people.change("els", markings=[INTERNAL])
    assert els.get(f"/drafts/{NAME}").status_code == 200
