"""What can go wrong with who one is.

InzetError
└── AccessError          who one is
    ├── NotLoggedIn      nobody yet, or no longer
    ├── WrongPassword    not told which of name and password it was
    └── TooMany          too often in too short a time
"""

from __future__ import annotations

from inzet.vocabulary.errors import InzetError


class AccessError(InzetError):
    """Nobody is let in."""


class NotLoggedIn(AccessError):
    """Nobody yet, or no longer; or a program whose token is none."""


class WrongPassword(AccessError):
    """The name and the password do not belong together."""

    def __init__(self) -> None:
        super().__init__(
            "the name and the password do not belong together",
            fix="Try again, or ask an administrator of this workspace for a new password.",
        )


class TooMany(AccessError):
    """Too often in too short a time; ``seconds`` to wait."""

    def __init__(self, seconds: int) -> None:
        self.seconds = max(1, seconds)
        super().__init__(
            "this was tried too often",
            fix=f"Wait {_told(self.seconds)}, then try again.",
        )


def _told(seconds: int) -> str:
    if seconds < 100:
        return f"{seconds} seconds"
    return f"{round(seconds / 60)} minutes"
