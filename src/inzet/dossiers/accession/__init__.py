"""Accession: who has approved that a candidate joins, step by step, and who has not yet.

``facts`` reads one statement, ``days`` chooses among sources, ``state`` counts, ``tellings`` holds
what papers count beside it, ``answers`` says it.
"""

from inzet.dossiers.accession.procedure import Accession

__all__ = ["Accession"]
