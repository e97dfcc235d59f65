"""A second opinion: proposals where the rules found nothing, and doubts of what a cue alone found.

Reads a paper with what the rules made of it; writes statements, and what is not to be kept. An
opinion (a classifier that ships, a language model that an operator has set up) only ever points at
a sentence and says what it does, and for whom; content, dossiers and dates are made by the same
code as for rules, and a quote that is not in the text is refused and counted.
"""

from __future__ import annotations

from inzet.reading.opinion.adopt import Adopted, adopt
from inzet.reading.opinion.classifier import Classifier
from inzet.reading.opinion.proposal import Opinion, Proposal

SHIPPED: tuple[Opinion, ...] = (Classifier(),)
"""The opinions that every reading asks: they need no network and no set-up."""

__all__ = ["SHIPPED", "Adopted", "Classifier", "Opinion", "Proposal", "adopt"]
