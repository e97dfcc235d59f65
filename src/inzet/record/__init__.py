"""The record: append-only signed feeds of entries, and views of them."""

from inzet.record.alone import DOSSIER, MEETING, Alone, Stood, Turn
from inzet.record.batch import Batch
from inzet.record.condition import Condition, condition
from inzet.record.deltas import Delta, Mark
from inzet.record.findings import Checked, Fault
from inzet.record.kept import Kept
from inzet.record.keys import Organisation
from inzet.record.memory import Memory
from inzet.record.parcels import Parcel
from inzet.record.readership import Member, Readership, Step
from inzet.record.record import Record
from inzet.record.rehearsal import Rehearsal, Tried
from inzet.record.rows import (
    DecisionRow,
    EndedPaper,
    EndedRow,
    FeedRow,
    Filter,
    HistoryRow,
    Hit,
    ObjectFilter,
    ObjectRow,
    Page,
    PaperLite,
    PaperRow,
    Reader,
    ReadingRow,
    RuleRow,
    StatementRow,
    TextRow,
)
from inzet.record.state import State
from inzet.record.tail import Tailed
from inzet.record.view import View

__all__ = [
    "DOSSIER",
    "MEETING",
    "Alone",
    "Batch",
    "Checked",
    "Condition",
    "DecisionRow",
    "Delta",
    "EndedPaper",
    "EndedRow",
    "Fault",
    "FeedRow",
    "Filter",
    "HistoryRow",
    "Hit",
    "Kept",
    "Mark",
    "Member",
    "Memory",
    "ObjectFilter",
    "ObjectRow",
    "Organisation",
    "Page",
    "PaperLite",
    "PaperRow",
    "Parcel",
    "Reader",
    "Readership",
    "ReadingRow",
    "Record",
    "Rehearsal",
    "RuleRow",
    "State",
    "StatementRow",
    "Step",
    "Stood",
    "Tailed",
    "TextRow",
    "Tried",
    "Turn",
    "View",
    "condition",
]
