"""Meetings, commitments and dossiers as answers to questions, each a function of a view."""

from inzet.meetings.chain import chain, meeting
from inzet.meetings.commitments import Commitment, Keeping, commitments
from inzet.meetings.meeting import Meeting
from inzet.meetings.notices import CitedNotice, every, notices
from inzet.meetings.standings import Standing, standings

__all__ = [
    "CitedNotice",
    "Commitment",
    "Keeping",
    "Meeting",
    "Standing",
    "chain",
    "commitments",
    "every",
    "meeting",
    "notices",
    "standings",
]
