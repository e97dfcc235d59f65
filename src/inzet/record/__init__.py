"""The record: append-only signed feeds of entries, and views of them."""

from inzet.record.alone import DOSSIER, MEETING, Alone, Stood, Turn
from inzet.record.batch import Batch
from inzet.record.blobs import Blob, Named
from inzet.record.condition import Condition, condition, remade
from inzet.record.deltas import Delta, Mark
from inzet.record.feeds import Place, Places
from inzet.record.findings import Checked, Doubt, Fault, Finding, Untrue
from inzet.record.forks import Evidence, Fork, check_evidence
from inzet.record.kept import Kept
from inzet.record.keyring import Learnt
from inzet.record.keys import Organisation
from inzet.record.memory import Memory
from inzet.record.parcels import Parcel, Sent
from inzet.record.readership import Member, Readership, Step
from inzet.record.record import Record
from inzet.record.rehearsal import Rehearsal, Tried
from inzet.record.remaking import Progress
from inzet.record.rows import (
    DecisionRow,
    EndedPaper,
    EndedRow,
    FeedRow,
    Filter,
    HistoryRow,
    Hit,
    Mention,
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
from inzet.record.store import discard, place_of, record_path
from inzet.record.successions import KeyChain, Succession, Why
from inzet.record.tail import Tailed
from inzet.record.turns import Turns
from inzet.record.untrue import FalseClaim
from inzet.record.view import View
from inzet.record.vouching import Vouched
from inzet.record.witnesses import Witness

__all__ = [
    "DOSSIER",
    "MEETING",
    "Alone",
    "Batch",
    "Blob",
    "Checked",
    "Condition",
    "DecisionRow",
    "Delta",
    "Doubt",
    "EndedPaper",
    "EndedRow",
    "Evidence",
    "FalseClaim",
    "Fault",
    "FeedRow",
    "Filter",
    "Finding",
    "Fork",
    "HistoryRow",
    "Hit",
    "Kept",
    "KeyChain",
    "Learnt",
    "Mark",
    "Member",
    "Memory",
    "Mention",
    "Named",
    "ObjectFilter",
    "ObjectRow",
    "Organisation",
    "Page",
    "PaperLite",
    "PaperRow",
    "Parcel",
    "Place",
    "Places",
    "Progress",
    "Reader",
    "Readership",
    "ReadingRow",
    "Record",
    "Rehearsal",
    "RuleRow",
    "Sent",
    "State",
    "StatementRow",
    "Step",
    "Stood",
    "Succession",
    "Tailed",
    "TextRow",
    "Tried",
    "Turn",
    "Turns",
    "Untrue",
    "View",
    "Vouched",
    "Why",
    "Witness",
    "check_evidence",
    "condition",
    "discard",
    "place_of",
    "record_path",
    "remade",
]
