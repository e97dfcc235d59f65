"""The official publications of the Netherlands: papers of both houses, by SRU."""

from inzet.following.bekendmakingen.source import Bekendmakingen

__all__ = ["Bekendmakingen"]
