"""How to visit every route, a module per noun: each has ``GET``, ``POST`` and ``DELETE`` as far as
there are such, path to visits."""

from __future__ import annotations

import importlib
import pkgutil

from tests.canary.visits.known import Known, Visits

__all__ = ["DELETE", "GET", "POST", "Known", "Visits"]

GET: dict[str, Visits] = {}
POST: dict[str, Visits] = {}
DELETE: dict[str, Visits] = {}
for _found in pkgutil.iter_modules(__path__):
    _module = importlib.import_module(f"{__name__}.{_found.name}")
    for _table, _of in ((GET, "GET"), (POST, "POST"), (DELETE, "DELETE")):
        for _path, _visits in getattr(_module, _of, {}).items():
            assert _path not in _table, f"{_path} is visited twice"
            _table[_path] = _visits
