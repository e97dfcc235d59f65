"""A tear-line: written by one, checked by another, and nothing in it leads back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from inzet.accounts import Accounts
from inzet.exchange.release.tearlines import (
    Desk,
    State,
    TearLine,
    check,
    desk,
    likeness,
    made_from,
    release,
    send_back,
    source_of,
    tear_lines_of,
)
from inzet.record import Fault, Record
from inzet.vocabulary.errors import ClassifiedPaper, InputError, NotFound, Outdated
from inzet.vocabulary.rights import Role
from inzet.writing.drawer import Person
from tests.record.world import add_paper, home, statement

NARROW = (
    "Onze bron Ludovika Brandt meldt dat de kabel op 14 maart is doorgesneden. "
    "Het kabinet acht een tweede aanval waarschijnlijk. De schade is 3,75 miljoen euro.\n"
)
WIDE = "Er is een kabel beschadigd. Het kabinet houdt rekening met meer schade.\n"


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with home(tmp_path) as made:
        yield made


@pytest.fixture
def narrow(record: Record) -> str:
    with record.batch("INTERNAL") as batch:
        paper = add_paper(batch, NARROW, said="2023-02-01", title="Dreigingsbeeld kabels")
        batch.add(statement(paper, NARROW, 0, 30))
    return paper


def of(
    record: Record, name: str, *, checks: bool = True, only: tuple[str, ...] | None = None
) -> Desk:
    return desk(record, Person.named(name), record.reader().narrowed(only), checks=checks)


def waiting(record: Record, narrow: str, text: str = WIDE, marking: str = "REL-AB") -> TearLine:
    own = of(record, "Anna")
    source = source_of(record, record.reader(), narrow, marking)
    return own.send(own.start(source, marking, text))


def released(record: Record, line: TearLine, second: str = "Ben") -> TearLine:
    theirs = of(record, second)
    return release(record, theirs, check(record, theirs, theirs.find(line.id)), second=second)


def test_what_a_second_person_agreed_to_is_a_paper_of_its_own(record: Record, narrow: str) -> None:
    line = released(record, waiting(record, narrow))
    assert (line.state, line.text) == (State.RELEASED, "")
    for reader in ("Alfa", "Beta"):
        view = record.view(record.reader(reader))
        assert view.text(line.paper).text == WIDE
        assert view.paper(line.paper).marking == "REL-AB"
    with pytest.raises(NotFound):
        record.view(record.reader("PUBLIC")).paper(line.paper)
    assert not [each for each in record.verify(projections=True) if isinstance(each, Fault)]


def test_the_way_back_stays_inside(record: Record, narrow: str) -> None:
    line = released(record, waiting(record, narrow))
    own = record.view(record.reader())
    (link,) = made_from(own, line.paper)
    assert (link.source, link.by, link.second) == (narrow, "Anna", "Ben")
    assert tear_lines_of(own, narrow) == (link,)
    outside = record.view(record.reader("Beta"))
    assert made_from(outside, line.paper) == tear_lines_of(outside, narrow) == ()
    said = "".join(
        repr(each.body) for feed in outside.feeds() for each in outside.tail(feed.id, limit=1000)
    )
    for hidden in (narrow, "Dreigingsbeeld", "Anna", "Ludovika", "tear-line"):
        assert hidden not in said
    assert outside.search("Dreigingsbeeld").items == ()


def test_nobody_checks_what_they_wrote(record: Record, narrow: str) -> None:
    line = waiting(record, narrow)
    for name in ("Anna", "anna "):
        with pytest.raises(InputError, match="cannot check it") as refused:
            released(record, line, name)
        assert "second person is needed" in refused.value.fix
        with pytest.raises(InputError, match="cannot check it"):
            send_back(record, of(record, "Ben"), line, second=name, reason="x")
    assert record.view(record.reader("Beta")).papers().items == ()


def test_it_is_sent_back_with_a_reason_and_written_anew(record: Record, narrow: str) -> None:
    line, ben = waiting(record, narrow), of(record, "Ben")
    with pytest.raises(InputError, match="needs a reason"):
        send_back(record, ben, line, second="Ben", reason=" ")
    back = send_back(record, ben, line, second="Ben", reason="zeg minder")
    assert (back.state, back.reason) == (State.SENT_BACK, "zeg minder")
    assert ben.all() == []
    anna = of(record, "Anna")
    assert anna.find(line.id).reason == "zeg minder"
    with pytest.raises(InputError, match="does not wait"):
        release(record, anna, check(record, anna, back), second="Ben")
    with pytest.raises(InputError, match="Anna writes"):
        ben.write(back, "iets anders")
    again = anna.send(anna.write(back, "Er is schade.\n"))
    assert released(record, again).paper
    with pytest.raises(InputError, match="was released"):
        anna.write(anna.find(line.id), "nog eens")


def test_a_draft_is_its_writers_alone_and_can_be_deleted(record: Record, narrow: str) -> None:
    anna, ben = of(record, "Anna"), of(record, "Ben")
    source = source_of(record, record.reader(), narrow, "PUBLIC")
    draft = anna.start(source, "PUBLIC", WIDE)
    assert ben.all() == []
    with pytest.raises(NotFound):
        ben.find(draft.id)
    sent = anna.send(draft)
    assert [each.id for each in ben.all()] == [draft.id]
    assert of(record, "Cas", checks=False).all() == []
    assert of(record, "Cas", only=("REL-AB",)).all() == []
    with pytest.raises(InputError):
        ben.delete(sent)
    anna.delete(sent)
    assert anna.all() == ben.all() == []
    assert (
        WIDE.encode()[:20]
        not in record.path.with_name(record.path.name + ".tearlines").read_bytes()
    )


def test_what_was_changed_since_it_was_shown_is_not_released(record: Record, narrow: str) -> None:
    line, anna, ben = waiting(record, narrow), of(record, "Anna"), of(record, "Ben")
    shown = check(record, ben, ben.find(line.id))
    anna.send(anna.write(line, "Iets anders.\n"))
    with pytest.raises(Outdated):
        release(record, ben, shown, second="Ben")
    assert record.view(record.reader("Beta")).papers().items == ()


def test_where_there_are_accounts_the_second_person_may_release(
    record: Record, narrow: str
) -> None:
    accounts = Accounts(record.path)
    for name, roles in (("ben", (Role.EDITOR,)), ("cas", (Role.RELEASER,))):
        accounts.people.add(name, roles=roles)
    accounts.close()
    line = waiting(record, narrow)
    for name in ("Ben", "Nobody"):
        with pytest.raises(InputError, match="no account that may release"):
            released(record, line, name)
    assert released(record, line, "cas").paper


def test_what_is_alike_is_told(record: Record, narrow: str) -> None:
    text = "Het kabinet acht een tweede aanval waarschijnlijk! Ludovika noemt 3,75 en 14."
    alike = likeness(NARROW, text)
    assert alike.sentences == ("Het kabinet acht een tweede aanval waarschijnlijk.",)
    assert alike.names == ("Ludovika",)
    assert alike.numbers == ("14", "3,75")
    assert not likeness(NARROW, WIDE).any
    assert not likeness("", text).any
    assert check(record, of(record, "Ben"), waiting(record, narrow, text)).alike == alike


def test_a_text_above_the_ceiling_is_not_released(record: Record, narrow: str) -> None:
    line = waiting(record, narrow, f"NATO SECRET\n\n{WIDE}")
    with pytest.raises(ClassifiedPaper):
        released(record, line)
    assert record.view(record.reader("Beta")).papers().items == ()


def test_who_can_read_the_source_needs_no_tear_line(record: Record) -> None:
    with record.batch("REL-AB") as batch:
        paper = add_paper(batch, WIDE)
    with pytest.raises(InputError, match="can read this itself"):
        source_of(record, record.reader(), paper, "REL-A")
