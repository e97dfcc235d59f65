"""Dialogue: with whom, in which sessions, on what, and what came of it."""

from inzet.dossiers.dialogue.procedure import Dialogue

__all__ = ["Dialogue"]
