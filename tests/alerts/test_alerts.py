"""Mail with what is new: what it tells, to whom, once, and never what may not leave."""

from __future__ import annotations

import datetime as dt
import ipaddress
import smtplib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from inzet.accounts import Accounts
from inzet.alerts import Book, Outcome, Post, Settings, State, Subject, asked_for, run
from inzet.alerts.running import Done
from inzet.alerts.settings import checked_address
from inzet.record import Record
from inzet.vocabulary.acts import Act
from inzet.vocabulary.citations import OutsideCitation
from inzet.vocabulary.entries import Correction, Statement, Withdrawal
from inzet.vocabulary.errors import InputError, NotFound
from inzet.vocabulary.people import Person
from inzet.vocabulary.rights import Role
from tests.alerts.postoffice import PostOffice, open_post
from tests.record.world import Clock, add_paper, statement

ANNA, BERT = Person.named("Anna"), Person.named("Bert")
TEXT = "Het kabinet steunt een register van kabels. Het kabinet stuurt u voor juli een brief."
FIRST, SECOND = (0, 43), (44, len(TEXT))


class World:
    """A record, its book, a server, and a clock for all three."""

    def __init__(self, folder: Path, office: PostOffice) -> None:
        self.clock = Clock()
        self.record = Record.create(folder / "r.db", "Home", now=self.clock)
        self.record.define_audience("REL-A", ["Alfa"])
        self.book = Book(self.record.path, now=self.clock)
        self.office = office
        self.settings = Settings("127.0.0.1", office.port, "none", "inzet@example.org", seconds=0.5)
        self.paper("Een eerste stuk.", "INTERNAL")

    def paper(self, text: str, marking: str = "PUBLIC", **more: Any) -> str:
        with self.record.batch(marking) as batch:
            return add_paper(batch, text, said="2023-02-01", **more)

    def say(self, text: str = TEXT, marking: str = "PUBLIC", **more: Any) -> str:
        """A statement on a paper of its own."""
        paper = self.paper(text, marking, numbers=("kst-1-2",))
        fields = {"dossiers": ("watch/china",), "party": "NLD", "said": "2023-02-01"} | more
        with self.record.batch(marking) as batch:
            return batch.add(statement(paper, text, 0, len(text.split(".")[0]) + 1, **fields))

    def follow(self, person: Person = ANNA, **asked: Any) -> None:
        subject, value = asked_for(self.record.view(self.record.reader()), **asked)
        self.book.add(person, subject, value, address=f"{person.key}@example.org", language="en")

    def run(self, **more: Any) -> list[Done]:
        today = more.pop("today", dt.date(2023, 3, 1))
        return list(run(self.record, self.book, self.settings, now=self.clock, today=today, **more))


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    with open_post() as office:
        made = World(tmp_path, office)
        yield made
        made.record.close()


def outcomes(done: list[Done]) -> list[Outcome]:
    return [each.outcome for each in done]


# ---- what a letter tells ---------------------------------------------------------------


def test_what_is_new_is_told_once_with_quote_and_source(world: World) -> None:
    world.say("Van vroeger.")
    world.follow(dossier="watch")
    assert outcomes(world.run()) == [Outcome.NOTHING], "what was here is no news"
    world.say()
    assert outcomes(world.run()) == [Outcome.SENT]
    assert outcomes(world.run()) == [Outcome.NOTHING]
    (letter,) = world.office.letters
    assert "<anna@example.org>" in letter[1]
    message, text = world.office.message(), world.office.text()
    assert (message["Subject"], message["To"]) == ("Inzet: 1 new item", "anna@example.org")
    assert message["Auto-Submitted"] == "auto-generated"
    for part in (
        "NEW",
        f"“{TEXT[:43]}”",
        "position · Netherlands · watch/china",
        "kst-1-2",
        "For: watch",
    ):
        assert part in text
    assert "https://zoek.officielebekendmakingen.nl/kst-1-2" in text
    assert "Van vroeger" not in text
    assert TEXT[:43] in world.office.html()


