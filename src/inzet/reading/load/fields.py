"""Names of the fields of a letterhead, in any language: "Datum", "Our reference"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from inzet.reading.languages import languages, table

_VALUE = 160
"""Characters that the value of a field may have."""


def is_label(text: str) -> bool:
    """Whether a text is the name of a field and nothing else."""
    return len(text) < 60 and text.strip().rstrip(":").strip().lower() in _labels()


def paired(lines: Sequence[str]) -> Iterator[str]:
    """Lines of a letterhead where a label stands above its value, as "label, tab, value".

    Other lines come as they are. Several labels above as many values are not paired: nothing
    tells which belong together.
    """
    i = 0
    while i < len(lines):
        line = lines[i]
        following = lines[i + 1] if i + 1 < len(lines) else ""
        if is_label(line) and following and not is_label(following) and len(following) < _VALUE:
            yield f"{line.strip().rstrip(':').strip()}\t{following.strip()}"
            i += 2
        else:
            yield line
            i += 1


def is_notice(text: str) -> bool:
    """Whether a line on every page is a notice ("concept", "embargo") and no running head."""
    lower = text.lower()
    return any(word in lower for word in _notices())


@lru_cache(maxsize=1)
def _labels() -> frozenset[str]:
    return frozenset(
        word for code in languages() for word in table(code, "layout").get("fields", ())
    )


@lru_cache(maxsize=1)
def _notices() -> tuple[str, ...]:
    return tuple(word for code in languages() for word in table(code, "layout").get("notice", ()))
