"""The parliamentary cycle of a meeting: its papers, debates, motions and promises, as a view."""

from inzet.meetings.cycle.model import (
    Asked,
    Conflict,
    Cycle,
    Discussed,
    MotionState,
    Placed,
    Settles,
    Unplaced,
)
from inzet.meetings.cycle.motions import motion, motions
from inzet.meetings.cycle.state import cycle, cycles
from inzet.meetings.cycle.waiting import Waits, waiting

__all__ = [
    "Asked",
    "Conflict",
    "Cycle",
    "Discussed",
    "MotionState",
    "Placed",
    "Settles",
    "Unplaced",
    "Waits",
    "cycle",
    "cycles",
    "motion",
    "motions",
    "waiting",
]
