"""Criteria: what is required of whom, how it is assessed, by whom, and what is open.

``facts`` reads one statement, ``state`` puts sets of criteria together, ``answers`` says it.
"""

from inzet.dossiers.criteria.procedure import Criteria

__all__ = ["Criteria"]
