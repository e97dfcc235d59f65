"""Whether reading the clean copy of a draft, as plain text, gives the statements that it makes."""

from __future__ import annotations

from dataclasses import dataclass

from inzet.reading.reader import read
from inzet.reading.result import ReadStatement
from inzet.writing.draft import Draft, Saying, clean
from inzet.writing.render import plain


@dataclass(frozen=True)
class Back:
    """What came back."""

    missing: tuple[tuple[str, Saying], ...]
    """Block key and what it says that was not read."""
    extra: tuple[ReadStatement, ...]
    """Read, and said by no block."""


def read_back(draft: Draft) -> Back:
    """Reads the plain text as a stranger's paper would be."""
    _, reading = read(plain.render(draft).encode(), name="draft.txt")
    left = list(reading.statements)
    missing = []
    for block in clean(draft):
        for saying in block.says:
            found = next((one for one in left if _is(one, saying, block.text)), None)
            if found is None:
                missing.append((block.key, saying))
            else:
                left.remove(found)
    return Back(
        tuple(one for one in missing if not _is_tabled(one[1].act, one[1].dossiers)),
        tuple(one for one in left if not _is_tabled(one.act, one.dossiers)),
    )


def _is_tabled(act: str, dossiers: tuple[str, ...]) -> bool:
    """What is on the table and of no dossier is told by what stands around it, which a draft has
    otherwise than the paper it came from."""
    return act == "context" and not dossiers


def _is(one: ReadStatement, saying: Saying, text: str) -> bool:
    return (
        " ".join(one.quote.split()) in " ".join(text.split())
        and one.act == saying.act
        and one.party == saying.party
        and one.dossiers == saying.dossiers
        and all(one.content.get(key) == value for key, value in saying.content.items())
    )
