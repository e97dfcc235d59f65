"""What can go wrong when somebody outside is to say who a person is."""

from __future__ import annotations

from inzet.vocabulary.errors import InputError, Unreachable

_AGAIN = "Log in again from the beginning."


class NotVouched(InputError):
    """What came back does not show who the person is; nobody is let in by it.

    Args:
        reason: for the log and the audit, in a few words; the person is told no more than that
            it did not work, as whoever forges an answer learns from the difference.
    """

    def __init__(self, reason: str) -> None:
        super().__init__("that log-in could not be completed", fix=_AGAIN)
        self.reason = reason


class ProviderAway(Unreachable):
    """The provider cannot be reached, or answers with something else."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            "the service that knows who you are does not answer",
            fix="Try again in a moment, or log in with a password of this workspace.",
        )
        self.reason = reason


class NotAdmitted(InputError):
    """Known to the provider, but not let in here."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason, fix="Ask an administrator of this workspace.")
        self.reason = reason
