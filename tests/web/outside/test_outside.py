"""Logging in by a provider outside: a real one, and one that lies."""

from __future__ import annotations

import base64
import hmac
import json
import os
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from joserfc.jwk import RSAKey
from msgspec.structs import replace as changed

from inzet.accounts import Accounts
from inzet.vocabulary.errors import InputError, UnreadableFile
from inzet.vocabulary.rights import Role
from inzet.web.app import create_app
from inzet.web.outside.provider import Provider
from inzet.web.outside.settings import SECRET, Settings, read
from inzet.web.running.crew import Crew
from tests.accounts.conftest import Counting
from tests.web.accounts.browser import PASSWORD, Browser
from tests.web.client import HERE
from tests.web.outside import glewlwyd
from tests.web.outside.liar import CLIENT, Liar, lying
from tests.web.workspace import Workspace

BACK = f"{HERE}/login/outside/back"


@pytest.fixture
def accounts(workspace: Workspace) -> Iterator[Accounts]:
    made = Accounts(workspace.path, passwords=Counting())
    made.people.add("admin", roles=["administrator"], password=PASSWORD)
    yield made
    made.close()


@pytest.fixture
def liar() -> Iterator[Liar]:
    with lying() as made:
        yield made


@pytest.fixture
def settings(liar: Liar) -> Settings:
    return Settings(issuer=liar.issuer, client=CLIENT, name="The liar", make_accounts=True)


Make = Callable[[Settings], Browser]


@pytest.fixture
def browse(workspace: Workspace, accounts: Accounts) -> Make:
    def made(settings: Settings, crew: Crew | None = None) -> Browser:
        provider = Provider(settings)
        app = create_app(workspace.open, accounts=accounts, provider=provider, crew=crew)
        return Browser(app)

    return made


def sent(browser: Browser, back: str = "/papers") -> dict[str, str]:
    """Goes to the provider; what it is asked."""
    answer = browser.get(f"/login/outside?back={back}")
    assert answer.status_code == 303, answer.text
    query = parse_qs(urlsplit(answer.headers["location"]).query)
    return {name: value for name, (value,) in query.items()}


def come_back(browser: Browser, asked: dict[str, str], **over: str) -> httpx.Response:
    query = httpx.QueryParams({"state": asked["state"], "code": "a-code", **over})
    return browser.get(f"/login/outside/back?{query}")


