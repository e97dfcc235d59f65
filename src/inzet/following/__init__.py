"""New papers of a dossier from where they are published, each with its identifiers.

``source`` says what a source is and how to add one; ``follow`` takes what is new of a dossier into
the record, with a journal beside it of what was fetched.
"""

from inzet.following.follow import Done, Outcome, Run, Wishes, follow
from inzet.following.journal import Followed, Journal, followed_by
from inzet.following.published import published
from inzet.following.sources import of_dossier, opened, source_names

__all__ = [
    "Done",
    "Followed",
    "Journal",
    "Outcome",
    "Run",
    "Wishes",
    "follow",
    "followed_by",
    "of_dossier",
    "opened",
    "published",
    "source_names",
]
