"""Tear-lines: a version of what is narrower that more may read, checked by a second person.

The text waits in private drafting. What was released is a paper of its own in the wider feed; that
it was made from something, and by whom, stands in the narrower one alone.
"""

from inzet.exchange.release.tearlines.checking import Check, check, send_back
from inzet.exchange.release.tearlines.desk import Desk, desk
from inzet.exchange.release.tearlines.likeness import Likeness, likeness
from inzet.exchange.release.tearlines.linked import Link, made_from, tear_lines_of
from inzet.exchange.release.tearlines.model import Happened, State, TearLine
from inzet.exchange.release.tearlines.releasing import release
from inzet.exchange.release.tearlines.source import Source, source_of

__all__ = [
    "Check",
    "Desk",
    "Happened",
    "Likeness",
    "Link",
    "Source",
    "State",
    "TearLine",
    "check",
    "desk",
    "likeness",
    "made_from",
    "release",
    "send_back",
    "source_of",
    "tear_lines_of",
]
