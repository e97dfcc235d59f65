"""The guard: papers nobody vouches for are read in a process of their own.

That process (:mod:`worker`) has limits of time and memory, opens no connections, and knows
neither the record nor its keys. It is used again for the next paper and replaced when it fails
or has grown. A crash, a timeout and exhausted memory each become an ``UnreadableFile``.
"""

from inzet.reading.guard.limits import Limits
from inzet.reading.guard.pool import Pool, shared

__all__ = ["Limits", "Pool", "shared"]
