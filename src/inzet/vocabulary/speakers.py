"""Who speaks where a paper gives turns: a member in a debate, a group in a consultation."""

from __future__ import annotations

import msgspec


class Speaker(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Who says the words of a turn."""

    role: str
    """member, group, movers, chair, minister, state secretary, prime minister, government or
    guest."""
    name: str | None = None
    """As printed, without "de heer" or office."""
    group: str | None = None
    """Party group in parliament, as its gazetteer writes it; several parted by commas."""
    party: str | None = None
    """Whom the words count for: a party code, ``parliament of NLD/ABC`` for a party group,
    ``parliament of NLD`` where the group is not told; None for a chair and for guests."""


def group_party(parliament: str | None, group: str | None) -> str | None:
    """The party that a party group is in statements: ``parliament of NLD/ABC``.

    Args:
        parliament: code of the country whose parliament it sits in.
        group: its name; None (or several) stands for the whole parliament.
    """
    if parliament is None:
        return None
    whole = f"parliament of {parliament}"
    return f"{whole}/{group}" if group and "," not in group else whole
