"""Every route for people with accounts: each role, and narrowed to some markings.

Whoever may write asks for hidden things by every form too, and is answered as if they never were.
What belongs to another account (name, sessions, tokens, drafts) is met by no page.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from starlette.applications import Starlette

from inzet.accounts import Accounts, form_token
from inzet.record import Record
from inzet.vocabulary.acts import Act
from inzet.vocabulary.markings import PUBLIC as MARKED_PUBLIC
from inzet.web.app import create_app
from inzet.web.house import House
from inzet.web.limits import Limits, Rate
from tests.accounts.conftest import Counting
from tests.canary.plant import HOME, NARROWED, PUBLIC, Planted, plant, plant_drafts, plant_refusal
from tests.canary.test_route_crawl import NO_ID, _same, looked_at, tried
from tests.canary.visits import GET, POST, Known
from tests.web.client import Client

SOME, INSIDE = "Homeland, REL-ALLY alone", "Homeland, INTERNAL and REL-BACK"
LOOKS = {
    "some-writer": (SOME, ("editor", "reviewer", "releaser", "administrator")),
    "inside-writer": (INSIDE, ("editor", "releaser")),
    "ally-reader": ("Allyland, REL-BOTH alone", ("editor", "releaser", "administrator")),
    "public-reader": (PUBLIC, ("reader",)),
    "plain-reader": (HOME, ("reader",)),
}
"""Accounts: as whom they look, and their roles."""
OWN = ("/account", "/login", "/logout")
"""What is about oneself and nothing in the record."""
ALIKE = ("public-reader", "plain-reader")
"""They see what readers of ``test_route_crawl`` see, who are shown every address."""
_ENOUGH = Rate(burst=1e9, each=1e9)


@dataclass(frozen=True)
class Place:
    planted: Planted
    accounts: Accounts
    app: Starlette

    def known(self, name: str) -> Known:
        with Record.open(self.planted.path) as record:
            return Known.of(record.view(self.planted.reader(record, self.looks(name))))

    def looks(self, name: str) -> str:
        reader = LOOKS[name][0]
        if reader in NARROWED or reader in (HOME, PUBLIC):
            return reader
        raise AssertionError(reader)

    def client(self, name: str) -> Client:
        """A browser in which an account is logged in; every form bears its token."""
        secret = self.accounts.admit(self.accounts.people.named(name)).secret
        headers = {"Cookie": f"inzet={secret}", "X-Inzet-Form": form_token(secret)}
        return Client(self.app, headers=headers)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    planted = plant(tmp_path_factory.mktemp("plant") / "plant.db")
    accounts = Accounts(planted.path, passwords=Counting())
    with Record.open(planted.path) as record:
        plant_drafts(planted, record, "molletjeother", "Somebody Else")
        plant_refusal(planted, record)
        # Nobody of these is who drafts, so nobody meets a word of it.
        for word in [each for each in planted.words if each.startswith("molletje")]:
            planted.words[word] = frozenset()
        for name, (reader, roles) in LOOKS.items():
            whose, markings = NARROWED.get(reader, (reader, None))
            ids = [each.id for each in record.readers() if each.name == whose]
            looks_as = "" if whose == HOME else max(ids, key=len)
            accounts.people.add(name, roles=roles, reader=looks_as, markings=markings)
    other = accounts.people.add("molletjeother", roles=["administrator"])
    opened = accounts.admit(other, agent="molletjeagent", address="molletjeaddress")
    assert opened.visitor.session is not None
    token = accounts.tokens.make(other, "molletjetoken")[1]
    for word in ("molletjeagent", "molletjeaddress", "molletjetoken", "molletjeother"):
        planted.words[word] = frozenset()
    for id_ in (opened.visitor.session.id, token.id, opened.secret):
        planted.words[id_.lower()] = frozenset()
    house = House(limits=Limits(known=_ENOUGH, unknown=_ENOUGH, login=_ENOUGH))
    app = create_app(lambda: Record.open(planted.path), accounts=accounts, house=house)
    yield Place(planted, accounts, app)
    accounts.close()


def admins_only(path: str) -> bool:
    """Pages on which an administrator sees other people's names, and nobody else anything."""
    return path.startswith(("/admin", "/metrics"))