def test_a_correction_tells_what_changed_and_a_withdrawal_what_went(world: World) -> None:
    entry = world.say()
    world.follow(dossier="watch/china")
    row = world.record.view(world.record.reader()).statement(entry)
    assert row.paper is not None
    with world.record.batch("PUBLIC") as batch:
        put = statement(row.paper.id, TEXT, *FIRST, party="BEL", dossiers=("watch/china",))
        second = batch.add(Correction(target=entry, statement=put))
    assert outcomes(world.run()) == [Outcome.SENT]
    assert "party: NLD → BEL" in world.office.text()
    assert "<del>NLD</del> → <ins>BEL</ins>" in world.office.html()
    with world.record.batch("PUBLIC") as batch:
        batch.add(Withdrawal(target=second))
        batch.add(Withdrawal(target=entry))
    assert outcomes(world.run()) == [Outcome.SENT]
    assert "NO LONGER STANDS" in world.office.text()
    assert f"<del>{TEXT[:43]}</del>" in world.office.html()
    assert outcomes(world.run()) == [Outcome.NOTHING]


def test_what_comes_due_and_is_late_is_told_once_each(world: World) -> None:
    world.follow(due=True)
    with world.record.batch("PUBLIC") as batch:
        batch.add(
            Statement(
                identity="p1",
                act=Act.COMMITMENT,
                party="NLD",
                quote="Uiterlijk 10 maart 2023 volgt een brief.",
                citation=OutsideCitation(identifier="a letter"),
                content={"due_by": "2023-03-10", "due": {"words": "uiterlijk 10 maart 2023"}},
                said="2023-02-01",
            )
        )
    assert outcomes(world.run(today=dt.date(2023, 2, 10))) == [Outcome.NOTHING]
    assert outcomes(world.run(today=dt.date(2023, 3, 1))) == [Outcome.SENT]
    assert "COMES DUE" in world.office.text()
    assert "10 March 2023" in world.office.text()
    assert outcomes(world.run(today=dt.date(2023, 3, 2))) == [Outcome.NOTHING]
    assert outcomes(world.run(today=dt.date(2023, 3, 11))) == [Outcome.SENT]
    assert "PAST ITS DAY" in world.office.text()
    assert outcomes(world.run(today=dt.date(2023, 3, 12))) == [Outcome.NOTHING]


def test_words_party_and_meeting_are_followed(world: World) -> None:
    world.say("Een begin.", meeting="nato-fmm-2023-04-04", party="BEL")
    world.follow(words="kabels")
    world.follow(party="BEL")
    world.book.add(ANNA, Subject.MEETING, "nato-fmm-2023-04-04", address="anna@example.org")
    world.say()
    world.say("Belgie zegt iets.", party="BEL")
    world.say("In de vergadering.", meeting="nato-fmm-2023-04-04")
    world.say("Niets van dit alles.")
    (done,) = world.run()
    assert done.things == 3
    text = world.office.text()
    for part in ("For: kabels", "For: BEL", "For: nato-fmm-2023-04-04"):
        assert part in text
    assert "Niets van dit alles" not in text


# ---- who is told what ------------------------------------------------------------------


def test_only_what_is_public_leaves_by_mail(world: World) -> None:
    world.say("Begin van het dossier.")
    world.follow(dossier="watch/china")
    world.say("Een geheime zin.", marking="INTERNAL")
    (done,) = world.run()
    assert (done.things, done.withheld) == (0, True)
    whole = world.office.letters[-1][2].decode()
    assert world.office.message()["Subject"] == "Inzet: something new"
    for hidden in ("geheime", "watch", "INTERNAL", "china"):
        assert hidden not in world.office.text() + world.office.html() + whole
    world.settings = Settings(
        "127.0.0.1", world.office.port, "none", "inzet@example.org",
        markings=frozenset({"PUBLIC", "INTERNAL"}), seconds=0.5,
    )  # fmt: skip
    world.say("Nog een geheime zin.", marking="INTERNAL")
    assert world.run()[0].things == 1
    assert "Nog een geheime zin" in world.office.text()


