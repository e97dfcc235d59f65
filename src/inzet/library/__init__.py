"""The library: analyses, practices, what was made of them, and requests for information."""

from inzet.library.asking import answer, ask, close, organisations
from inzet.library.contents import (
    Addressee,
    Analysis,
    Answer,
    Closing,
    Evidence,
    Grading,
    Item,
    Practice,
    Request,
    Told,
    Use,
    told,
)
from inzet.library.desk import withdraw
from inzet.library.requests import Requested, Status, request, requests
from inzet.library.shelf import KINDS, Lying, Opened, opened, shelf
from inzet.library.writing import ITEMS, Parts, add, edit, grade, use
from inzet.meetings.cycle.desk import Written
from inzet.meetings.sources import Hand, Source

__all__ = [
    "ITEMS",
    "KINDS",
    "Addressee",
    "Analysis",
    "Answer",
    "Closing",
    "Evidence",
    "Grading",
    "Hand",
    "Item",
    "Lying",
    "Opened",
    "Parts",
    "Practice",
    "Request",
    "Requested",
    "Source",
    "Status",
    "Told",
    "Use",
    "Written",
    "add",
    "answer",
    "ask",
    "close",
    "edit",
    "grade",
    "opened",
    "organisations",
    "request",
    "requests",
    "shelf",
    "told",
    "use",
    "withdraw",
]
