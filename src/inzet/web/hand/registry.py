"""Everything that can be written by hand, by name."""

from __future__ import annotations

from inzet.vocabulary.errors import NotFound
from inzet.web.hand import gatherings, hybrid, library, names, parliament, sayings
from inzet.web.hand.kinds import Kind

KINDS: dict[str, Kind] = {
    each.name: each
    for module in (gatherings, sayings, parliament, library, hybrid, names)
    for each in module.KINDS
}
GROUPS = ("meeting", "said", "parliament", "library", "case", "names")
"""In the order in which a page lists them."""


def kind_named(name: str) -> Kind:
    """The kind of this name.

    Raises:
        NotFound: there is none.
    """
    if name not in KINDS:
        raise NotFound(
            f"nothing called “{name}” is written by hand", fix=f"Use {', '.join(KINDS)}."
        )
    return KINDS[name]
