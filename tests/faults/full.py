"""What happens on a disk that is full, on one of its own: ``python -m tests.faults.full FOLDER``.

It runs in a mount namespace of its own, so that nothing stays mounted. Every line it prints is a
word for what was seen; the test says which must be.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from inzet.accounts import Accounts
from inzet.changes.looks import Looks
from inzet.record import Record
from inzet.record.heads import Sidecar
from inzet.vocabulary.errors import InzetError, NoRoom
from tests.record.travelling import sound, titles
from tests.record.world import add_paper, home

SIZE = 2


def main(folder: Path) -> None:
    """Fills a small disk in every way that counts."""
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}m", "none", str(folder)]
    subprocess.run(mount, check=True)
    record = home(folder)
    kept: set[str] = set()
    # As large as it gets: then the last batch does not fit.
    while _kept(record, kept, os.urandom(40_000).hex()):
        pass
    print(f"full {len(kept) > 5} {titles(record) == kept}")
    print(f"proves {sound(record)}")
    record.close()
    with _filled(folder):
        _tell("opens", lambda: Record.open(folder / "home.db").close())
        with contextlib.suppress(InzetError), Record.open(folder / "home.db") as again:
            print(f"reads {titles(again) == kept}")
            # More than what closing it frees of its log.
            large = os.urandom(200_000).hex()
            _tell("writes", lambda: _kept(again, kept, large, raises=True))
            _tell("looks", lambda: Looks(again).keep(again.reader(), again._now()))
        _tell("makes", lambda: home(folder, name="other.db").close())
        print(f"left {sorted(each.name for each in folder.glob('other*'))}")
        _tell("accounts", lambda: _account(folder))
        Sidecar(folder / "home.db.head").write({"x" * 64: (9, 9, "ab")})
        print(f"sidecar {'x' * 64 in Sidecar(folder / 'home.db.head').read()}")
    subprocess.run(["mount", "-o", f"remount,size={4 * SIZE}m", str(folder)], check=True)
    with Record.open(folder / "home.db") as again:
        _tell("after", lambda: _kept(again, kept, "there is room", raises=True))
        print(f"whole {titles(again) == kept} {sound(again)}")
    _tell("accounts after", lambda: _account(folder))
    print(f"files {sorted(each.name for each in folder.iterdir() if each.name.count('.') > 2)}")


def _kept(record: Record, kept: set[str], text: str, *, raises: bool = False) -> bool:
    title = f"paper {len(kept)}"
    try:
        with record.batch("PUBLIC") as batch:
            add_paper(batch, text, title=title)
    except NoRoom:
        if raises:
            raise
        return False
    kept.add(title)
    return True


def _account(folder: Path) -> None:
    accounts = Accounts(folder / "home.db")
    try:
        name, words = f"anna{os.getpid()}", "four unrelated words suffice"
        accounts.people.add(name, roles=["administrator"], password=words)
    finally:
        accounts.close()


def _tell(what: str, done: Callable[[], object]) -> None:
    try:
        done()
        print(f"{what} done")
    except InzetError as error:
        print(f"{what} {type(error).__name__}")
    except OSError as error:
        print(f"{what} {error.strerror}")


@contextlib.contextmanager
def _filled(folder: Path) -> Iterator[None]:
    """To the last byte."""
    path = folder / "filler"
    with contextlib.suppress(OSError), path.open("wb", buffering=0) as file:
        while True:
            file.write(b"x" * 512)
    yield
    path.unlink()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
