"""STIX 2.1 out of a feed and back into one."""

from inzet.exchange.stix.bundle import of_dossier, of_feeds, of_meeting
from inzet.exchange.stix.frame import SCHEMAS, extension_id, schema
from inzet.exchange.stix.made import Made
from inzet.exchange.stix.reading import Reread, statement_of, statements_of

__all__ = [
    "SCHEMAS",
    "Made",
    "Reread",
    "extension_id",
    "of_dossier",
    "of_feeds",
    "of_meeting",
    "schema",
    "statement_of",
    "statements_of",
]
