"""What a second person looks at before a tear-line is released: readers, text, what is alike."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass

from inzet.accounts import Accounts
from inzet.exchange.release.readers import Audience, audience
from inzet.exchange.release.tearlines.desk import Desk
from inzet.exchange.release.tearlines.likeness import Likeness, likeness
from inzet.exchange.release.tearlines.model import State, TearLine
from inzet.exchange.release.tearlines.source import Source, source_of
from inzet.record import Record
from inzet.vocabulary.canonical import content_id
from inzet.vocabulary.errors import InputError, NotFound
from inzet.vocabulary.rights import Right
from inzet.writing.drawer import Person

HOW = (
    "A second person is needed: another account that may release (inzet accounts add NAME --role "
    "releaser), or another name on the command line (inzet tearline release ID --second NAME)."
)


@dataclass(frozen=True, slots=True)
class Check:
    """Everything that a second person agrees to."""

    line: TearLine
    source: Source
    audience: Audience
    alike: Likeness

    @property
    def fingerprint(self) -> str:
        """Of the text and of those who will be able to read it."""
        made = self.audience
        readers = sorted(each.id for each in made.who)
        return content_id([self.line.id, self.line.text, made.marking, made.everybody, readers])


def check(record: Record, desk: Desk, line: TearLine) -> Check:
    """What there is to look at; writes nothing.

    Raises:
        NotFound: the source is no longer there for this reader.
        NotOwner, InputError, UnknownValue: as :func:`source_of`.
    """
    source = source_of(record, desk.reader, line.source, line.marking)
    return Check(line, source, audience(record, line.marking), likeness(source.text, line.text))


def second_person(record: Record, desk: Desk, line: TearLine, second: str) -> str:
    """The name of the second person.

    Raises:
        InputError: it is the writer, the tear-line does not wait, or where there are accounts they
            have none that may release.
    """
    person = Person.named(second)
    if person.key == Person.named(line.writer).key:
        raise InputError(f"{line.writer} wrote it and cannot check it", where=line.id, fix=HOW)
    if line.state is not State.WAITING:
        raise InputError(
            f"it does not wait to be checked: it is {line.state}",
            where=line.id,
            fix="Its writer sends it.",
        )
    with closing(Accounts(record.path)) as accounts:
        if accounts.any():
            _may_release(accounts, person.name, line)
    return person.name


def _may_release(accounts: Accounts, name: str, line: TearLine) -> None:
    try:
        account = accounts.people.named(name)
    except NotFound:
        account = None
    needed = {line.narrow, line.marking}
    if (
        account is None
        or not account.active
        or account.reader
        or Right.RELEASE not in account.rights
        or (account.markings is not None and not needed <= {*account.markings, "PUBLIC"})
    ):
        raise InputError(f"{name} has no account that may release this", where="--second", fix=HOW)


def send_back(record: Record, desk: Desk, line: TearLine, *, second: str, reason: str) -> TearLine:
    """Sends it back to its writer.

    Raises:
        InputError: no reason; or as :func:`second_person`.
        Outdated: it was changed meanwhile.
    """
    told = " ".join(reason.split())
    if not told:
        raise InputError("sending back needs a reason", where="reason", fix="Say what is wrong.")
    name = second_person(record, desk, line, second)
    return desk.judged(line, State.SENT_BACK, second=name, reason=told)
