"""Promises: due when, kept by which paper, and which paper may keep them."""

from inzet.meetings.commitments.due import Due
from inzet.meetings.commitments.history import Event, history
from inzet.meetings.commitments.judging import Judged, Judgement, lapse, undo
from inzet.meetings.commitments.keeping import Keeping
from inzet.meetings.commitments.proposals import Proposal, proposals
from inzet.meetings.commitments.register import InRegister
from inzet.meetings.commitments.settling import keep
from inzet.meetings.commitments.state import Commitment, commitment, commitments

__all__ = [
    "Commitment",
    "Due",
    "Event",
    "InRegister",
    "Judged",
    "Judgement",
    "Keeping",
    "Proposal",
    "commitment",
    "commitments",
    "history",
    "keep",
    "lapse",
    "proposals",
    "undo",
]
