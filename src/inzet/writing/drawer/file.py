"""The file of a drawer."""

from __future__ import annotations

from pathlib import Path

from inzet.record.private import Kind, PrivateFile
from inzet.writing.drawer import schema

KIND = Kind(
    holds="drafts",
    suffix=".drafts",
    tables=schema.metadata,
    application_id=schema.APPLICATION_ID,
    version=schema.SCHEMA_VERSION,
)


def beside(record: Path) -> Path:
    """The drawer of a record."""
    return KIND.beside(record)


def file_at(path: Path) -> PrivateFile:
    """The drawer in this file, there or not yet."""
    return PrivateFile(path, KIND)
