"""The Tweede Kamer of the Netherlands, by its open data (https://opendata.tweedekamer.nl).

Two doors to the same data: OData, which answers questions about one dossier, and the SyncFeed,
which tells every change there is, in order.
"""

from inzet.following.tweedekamer.feed import ChangeFeed
from inzet.following.tweedekamer.house import TweedeKamer

__all__ = ["ChangeFeed", "TweedeKamer"]