def test_each_is_told_through_their_own_view(world: World) -> None:
    world.say("Begin van het dossier.")
    accounts = Accounts(world.record.path)
    for person, markings in ((ANNA, None), (BERT, ("PUBLIC",))):
        accounts.people.add(person.name, roles=(Role.READER,), markings=markings)
        world.follow(person, dossier="watch/china")
    accounts.close()
    world.say("Een geheime zin.", marking="INTERNAL")
    assert [(each.name, each.outcome) for each in world.run()] == [
        ("Anna", Outcome.SENT),
        ("Bert", Outcome.NOTHING),
    ]


def test_who_has_no_account_any_more_is_told_nothing(world: World) -> None:
    world.say("Begin van het dossier.")
    world.follow(BERT, dossier="watch/china")
    accounts = Accounts(world.record.path)
    accounts.people.add(ANNA.name, roles=(Role.READER,))
    accounts.close()
    world.say()
    assert outcomes(world.run()) == [Outcome.NOBODY]
    assert world.office.letters == []


def test_a_closing_one_may_not_read_is_no_news(world: World) -> None:
    entry = world.say("Begin van het dossier.")
    world.book.add(ANNA, Subject.DOSSIER, "watch/china", address="a@example.org", reader="PUBLIC")
    with world.record.batch("INTERNAL") as batch:
        batch.add(Withdrawal(target=entry))
    assert outcomes(world.run()) == [Outcome.NOTHING]


# ---- once, whatever happens ------------------------------------------------------------


@pytest.mark.parametrize(
    ("verb", "answer", "outcome"),
    [
        ("EHLO", "close", Outcome.LATER),
        ("EHLO", "", Outcome.LATER),
        ("MAIL", "451 later", Outcome.LATER),
        ("RCPT", "450 busy", Outcome.LATER),
        ("DATA", "", Outcome.LATER),
        (".", "451 later", Outcome.LATER),
        (".", "554 spam", Outcome.REFUSED),
        ("RCPT", "550 no such mailbox", Outcome.REFUSED),
        (".", "", Outcome.UNCERTAIN),
        (".", "close", Outcome.UNCERTAIN),
    ],
)
def test_a_server_that_misbehaves(world: World, verb: str, answer: str, outcome: Outcome) -> None:
    world.say("Begin van het dossier.")
    world.follow(dossier="watch/china")
    world.say()
    world.office.answers[verb] = answer
    assert outcomes(world.run()) == [outcome]
    world.office.answers.clear()
    if outcome is Outcome.LATER:
        assert outcomes(world.run()) == [Outcome.LATER], "it waits its time"
        world.say("En nog een zin.")
        world.clock.sleep(1)
        assert outcomes(world.run()) == [Outcome.SENT]
        assert "nog een zin" not in world.office.text(), "the letter that waited, as it was"
        assert outcomes(world.run()) == [Outcome.SENT]
        assert "nog een zin" in world.office.text()
        assert len(world.office.letters) == 2
    else:
        world.clock.sleep(1)
        expected = Outcome.PAUSED if verb == "RCPT" else Outcome.NOTHING
        assert outcomes(world.run()) == [expected]
        assert world.office.letters == []
    assert all(not each.body for each in world.book.letters(State.SENT, State.REFUSED))


def test_it_is_tried_less_and_less_and_then_no_more(world: World) -> None:
    world.say("Begin van het dossier.")
    world.follow(dossier="watch/china")
    world.say()
    world.office.answers["MAIL"] = "451 later"
    waits = []
    while world.run()[0].outcome is Outcome.LATER:
        (waiting,) = world.book.letters(State.WAITING)
        waits.append(waiting.next_try - world.clock.now)
        world.clock.now = waiting.next_try + dt.timedelta(seconds=1)
    assert waits == sorted(waits)
    assert len(waits) == 7
    assert world.book.letters(State.REFUSED)


