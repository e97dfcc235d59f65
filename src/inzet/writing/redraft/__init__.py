"""Composing a draft again, or taking a second person's edits, without losing what was written."""

from inzet.writing.redraft.merging import join, merge
from inzet.writing.redraft.model import CONFLICT, Clash, Conflict, Merged

__all__ = ["CONFLICT", "Clash", "Conflict", "Merged", "join", "merge"]
