"""Meetings, commitments and dossiers as answers to questions, each a function of a view."""

from inzet.meetings.chain import chain, meeting
from inzet.meetings.commitments import Commitment, Keeping, commitment, commitments
from inzet.meetings.formats import Format, format_of
from inzet.meetings.items import BoundItem, items, said_at
from inzet.meetings.judgements import Judgement, join, judgements, part, undo
from inzet.meetings.meeting import Meeting
from inzet.meetings.notices import CitedNotice, cited, every, is_notice, notices
from inzet.meetings.participation import Seats, participation
from inzet.meetings.standings import Standing, standings

__all__ = [
    "BoundItem",
    "CitedNotice",
    "Commitment",
    "Format",
    "Judgement",
    "Keeping",
    "Meeting",
    "Seats",
    "Standing",
    "chain",
    "cited",
    "commitment",
    "commitments",
    "every",
    "format_of",
    "is_notice",
    "items",
    "join",
    "judgements",
    "meeting",
    "notices",
    "part",
    "participation",
    "said_at",
    "standings",
    "undo",
]
