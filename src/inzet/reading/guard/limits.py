"""How much a paper may ask for before it is refused."""

from __future__ import annotations

import msgspec


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """Limits of reading one paper. The defaults let a report of a thousand pages through."""

    seconds: float = 120
    """From handing a paper over to its answer."""
    computing: int = 90
    """Seconds of processor time."""
    memory: int = 1 << 30
    """Bytes that may be taken beyond what the reader itself needs."""
    answer: int = 64 << 20
    """Bytes of what was read."""

    def for_tables(self) -> Limits:
        """The same for a data set, of which all comes back: twice the answer."""
        return msgspec.structs.replace(self, answer=2 * self.answer)

    def with_ocr(self) -> Limits:
        """The same for a paper whose pages are images: ten times the time."""
        return msgspec.structs.replace(
            self, seconds=10 * self.seconds, computing=10 * self.computing
        )