def test_mail_of_a_clock_that_was_set_back_waits_no_years(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.say("Begin van het dossier.")
    world.follow(dossier="watch/china")
    world.say()
    right = world.clock.now
    world.clock.sleep(4000)
    world.office.answers["MAIL"] = "451 later"
    assert outcomes(world.run()) == [Outcome.LATER]
    world.office.answers.clear()
    world.clock.now = right
    assert outcomes(world.run()) == [Outcome.SENT]
    # One that was being sent then is one of which nobody knows; what comes after it goes out.
    world.say("En nog een zin.")
    world.clock.sleep(4000)
    with monkeypatch.context() as patched:
        patched.setattr(Post, "send", lambda *_: (_ for _ in ()).throw(Killed))
        with pytest.raises(Killed):
            world.run()
    world.clock.now = right
    world.say("En een derde zin.")
    assert outcomes(world.run()) == [Outcome.SENT]
    assert len(world.book.letters(State.UNCERTAIN)) == 1


class Killed(BaseException):
    """The program is ended."""


@pytest.mark.parametrize("moment", ["put", "claim", "send", "settle"])
def test_a_run_that_is_ended_tells_nothing_twice_and_loses_nothing_it_put(
    world: World, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    world.say("Begin van het dossier.")
    world.follow(dossier="watch/china")
    world.say()

    def kill(*_: Any, **__: Any) -> Any:
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(Post if moment == "send" else Book, moment, kill)
        with pytest.raises(Killed):
            world.run()
    world.clock.sleep(1)
    world.run()
    world.run()
    # Before it was handed over it is sent later; in the middle of that nobody knows, and never.
    expected = {"put": 1, "claim": 1, "send": 0, "settle": 1}[moment]
    assert len(world.office.letters) == expected


def test_two_runs_at_once_send_one_letter(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.say("Begin van het dossier.")
    world.follow(dossier="watch/china")
    world.say()
    real = Post.send
    inner: list[int] = []

    def send(post: Post, address: str, body: bytes) -> Any:
        if not inner:
            inner.append(1)
            assert outcomes(world.run()) == [Outcome.LATER]
        return real(post, address, body)

    monkeypatch.setattr(Post, "send", send)
    assert outcomes(world.run()) == [Outcome.SENT]
    assert len(world.office.letters) == 1


def test_a_dry_run_sends_and_notes_nothing(world: World) -> None:
    world.say("Begin van het dossier.")
    world.follow(dossier="watch/china")
    world.say()
    (done,) = world.run(dry=True)
    assert done.outcome is Outcome.WOULD
    assert TEXT[:43] in done.text
    assert world.office.commands == []
    assert outcomes(world.run()) == [Outcome.SENT]


def test_one_who_leaves_is_forgotten(world: World) -> None:
    world.say("Begin van het dossier.")
    world.follow(dossier="watch/china")
    world.say()
    world.office.answers["MAIL"] = "451 later"
    world.run()
    (one,) = world.book.of(ANNA)
    with pytest.raises(NotFound):
        world.book.remove(BERT, one.id)
    world.book.remove(ANNA, one.id)
    assert world.book.recipients() == []
    raw = Path(f"{world.record.path}.alerts").read_bytes()
    assert b"anna@example.org" not in raw


# ---- hostile ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed",
    [
        *("", "x", "x@", "@y.org", "a b@y.org", "a@y", "a@y.org\nBcc: b@z.org", "a@y.org,b@z.org"),
        *(
            "<a@y.org>",
            "a@y.org>",
            "-a@y.org",
            "a\r@y.org",
            "é@y.org",
            f"{'a' * 260}@y.org",
            "a@[x",
        ),
        *('"a b"@y.org', "a@y.org;b@z.org", "a@y.org (x)", "a\x00@y.org"),
    ],
)
def test_what_is_no_address_is_refused(typed: str) -> None:
    with pytest.raises(InputError):
        checked_address(typed)


def test_words_of_papers_cannot_become_headers_or_markup(world: World) -> None:
    hostile = "Zin\r\nBcc: x@z.org\r\n\r\n<script>x</script>\u202e & .\n.\r\nQUIT"
    world.say("Begin van het dossier.")
    world.follow(dossier="watch/china")
    world.say("Een gewone zin.", item=hostile, holder=hostile, party=None)
    paper = world.paper("Titel.", title=hostile, stamp=hostile, numbers=(hostile,))
    with world.record.batch("PUBLIC") as batch:
        batch.add(statement(paper, "Titel.", 0, 6, party=hostile[:20], dossiers=("watch/china",)))
    assert outcomes(world.run()) == [Outcome.SENT]
    message = world.office.message()
    assert message["Bcc"] is None
    assert set(message.keys()) <= {
        *("From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "MIME-Version"),
        *("X-Auto-Response-Suppress", "Content-Language", "Content-Type"),
    }
    assert "<script" not in world.office.html()
    assert "\u202e" not in world.office.text()
    assert world.office.commands.count("QUIT") == 0


# ---- settings and encryption -----------------------------------------------------------


def test_settings_come_from_the_environment_or_a_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("hush\n")
    file = tmp_path / "mail.toml"
    file.write_text(
        f'host = "mail.example.org"\nfrom = "i@example.org"\npassword_file = "{secret}"'
    )
    found = Settings.of_environment({"INZET_MAIL_SETTINGS": str(file), "INZET_MAIL_USER": "u"})
    assert (found.host, found.port, found.security) == ("mail.example.org", 587, "starttls")
    assert (found.user, found.password) == ("u", "hush")
    assert "hush" not in repr(found)
    base = {"INZET_MAIL_HOST": "mail.example.org", "INZET_MAIL_FROM": "i@example.org"}
    for wrong in (
        {"INZET_MAIL_SECURITY": "none"},
        {"INZET_MAIL_SECURITY": "maybe"},
        {"INZET_MAIL_PORT": "x"},
        {"INZET_MAIL_PORT": "70000"},
        {"INZET_MAIL_FROM": "nobody"},
        {"INZET_MAIL_PASSWORD_FILE": str(tmp_path / "none")},
        {"INZET_MAIL_SETTINGS": str(tmp_path / "none")},
        {"INZET_MAIL_WORKSPACE": "javascript:x"},
    ):
        with pytest.raises(InputError):
            Settings.of_environment(base | wrong)
    with pytest.raises(NotFound):
        Settings.of_environment({})


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), True)
        .sign(key, hashes.SHA256())
    )
    file = tmp_path_factory.mktemp("tls") / "both.pem"
    file.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + made.public_bytes(serialization.Encoding.PEM)
    )
    return file


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_mail_goes_encrypted_to_a_server_that_is_trusted(
    tmp_path: Path, certificate: Path, security: str
) -> None:
    with open_post(certificate=certificate, implicit=security == "tls") as office:
        chosen = {"user": "u", "password": "p", "seconds": 2.0}
        trusted = Settings(
            "127.0.0.1", office.port, security, "i@example.org",
            authorities=str(certificate), **chosen,  # type: ignore[arg-type]
        )  # fmt: skip
        assert Post(trusted).send("a@example.org", b"Subject: x\r\n\r\ny\r\n.\r\nz\r\n").sent
        assert office.letters[0][2] == b"Subject: x\r\n\r\ny\r\n.\r\nz\r\n"
        assert any(each.startswith("AUTH") for each in office.commands)
        office.commands.clear()
        other = Settings("127.0.0.1", office.port, security, "i@example.org", **chosen)  # type: ignore[arg-type]
        posted = Post(other).send("a@example.org", b"x")
        assert not posted.sent
        assert "no trusted connection" in posted.error
        assert not any(each.startswith(("AUTH", "MAIL")) for each in office.commands)


def test_nothing_goes_to_a_server_without_the_encryption_that_is_asked_for(
    world: World,
) -> None:
    chosen = Settings("127.0.0.1", world.office.port, "starttls", "i@example.org", seconds=0.5)
    posted = Post(chosen).send("a@example.org", b"x")
    assert not posted.sent
    assert "no encryption" in posted.error
    assert not any(each.startswith("MAIL") for each in world.office.commands)


def test_tests_mail_nobody() -> None:
    for kind in (smtplib.SMTP, smtplib.SMTP_SSL):
        for host, port in (("mail.example.org", 25), ("127.0.0.1", 25)):
            with pytest.raises(AssertionError, match="a test would mail"):
                kind(host, port)
