"""Runs every measurement in this folder: ``python -m bench [name …]``.

A measurement is a module with ``measure() -> Iterable[str]``. Each prints its ratio to a baseline
taken in the same run; none fails on a time.
"""

from __future__ import annotations

import importlib
import pkgutil
import sys

import bench


def main(names: list[str]) -> None:
    """Runs the measurements by name, or all of them."""
    for module in pkgutil.iter_modules(bench.__path__):
        if module.name == "__main__" or (names and module.name not in names):
            continue
        measure = getattr(importlib.import_module(f"bench.{module.name}"), "measure", None)
        for line in measure() if measure else ():
            sys.stdout.write(f"{line}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
