"""Which procedures there are: those of this package, and those that others add.

A package elsewhere adds one by an entry point in the group ``inzet.procedures`` that names a
class of ``Procedure``; see docs/guides/procedure.md.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from typing import Any

import inzet.dossiers
from inzet.dossiers.procedure import Procedure
from inzet.vocabulary.errors import InputError, UnknownValue

GROUP = "inzet.procedures"

_registered: dict[str, Procedure[Any, Any]] = {}


def register(cls: type[Procedure[Any, Any]]) -> type[Procedure[Any, Any]]:
    """Class decorator: this is a procedure.

    Raises:
        InputError: another one has its name.
    """
    known = _registered.get(cls.name)
    if known is not None and type(known) is not cls:
        raise InputError(
            f"there are two procedures named {cls.name}",
            where=f"{cls.__module__}.{cls.__qualname__}",
            fix="Give one of them another name, or remove the package that brings it.",
        )
    _registered[cls.name] = cls()
    return cls


def procedures() -> dict[str, Procedure[Any, Any]]:
    """All procedures by name."""
    _load()
    return dict(sorted(_registered.items()))


def procedure(name: str) -> Procedure[Any, Any]:
    """The procedure of this name.

    Raises:
        UnknownValue: there is none; names those there are.
    """
    known = procedures()
    if name not in known:
        raise UnknownValue(
            f"there is no procedure “{name}”", fix=f"Known procedures: {', '.join(known)}."
        )
    return known[name]


@cache
def _load() -> None:
    for module in pkgutil.iter_modules(inzet.dossiers.__path__, "inzet.dossiers."):
        importlib.import_module(module.name)
    for point in entry_points(group=GROUP):
        _take(point)


def _take(point: EntryPoint) -> None:
    found = point.load()
    if not (isinstance(found, type) and issubclass(found, Procedure)):
        raise InputError(
            f"the entry point {point.name} does not name a procedure",
            where=point.value,
            fix="Let it name a class that derives from inzet.dossiers.Procedure.",
        )
    register(found)
