"""Gold: sentences that people labelled, and how a reading compares with them.

The codebook is ``docs/codebook.md``. Papers of our own carry their text; labels on real papers
are standoff: the hash of a sentence instead of the sentence.
"""

from __future__ import annotations

from inzet.reading.gold.annotation import Annotation, Label, read_annotations, sentence_hash

__all__ = ["Annotation", "Label", "read_annotations", "sentence_hash"]
