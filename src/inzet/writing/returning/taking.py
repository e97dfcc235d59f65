"""An edited Word file, taken back into its draft."""

from __future__ import annotations

from inzet.writing.draft import Draft
from inzet.writing.returning.model import Bearing, Returned


def bearing(data: bytes, *, name: str = "") -> Bearing:
    """Which draft, in which version, a file was made from: look that up, then :func:`take_back`.

    Args:
        name: file name, for messages.

    Raises:
        UnreadableFile: no Word file, broken, or out of all proportion.
        InputError: it bears no draft (a clean copy, or a file that Inzet did not make).
    """
    raise NotImplementedError


def take_back(draft: Draft, data: bytes, *, name: str = "") -> Returned:
    """What people did to a draft in the Word file that was made from it.

    Args:
        draft: the base: the same version that the file was made from.
        name: file name, for messages.

    Raises:
        UnreadableFile: no Word file, broken, or out of all proportion.
        InputError: it bears no draft, another draft, or another version of this draft.
    """
    raise NotImplementedError
