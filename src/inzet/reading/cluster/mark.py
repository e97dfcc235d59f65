"""Whether two machines read alike: what a reading depends on, by name."""

from __future__ import annotations

import platform
from importlib.metadata import PackageNotFoundError, version

import inzet
from inzet.reading.version import reader_version

Mark = dict[str, str]
"""What a reading depends on, and which version of it is here."""


def mark() -> Mark:
    """What a reading made here depends on."""
    return {
        "Inzet": inzet.__version__,
        "its rules": reader_version(),
        "Python": ".".join(platform.python_version_tuple()[:2]),
        # It tells words from what is left of broken ones.
        "simplemma": _version("simplemma"),
    }


def difference(ours: Mark, theirs: Mark) -> str:
    """What differs, in words; empty where nothing does."""
    return ", ".join(
        f"{name} {theirs.get(name, 'missing')}, here {value}"
        for name, value in ours.items()
        if theirs.get(name) != value
    )


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "missing"
