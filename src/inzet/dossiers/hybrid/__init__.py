"""Hybrid threats: a case goes through four ordered steps, each with its cited entries."""

from inzet.dossiers.hybrid.case import Case, put_together
from inzet.dossiers.hybrid.desk import Written, case_of, dossier_of
from inzet.dossiers.hybrid.lessons import Learnt, learnt
from inzet.dossiers.hybrid.procedure import Hybrid, State
from inzet.dossiers.hybrid.writing import (
    add_lesson,
    add_objective,
    add_option,
    assess,
    choose,
    evaluate,
    open_case,
    proceed,
    reopen,
    withdraw,
)
from inzet.meetings.sources import Hand, Source

__all__ = [
    "Case",
    "Hand",
    "Hybrid",
    "Learnt",
    "Source",
    "State",
    "Written",
    "add_lesson",
    "add_objective",
    "add_option",
    "assess",
    "case_of",
    "choose",
    "dossier_of",
    "evaluate",
    "learnt",
    "open_case",
    "proceed",
    "put_together",
    "reopen",
    "withdraw",
]