@pytest.mark.parametrize("name", LOOKS)
def test_no_page_holds_what_is_hidden(place: Place, name: str) -> None:
    seen, client, reader = place.known(name), place.client(name), place.looks(name)
    assert seen.papers
    met_own, met = False, place.planted.watch(reader)
    turn, few = list(LOOKS).index(name), 1 if name in ALIKE else None
    for path, whole in looked_at(seen, turn, few=few):
        answer = client.get(whole)
        assert answer.status_code < 500, whole
        if admins_only(path):
            assert answer.status_code == 404 or "administrator" in LOOKS[name][1], whole
            continue
        head = "\n".join(f"{key}: {value}" for key, value in answer.headers.items())
        assert met(f"{head}\n{answer.text}") == [], whole
        met_own = met_own or name in answer.text
    assert met_own, "the control: one's own name is met"


@pytest.mark.parametrize("name", ["some-writer", "inside-writer"])
def test_hidden_and_missing_are_answered_alike(place: Place, name: str) -> None:
    seen, client, reader = place.known(name), place.client(name), place.looks(name)
    before = Path(place.planted.path).read_bytes()
    turn = list(LOOKS).index(name)
    probes = tried(place.planted, reader, turn)
    assert len(probes) == 3
    for method, table in (("GET", GET), ("POST", POST)):
        for number, (path, visits) in enumerate(table.items()):
            if path.startswith(OWN):
                continue
            # Of a word and two ids one at each door; whoever writes comes furthest with ids.
            probe, nothing = probes[(number + turn) % 3]
            for one, two in zip(visits(seen, probe), visits(seen, nothing), strict=True):
                if method == "POST" or probe in one or probe[:10] in one:
                    _same(client, method, one, two, probe, nothing)
    assert Path(place.planted.path).read_bytes() == before


def test_who_only_reads_changes_nothing(place: Place) -> None:
    before = Path(place.planted.path).read_bytes()
    seen, client = place.known("plain-reader"), place.client("plain-reader")
    for path, visits in POST.items():
        if path.startswith(OWN):
            continue
        for identity in (seen.statements[0], seen.papers[0]):
            for address in visits(seen, identity):
                form = {"act": "position", "span": "0-5"}
                api = address.startswith("/api/")
                answer = client.post(address, **({"json": {}} if api else {"data": form}))
                # Other nodes are answered where they sign, whoever is logged in.
                refused = {401} if path.startswith("/nodes/") else {403, 404, 422}
                assert answer.status_code in refused, address
    assert Path(place.planted.path).read_bytes() == before


@pytest.mark.parametrize("name", ["plain-reader"])
def test_what_is_marked_and_shown_is_in_the_audit(place: Place, name: str) -> None:
    """Of every route: the id of a marked paper or statement on a page is in the audit too."""
    client = place.client(name)
    with Record.open(place.planted.path) as record:
        view = record.view(record.reader())
        rows = [row for row in view.statements(limit=1000).items if row.marking != MARKED_PUBLIC]
        marked = {row.identity: "statement" for row in rows}
        papers = [row for row in view.papers(limit=1000).items if row.marking != MARKED_PUBLIC]
        marked |= {row.id: "paper" for row in papers}
        # A narrower copy is shown in the place of one that everybody may read.
        everybody = record.view(record.reader(MARKED_PUBLIC))
        for row in everybody.statements(limit=1000).items:
            marked.pop(row.identity, None)
        seen = replace(
            Known.of(view),
            papers=tuple(row.id for row in papers[:2]),
            statements=tuple(row.identity for row in rows[:3]),
            promises=tuple(row.identity for row in rows if row.act == Act.COMMITMENT)[:3],
            meetings=tuple(dict.fromkeys(row.meeting for row in rows[:3] if row.meeting)),
            dossiers=tuple(dict.fromkeys(each for row in rows[:3] for each in row.dossiers)),
        )
    met = 0
    missing = []
    for path, visits in GET.items():
        for address in visits(seen, NO_ID):
            answer = client.get(address)
            shown = {each for each in marked if each in answer.text}
            if path in IN_ITS_BYTES and answer.status_code == 200:
                shown |= {each for each in seen.papers if each in address}
            # What one asks for by its id is told back, and so nothing that is shown.
            told_back = address if answer.status_code >= 400 else address.partition("?")[2]
            shown -= {each for each in marked if each in told_back}
            if not shown:
                continue
            met += 1
            last = place.accounts.audit.events(who=name, kind="read", limit=1)
            told = (
                set(last[0].shown) if last and last[0].what == address.partition("?")[0] else set()
            )
            if not shown <= told and not (last and last[0].count > len(last[0].shown)):
                missing.append(
                    (
                        address,
                        answer.status_code,
                        sorted(marked[each] + each[:6] for each in shown - told),
                    )
                )
    assert missing == [], "\n".join(f"{path} {code} {kinds}" for path, code, kinds in missing)
    assert met > 10


IN_ITS_BYTES = ("/papers/{id}/original",)
"""Routes that show a paper itself, without saying which."""
