"""Papers that people put in a folder or get by mail: each once, kept for the own organisation."""

from __future__ import annotations

import mailbox
import os
from collections import Counter
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest

from inzet.following import Journal, Wishes, follow
from inzet.following.folder import Folder
from inzet.following.mailbox import Mailbox
from inzet.following.settings import Settings
from inzet.following.source import Source
from inzet.following.sources import of_dossier
from inzet.record import Record, View
from inzet.vocabulary.errors import UnknownValue

_LATER = 4_000_000_000.0


def words(number: int) -> str:
    """A paper in plain text; another number, another text."""
    return (
        f"Geannoteerde agenda nummer {number}\n\nDen Haag, {number} maart 2020\n\n"
        f"Het kabinet vindt dat punt {number} van deze agenda meer aandacht verdient.\n"
    )


class Desk:
    """A record, and a way to follow files into it."""

    def __init__(self, folder: Path) -> None:
        self.record = Record.create(folder / "desk.db", "Ministry")

    def view(self) -> View:
        """The record as its own organisation sees it."""
        return self.record.view(self.record.reader())

    def counts(self, source: Source, where: Path) -> dict[str, int]:
        """What came of a run, by outcome; what was known is left out."""
        dossier = source.dossier(str(where))
        assert dossier is not None
        with Journal(Path(self.record.path)) as journal:
            run = follow(self.record, source, dossier, journal, Wishes(by="me"))
            found = Counter(str(each.outcome) for each in run)
        found.pop("known", None)
        return dict(found)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """An empty record."""
    made = Desk(tmp_path)
    yield made
    made.record.close()


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """An empty folder."""
    made = tmp_path / "in"
    made.mkdir()
    return made


def folder() -> Folder:
    """A folder in whose files nobody writes any more."""
    return Folder(Settings(), clock=lambda: _LATER)


def test_what_is_put_in_a_folder_is_read_once(desk: Desk, inbox: Path) -> None:
    (inbox / "a.txt").write_text(words(1))
    (inbox / "deeper").mkdir()
    (inbox / "deeper" / "b.txt").write_text(words(2))
    assert desk.counts(folder(), inbox) == {"new": 2}
    assert desk.counts(folder(), inbox) == {}
    assert {paper.marking for paper in desk.view().papers().items} == {"INTERNAL"}


def test_what_is_no_paper_is_left(desk: Desk, inbox: Path, tmp_path: Path) -> None:
    (inbox / ".hidden.txt").write_text(words(1))
    (inbox / "~$lock.docx").write_text(words(2))
    (inbox / "run.exe").write_bytes(b"MZ")
    outside = tmp_path / "outside.txt"
    outside.write_text(words(3))
    (inbox / "link.txt").symlink_to(outside)
    assert desk.counts(folder(), inbox) == {}


def test_a_file_that_is_being_written_waits(desk: Desk, inbox: Path) -> None:
    path = inbox / "a.txt"
    path.write_text(words(1))
    now = path.stat().st_mtime
    assert desk.counts(Folder(Settings(), clock=lambda: now + 1), inbox) == {}
    assert desk.counts(Folder(Settings(), clock=lambda: now + 60), inbox) == {"new": 1}


def test_a_changed_file_is_another_version_and_one_that_went_stays(desk: Desk, inbox: Path) -> None:
    path = inbox / "a.txt"
    path.write_text(words(1))
    os.utime(path, (1e9, 1e9))
    desk.counts(folder(), inbox)
    path.write_text(words(1).replace("meer aandacht", "minder aandacht"))
    assert desk.counts(folder(), inbox) == {"changed": 1}
    path.unlink()
    assert desk.counts(folder(), inbox) == {}
    assert len(desk.view().papers().items) == 2


def test_what_cannot_be_read_does_not_hold_up_the_rest(desk: Desk, inbox: Path) -> None:
    (inbox / "a.docx").write_bytes(b"PK\x03\x04 and then nothing")
    os.utime(inbox / "a.docx", (1e9, 1e9))
    (inbox / "b.txt").write_text(words(2))
    assert desk.counts(folder(), inbox) == {"refused": 1, "new": 1}


