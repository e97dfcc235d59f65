"""What people type in of a cycle, whichever door they come by: motions, debates, promises, places.

Each function writes one statement with its source (`desk`), and `withdraw` takes it back.
"""

from inzet.meetings.cycle.desk import withdraw
from inzet.meetings.cycle.writing.motions import add_motion, appreciate, carry_out, vote
from inzet.meetings.cycle.writing.places import place, take_out
from inzet.meetings.cycle.writing.promises import add_promise
from inzet.meetings.cycle.writing.talks import add_consultation, add_debate

__all__ = [
    "add_consultation",
    "add_debate",
    "add_motion",
    "add_promise",
    "appreciate",
    "carry_out",
    "place",
    "take_out",
    "vote",
    "withdraw",
]
