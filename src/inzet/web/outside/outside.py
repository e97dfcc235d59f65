"""The provider of a workspace, and who went there and has not come back."""

from __future__ import annotations

from inzet.web.outside.provider import Going, Provider
from inzet.web.running.crew import Crew
from inzet.web.running.held import Held

_SECONDS = 10 * 60
_AT_MOST = 5000
"""Some hundred bytes each; whoever begins more pushes the oldest out, their own among them."""


class Outside:
    """What the log-in from outside needs between two requests."""

    THERE, BACK = "/login/outside", "/login/outside/back"

    def __init__(self, provider: Provider, crew: Crew) -> None:
        self.provider = provider
        self.ways = ((self.THERE, provider.settings.name),)
        """The links of the log-in page."""
        self.going = Held(crew, "going", Going, at_most=_AT_MOST, seconds=_SECONDS)