def message(number: int, *, attached: bool = True) -> EmailMessage:
    """A message with a paper attached, or in its words."""
    made = EmailMessage()
    made["Message-ID"] = f"<{number}@ministry.example>"
    made["Subject"] = f"Agenda {number}"
    made["Date"] = f"Mon, {number:02} Mar 2020 10:00:00 +0100"
    made.set_content("Zie de bijlage." if attached else words(number))
    if attached:
        made.add_attachment(
            words(number).encode(), "text", "plain", filename=f"agenda-{number}.txt"
        )
    return made


def mail() -> Mailbox:
    """Mail as files."""
    return Mailbox(Settings())


def test_what_is_attached_is_read_and_the_message_is_not(desk: Desk, inbox: Path) -> None:
    path = inbox / "one.eml"
    path.write_bytes(message(3).as_bytes())
    assert desk.counts(mail(), path) == {"new": 1}
    (paper,) = desk.view().papers().items
    assert paper.title == "Geannoteerde agenda nummer 3"
    assert paper.marking == "INTERNAL"
    assert paper.source == "mail:3%40ministry.example/agenda-3.txt"
    assert desk.counts(mail(), path) == {}


def test_without_a_paper_the_message_itself_is_one(desk: Desk, inbox: Path) -> None:
    path = inbox / "one.eml"
    path.write_bytes(message(4, attached=False).as_bytes())
    assert desk.counts(mail(), path) == {"new": 1}
    (paper,) = desk.view().papers().items
    assert "punt 4 van deze agenda" in desk.view().text(paper.id).text


def test_a_mailbox_and_a_folder_of_messages_are_the_same_to_it(desk: Desk, inbox: Path) -> None:
    box = mailbox.mbox(inbox / "in.mbox")
    for number in (5, 6, 7):
        box.add(message(number).as_bytes())
    box.flush()
    box.close()
    assert desk.counts(mail(), inbox / "in.mbox") == {"new": 3}
    loose = inbox / "loose"
    loose.mkdir()
    for number in (7, 8):
        (loose / f"{number}.eml").write_bytes(message(number).as_bytes())
    assert desk.counts(mail(), loose) == {"new": 1}, "the same message is the same wherever it lies"


def test_a_message_that_was_sent_on_is_looked_into(desk: Desk, inbox: Path) -> None:
    outer = EmailMessage()
    outer["Subject"] = "FW"
    outer.set_content("Ter informatie.")
    outer.add_attachment(message(9))
    path = inbox / "fw.eml"
    path.write_bytes(outer.as_bytes())
    assert desk.counts(mail(), path) == {"new": 1}
    assert desk.view().papers().items[0].title == "Geannoteerde agenda nummer 9"


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\x00\xff\xfe" * 50,
        b"Content-Type: multipart/mixed; boundary=x\n\n--x\n\n--x\n" * 3,
        b"Date: never\nContent-Type: text/plain; charset=nowhere\n\nHet kabinet steunt dit punt.\n",
        b'Content-Disposition: attachment; filename="../../../etc/x.txt"\n\nHet kabinet steunt.\n',
    ],
    ids=["empty", "noise", "parts without end", "unknown letters", "a name that climbs"],
)
def test_mail_that_is_broken_harms_nothing(desk: Desk, inbox: Path, raw: bytes) -> None:
    path = inbox / "one.eml"
    path.write_bytes(raw)
    counts = desk.counts(mail(), path)
    assert set(counts) <= {"new", "refused"}
    assert not any(".." in paper.source for paper in desk.view().papers().items)


def test_what_is_typed_leads_to_its_source(inbox: Path) -> None:
    settings = Settings()
    (inbox / "a.txt").write_text(words(1))
    assert of_dossier(str(inbox), settings)[0].name == "folder"
    (inbox / "a.eml").write_bytes(message(1).as_bytes())
    assert of_dossier(str(inbox), settings)[0].name == "mail"
    assert of_dossier("28 676", settings)[0].name == "tweedekamer"
    with pytest.raises(UnknownValue):
        of_dossier(str(inbox / "nowhere"), settings)
