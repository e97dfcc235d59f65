"""What is said on a dossier at which meeting, by whom: what ``watch`` and ``dialogue`` share."""

from inzet.dossiers.sayings.drawn import Placed, by_holder, timeline
from inzet.dossiers.sayings.mentioned import Mentioned, as_laid_out
from inzet.dossiers.sayings.occasions import Occasion, occasion_of
from inzet.dossiers.sayings.saying import Saying, by_name, in_order, plain, saying_of
from inzet.dossiers.sayings.shown import Shown
from inzet.dossiers.sayings.stances import Stance, Track, tracks
from inzet.dossiers.sayings.whole import SayingProcedure, counted, whole

__all__ = [
    "Mentioned",
    "Occasion",
    "Placed",
    "Saying",
    "SayingProcedure",
    "Shown",
    "Stance",
    "Track",
    "as_laid_out",
    "by_holder",
    "by_name",
    "counted",
    "in_order",
    "occasion_of",
    "plain",
    "saying_of",
    "timeline",
    "tracks",
    "whole",
]
