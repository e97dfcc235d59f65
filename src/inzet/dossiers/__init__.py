"""Dossiers: each follows a procedure, whose state is a pure fold over a view."""

from inzet.dossiers.answer import Among, Answer, Asked, Cell, Column, Sentence, Table
from inzet.dossiers.asking import answer, answers, day_of
from inzet.dossiers.films import Films, film
from inzet.dossiers.folding import Folding, folded
from inzet.dossiers.members import Roll, roll
from inzet.dossiers.pictures import (
    Dot,
    Film,
    Frame,
    Grid,
    Lane,
    Picture,
    Reached,
    Spot,
    Stop,
    Timeline,
)
from inzet.dossiers.plain import plain_answer, plain_table, plain_value
from inzet.dossiers.procedure import Kind, Option, Procedure
from inzet.dossiers.registry import procedure, procedures, register
from inzet.dossiers.values import Cited, Other, Preference, Value, choose
from inzet.dossiers.wording import Wording

__all__ = [
    "Among",
    "Answer",
    "Asked",
    "Cell",
    "Cited",
    "Column",
    "Dot",
    "Film",
    "Films",
    "Folding",
    "Frame",
    "Grid",
    "Kind",
    "Lane",
    "Option",
    "Other",
    "Picture",
    "Preference",
    "Procedure",
    "Reached",
    "Roll",
    "Sentence",
    "Spot",
    "Stop",
    "Table",
    "Timeline",
    "Value",
    "Wording",
    "answer",
    "answers",
    "choose",
    "day_of",
    "film",
    "folded",
    "plain_answer",
    "plain_table",
    "plain_value",
    "procedure",
    "procedures",
    "register",
    "roll",
]