# ---- a real one ---------------------------------------------------------------------------


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[glewlwyd.Glewlwyd]:
    if not glewlwyd.is_here():
        reason = "glewlwyd is not installed; on Debian: apt install glewlwyd"
        if os.environ.get("INZET_CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    with glewlwyd.glewlwyd(tmp_path_factory.mktemp("glewlwyd"), BACK) as made:
        yield made


@pytest.fixture
def trusted(real: glewlwyd.Glewlwyd, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setenv(SECRET, glewlwyd.SECRET)
    return Settings(
        issuer=real.issuer,
        client=glewlwyd.CLIENT,
        name="Glewlwyd",
        scopes=("openid",),
        account_claim="email",
        make_accounts=True,
        roles={"inzet-editors": (Role.EDITOR,), "inzet-administrators": (Role.ADMINISTRATOR,)},
        markings={"inzet-nato": ("REL-NATO",)},
    )


def test_a_person_logs_in_by_a_real_provider(
    real: glewlwyd.Glewlwyd, trusted: Settings, browse: Make, accounts: Accounts
) -> None:
    browser = browse(trusted)
    page = browser.get("/login").text
    assert 'href="/login/outside"' in page
    assert "Glewlwyd" in page
    there = browser.get("/login/outside?back=/meetings")
    returned = urlsplit(real.log_in(there.headers["location"]))
    answer = browser.get(f"{returned.path}?{returned.query}")
    assert (answer.status_code, answer.headers["location"]) == (303, "/meetings")
    assert browser.get("/papers").status_code == 200
    account = accounts.people.named("anna@example.org")
    assert account.shown == "Anna de Vries"
    assert account.roles == (Role.EDITOR,)
    assert account.markings == ("REL-NATO",)
    assert not account.has_password
    assert browser.send("/logout").status_code == 303
    assert browser.get("/papers").status_code != 200

    again = browse(changed(trusted, make_accounts=False, roles={"inzet-nato": (Role.READER,)}))
    returned = urlsplit(real.log_in(again.get("/login/outside").headers["location"]))
    assert again.get(f"{returned.path}?{returned.query}").status_code == 303
    (same,) = [each for each in accounts.people.all() if each.name != "admin"]
    assert same.id == account.id, "known again by issuer and subject"
    assert same.roles == (Role.READER,), "roles are those that the groups give today"


def test_a_real_provider_refuses_a_code_with_another_verifier(
    real: glewlwyd.Glewlwyd, trusted: Settings, browse: Make
) -> None:
    """PKCE is what the provider holds us to: a code that was caught is worth nothing."""
    browser, other = browse(trusted), browse(trusted)
    stolen = urlsplit(real.log_in(browser.get("/login/outside").headers["location"]))
    code = parse_qs(stolen.query)["code"][0]
    assert come_back(other, sent(other), code=code).status_code == 422


# ---- one that lies -------------------------------------------------------------------------


def test_what_is_asked_of_it(liar: Liar, settings: Settings, browse: Make) -> None:
    browser = browse(settings)
    asked = sent(browser)
    assert asked["response_type"] == "code"
    assert asked["code_challenge_method"] == "S256"
    assert asked["redirect_uri"] == BACK
    assert len(asked["nonce"]) >= 20
    assert len(asked["state"]) >= 20
    liar.claims = {"nonce": asked["nonce"], "preferred_username": "bea", "name": "Bea"}
    answer = come_back(browser, asked)
    assert answer.headers["location"] == "/papers"
    form = next(form for path, form in liar.asked if path == "/token")
    assert form["code"] == ["a-code"]
    assert form["client_id"] == [CLIENT]
    assert re.fullmatch(r"[\w-]{43,128}", form["code_verifier"][0])
    assert browser.get("/papers").status_code == 200


def _none(liar: Liar, nonce: str) -> str:
    return f"{_part({'alg': 'none'})}.{liar.made(nonce=nonce).split('.')[1]}."


def _part(value: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()


def _forged(liar: Liar, nonce: str) -> str:
    return liar.made(key=RSAKey.generate_key(2048, {"kid": "first"}), nonce=nonce)


def _confused(liar: Liar, nonce: str) -> str:
    """Signed with the public key of the provider as if it were a shared secret."""
    public = liar.key.as_pem(private=False)
    head = _part({"alg": "HS256", "kid": "first"})
    signed = f"{head}.{liar.made(nonce=nonce).split('.')[1]}"
    digest = hmac.digest(public, signed.encode(), "sha256")
    return f"{signed}.{base64.urlsafe_b64encode(digest).rstrip(b'=').decode()}"


def _altered(liar: Liar, nonce: str) -> str:
    head, _, signature = liar.made(nonce=nonce).split(".")
    other = liar.made(nonce=nonce, sub="subject-2").split(".")[1]
    return f"{head}.{other}.{signature}"


def _with(**over: Any) -> Callable[[Liar, str], str]:
    def made(liar: Liar, nonce: str) -> str:
        told = {name: value() if callable(value) else value for name, value in over.items()}
        return liar.made(**{"nonce": nonce, **told})

    return made


LIES: dict[str, Callable[[Liar, str], str]] = {
    "signed by nobody": _none,
    "signed by another key": _forged,
    "signed with the public key": _confused,
    "altered after it was signed": _altered,
    "another nonce": _with(nonce="another"),
    "no nonce": _with(nonce=None),
    "another audience": _with(aud="another"),
    "an audience of several, for another": _with(aud=[CLIENT, "another"], azp="another"),
    "an audience of several, for nobody": _with(aud=[CLIENT, "another"]),
    "no audience": _with(aud=None),
    "another issuer": _with(iss="https://login.example.org"),
    "expired": _with(exp=lambda: int(time.time()) - 120),
    "no end": _with(exp=None),
    "an end in words": _with(exp="tomorrow"),
    "from the future": _with(iat=lambda: int(time.time()) + 600),
    "not valid yet": _with(nbf=lambda: int(time.time()) + 600),
    "nobody": _with(sub=None),
    "an empty subject": _with(sub=""),
    "a subject that is a number": _with(sub=7),
    "no token at all": lambda *_: "nonsense",
    "too many parts": lambda *_: "a.b.c.d.e",
}


@pytest.mark.parametrize("lie", LIES)
def test_a_lie_lets_nobody_in(
    lie: str, liar: Liar, settings: Settings, browse: Make, accounts: Accounts
) -> None:
    browser = browse(settings)
    asked = sent(browser)
    liar.token = LIES[lie](liar, asked["nonce"])
    answer = come_back(browser, asked)
    assert answer.status_code == 422
    assert "could not be completed" in answer.text
    assert browser.get("/papers").status_code != 200
    assert [each.name for each in accounts.people.all()] == ["admin"]
    assert [each.kind for each in accounts.audit.events()] == ["refused"]


def test_the_control_of_the_lies(liar: Liar, settings: Settings, browse: Make) -> None:
    browser = browse(settings)
    asked = sent(browser)
    liar.token = liar.made(nonce=asked["nonce"])
    assert come_back(browser, asked).status_code == 303


@pytest.mark.parametrize("over", [{"state": ""}, {"state": "0.never-given"}, {"code": ""}])
def test_an_answer_that_nobody_asked_for(
    over: dict[str, str], liar: Liar, settings: Settings, browse: Make
) -> None:
    browser = browse(settings)
    asked = sent(browser)
    liar.claims = {"nonce": asked["nonce"]}
    assert come_back(browser, asked, **over).status_code == 422
    assert not [path for path, _ in liar.asked if path == "/token"]


def test_an_answer_counts_once_and_in_one_browser(
    liar: Liar, settings: Settings, browse: Make
) -> None:
    browser = browse(settings)
    asked = sent(browser)
    liar.claims = {"nonce": asked["nonce"]}
    kept = dict(browser.cookies)
    assert come_back(browser, asked).status_code == 303
    browser.cookies = httpx.Cookies(kept)
    assert come_back(browser, asked).status_code == 422, "a state that was used"

    asked = sent(browser)
    liar.claims = {"nonce": asked["nonce"]}
    victim = Browser(browser.app)
    assert come_back(victim, asked).status_code == 422, "the answer to somebody else"
    assert come_back(browser, asked).status_code == 422, "which is used up by that"


def test_an_answer_of_another_issuer(liar: Liar, settings: Settings, browse: Make) -> None:
    browser = browse(settings)
    asked = sent(browser)
    liar.claims = {"nonce": asked["nonce"]}
    assert come_back(browser, asked, iss="https://login.example.org").status_code == 422


def test_new_keys_are_found(liar: Liar, settings: Settings, browse: Make) -> None:
    browser = browse(settings)
    provider = browser.app.state.desk.outside.provider
    asked = sent(browser)
    liar.claims = {"nonce": asked["nonce"]}
    assert come_back(browser, asked).status_code == 303
    liar.key = RSAKey.generate_key(2048, {"kid": "second"})
    liar.shown = [liar.key]
    other = browse(settings)
    other.app.state.desk.outside.provider._keys = (time.time() - 120, provider._keys[1])
    asked = sent(other)
    liar.claims = {"nonce": asked["nonce"]}
    assert come_back(other, asked).status_code == 303, "asked again for a key it does not know"
    before = sum(path == "/keys" for path, _ in liar.asked)
    for _ in range(3):
        asked = sent(other)
        liar.token = liar.made(nonce=asked["nonce"], kid="invented")
        assert come_back(other, asked).status_code == 422
    assert sum(path == "/keys" for path, _ in liar.asked) == before, "not for each invented one"


@pytest.mark.parametrize(
    "lie",
    [
        {"issuer": "https://elsewhere.example"},
        {"authorization_endpoint": "http://elsewhere.example/auth"},
        {"authorization_endpoint": "javascript:alert(1)"},
    ],
)
def test_a_description_that_lies(
    lie: dict[str, str], liar: Liar, settings: Settings, browse: Make
) -> None:
    liar.description |= lie
    answer = browse(settings).get("/login/outside")
    assert answer.status_code == 502
    assert "location" not in answer.headers


@pytest.mark.parametrize(
    ("status", "body", "expected"),
    [
        (400, b'{"error": "invalid_grant"}', 422),
        (500, b"{}", 502),
        (200, b"x", 502),
        (200, b"{}", 422),
        (302, b"{}", 502),
        (200, b"[" * 600_000, 502),
    ],
)
def test_a_provider_that_fails(
    status: int, body: bytes, expected: int, liar: Liar, settings: Settings, browse: Make
) -> None:
    browser = browse(settings)
    asked = sent(browser)
    liar.status, liar.body = status, body
    assert come_back(browser, asked).status_code == expected


def test_who_has_no_account_or_no_role_is_told_so(
    liar: Liar, settings: Settings, browse: Make, accounts: Accounts
) -> None:
    without = changed(settings, make_accounts=False)
    grouped = changed(settings, roles={"staff": (Role.EDITOR,)})
    for chosen, told in ((without, "no account here"), (grouped, "none of your groups")):
        browser = browse(chosen)
        asked = sent(browser)
        liar.claims = {"nonce": asked["nonce"], "groups": ["others"]}
        answer = come_back(browser, asked)
        assert answer.status_code == 422
        assert told in answer.text
    assert len(accounts.people.all()) == 1


def test_a_name_of_an_account_does_not_make_it_ones_own(
    liar: Liar, settings: Settings, browse: Make, accounts: Accounts
) -> None:
    browser = browse(settings)
    asked = sent(browser)
    liar.claims = {"nonce": asked["nonce"], "preferred_username": "admin", "email": "admin"}
    assert come_back(browser, asked).status_code == 422
    assert accounts.people.linked(liar.issuer, "subject-1") is None


def test_workers_share_who_went_there(
    liar: Liar, settings: Settings, browse: Any, tmp_path: Path
) -> None:
    crews = Crew(1, tmp_path), Crew(2, tmp_path)
    first, second = (browse(settings, crew) for crew in crews)
    for crew in crews:
        crew.listen()
    asked = sent(first)
    liar.claims = {"nonce": asked["nonce"]}
    second.cookies = first.cookies
    assert come_back(second, asked).status_code == 303


def test_without_a_provider_there_is_no_such_page(workspace: Workspace, accounts: Accounts) -> None:
    for browser in (
        Browser(create_app(workspace.open, accounts=accounts)),
        Browser(create_app(workspace.open)),
    ):
        assert browser.get("/login/outside").status_code == 404
        assert browser.get("/login/outside/back?state=x&code=y").status_code == 404


@pytest.mark.parametrize("back", ["https://elsewhere.example", "//elsewhere.example", "/\\x"])
def test_nobody_is_sent_on_elsewhere(
    back: str, liar: Liar, settings: Settings, browse: Make
) -> None:
    browser = browse(settings)
    asked = sent(browser, back)
    liar.claims = {"nonce": asked["nonce"]}
    assert come_back(browser, asked).headers["location"] == "/"


# ---- settings ------------------------------------------------------------------------------

TOML = """\
issuer = "https://login.example.org"
client = "inzet"
name = "The ministry"
make_accounts = true
[roles]
inzet-editors = ["editor", "reviewer"]
"""


def test_settings_are_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "login.toml"
    path.write_text(TOML)
    found = read(path)
    assert found.roles_of(["inzet-editors", "others"]) == (Role.EDITOR, Role.REVIEWER)
    assert found.roles_of(["others"]) == ()
    assert found.markings_of([]) == ()
    monkeypatch.setenv(SECRET, " s ")
    assert found.secret() == "s"
    (tmp_path / "secret").write_text("t\n")
    assert changed(found, secret_file=str(tmp_path / "secret")).secret() == "t"
    with pytest.raises(UnreadableFile, match="secret"):
        changed(found, secret_file=str(tmp_path / "none")).secret()


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("https://", "http://", "https"),
        ('client = "inzet"\n', "", "client"),
        ("make_accounts", "make_account", "make_account"),
        ('"editor"', '"emperor"', "emperor"),
        ('name = "The ministry"', 'name = "x"\nscopes = ["profile"]', "openid"),
        ("[roles]", "[roles", "read"),
    ],
)
def test_settings_that_are_not_right(old: str, new: str, told: str, tmp_path: Path) -> None:
    path = tmp_path / "login.toml"
    path.write_text(TOML.replace(old, new))
    with pytest.raises(InputError, match=told):
        read(path)
