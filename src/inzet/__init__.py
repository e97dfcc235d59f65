"""Inzet keeps the state of play of ministerial diplomacy, cited to the sentence."""

__version__ = "0.1.0"
