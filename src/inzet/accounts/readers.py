"""Whether people may read what is to be shared with them."""

from __future__ import annotations

from collections.abc import Iterable

from inzet.accounts.people import People
from inzet.vocabulary.errors import InputError, NotFound


def check_readers(people: People, names: Iterable[str], markings: Iterable[str]) -> None:
    """That whoever has an account and is named may read all of these markings.

    A name without an account is passed over: whoever gets one later is held to it when they look.

    Raises:
        InputError: somebody may not; tells each by name, with the markings.
    """
    wanted, told = sorted(set(markings)), []
    for name in names:
        try:
            account = people.named(name)
        except NotFound:
            continue
        if account.reader:
            told.append(f"{account.name} looks as another organisation and has no drawer here")
            continue
        kept = account.markings
        missing = [each for each in wanted if kept is not None and each not in kept]
        if missing:
            told.append(f"{account.name} may not read {', '.join(missing)}")
    if told:
        raise InputError(
            f"it rests on what not everybody may read: {'; '.join(told)}",
            where="whom",
            fix="Nothing was shared. Share it with who may read that, or have an administrator "
            "change the account.",
        )
