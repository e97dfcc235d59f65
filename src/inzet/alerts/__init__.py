"""Alerts by mail: who asked to be told of what, what is new of it, one mail a person and run."""

from inzet.alerts.asking import asked_for
from inzet.alerts.book import Book
from inzet.alerts.model import Letter, Recipient, State, Subject, Subscription
from inzet.alerts.running import Done, Outcome, run
from inzet.alerts.sending import Post
from inzet.alerts.settings import Settings, checked_address

__all__ = [
    "Book",
    "Done",
    "Letter",
    "Outcome",
    "Post",
    "Recipient",
    "Settings",
    "State",
    "Subject",
    "Subscription",
    "asked_for",
    "checked_address",
    "run",
]
