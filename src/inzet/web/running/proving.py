"""Proving the record in the background, while its progress is looked at from any worker."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import msgspec

from inzet.record import Checked, Doubt, Fault, Record, Untrue
from inzet.vocabulary.errors import InzetError
from inzet.web.running.crew import Crew

SUBJECT = "proof"


class Proof(msgspec.Struct):
    """One run through the record, as far as it came."""

    began: float
    """Seconds since 1970."""
    ended: float | None = None
    checked: list[Checked] = []
    faults: list[Fault] = []
    doubts: list[Doubt] = []
    untrue: list[Untrue] = []
    failed: str = ""
    """Why it could not be gone through to the end."""


class Proving:
    """The last run of this workspace, whichever worker made it."""

    def __init__(self, open_record: Callable[[], Record], crew: Crew) -> None:
        self._open = open_record
        self._crew = crew
        self._lock = threading.Lock()
        self._proof: Proof | None = None
        crew.answer(SUBJECT, lambda _: msgspec.json.encode(self._proof))

    def last(self) -> Proof | None:
        """The run that began last; None where none did since the workspace was started."""
        told = (
            msgspec.json.decode(each, type=Proof | None) for each in self._crew.ask_all(SUBJECT)
        )
        return max(
            (each for each in told if each is not None),
            key=lambda each: (each.ended is None, each.began),
            default=None,
        )

    def begin(self) -> bool:
        """Begins a run, unless one is under way; whether it did."""
        last = self.last()
        with self._lock:
            if last is not None and last.ended is None:
                return False
            self._proof = Proof(time.time())
            threading.Thread(target=self._run, args=(self._proof,), daemon=True).start()
        return True

    def _run(self, proof: Proof) -> None:
        try:
            with self._open() as record:
                for each in record.verify():
                    if isinstance(each, Doubt):
                        proof.doubts = [*proof.doubts, each]
                    elif isinstance(each, Untrue):
                        proof.untrue = [*proof.untrue, each]
                    elif isinstance(each, Fault):
                        proof.faults = [*proof.faults, each]
                    else:
                        proof.checked = [*proof.checked, each]
        except InzetError as error:
            proof.failed = error.what
        except Exception as error:
            # A thread of its own: whoever looks would otherwise wait for ever.
            proof.failed = type(error).__name__
        finally:
            proof.ended = time.time()
