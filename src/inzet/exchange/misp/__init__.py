"""Feeds as MISP reads them: a manifest, an event per dossier and meeting, and hashes."""

from inzet.exchange.misp.feed import Feed, Listed
from inzet.exchange.misp.folder import write

__all__ = ["Feed", "Listed", "write"]
