"""Releasing: sharing wider what was written here, and a releasable version of what was not.

What is released is always an entry of one's own in the wider feed. Nothing of the narrower one is
changed, and nothing in the wider one leads back to it.
"""

from inzet.exchange.release.readers import Audience, Who, audience
from inzet.exchange.release.widening import Left, Plan, Shared, plan, share, take_back

__all__ = [
    "Audience",
    "Left",
    "Plan",
    "Shared",
    "Who",
    "audience",
    "plan",
    "share",
    "take_back",
]
