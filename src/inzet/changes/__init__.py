"""What changed since, and how a phrase was worded each time: views of one reader, compared."""

from inzet.changes.aligned import Aligned, aligned
from inzet.changes.arrivals import Arrivals, arrivals
from inzet.changes.difference import (
    READABLE,
    Kept,
    Step,
    difference,
    kept_share,
    mark,
    marked,
)
from inzet.changes.fates import Fate
from inzet.changes.items import AgendaItem, ItemChange, Went
from inzet.changes.judging import Pairing, Pairings, pair, unpair
from inzet.changes.lineage import ENOUGH, Worded, Wording, lineage
from inzet.changes.looks import Looks
from inzet.changes.matching import Match, match
from inzet.changes.moment import NOW, Moment, moment
from inzet.changes.positions import Became, PositionChange
from inzet.changes.promises import CommitmentChange, Moved
from inzet.changes.sentence import Said
from inzet.changes.sides import papers_of
from inzet.changes.since import Alone, Changes, Comparison, Only, changes
from inzet.changes.states import DossierChange, ValueChange
from inzet.changes.threads import Told, through_time
from inzet.changes.versions import Differs, differing, version_before

__all__ = [
    "ENOUGH",
    "NOW",
    "READABLE",
    "AgendaItem",
    "Aligned",
    "Alone",
    "Arrivals",
    "Became",
    "Changes",
    "CommitmentChange",
    "Comparison",
    "Differs",
    "DossierChange",
    "Fate",
    "ItemChange",
    "Kept",
    "Looks",
    "Match",
    "Moment",
    "Moved",
    "Only",
    "Pairing",
    "Pairings",
    "PositionChange",
    "Said",
    "Step",
    "Told",
    "ValueChange",
    "Went",
    "Worded",
    "Wording",
    "aligned",
    "arrivals",
    "changes",
    "difference",
    "differing",
    "kept_share",
    "lineage",
    "mark",
    "marked",
    "match",
    "moment",
    "pair",
    "papers_of",
    "through_time",
    "unpair",
    "version_before",
]
