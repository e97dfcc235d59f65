"""Answers as plain data for programs, the same at every door."""

from __future__ import annotations

from typing import Any

from inzet.dossiers.answer import Answer, Cell, Sentence, Table
from inzet.dossiers.values import Value


def plain_answer(answer: Answer) -> dict[str, Any]:
    """An answer without its statements, which it names by identity; see docs/commands.md."""
    return {
        "title": answer.title,
        "on": answer.asked.on,
        "edition": answer.asked.edition,
        "line": answer.line.text,
        "editions": list(answer.editions),
        "headline": [_sentence(each) for each in answer.headline],
        "values": {name: plain_value(value) for name, value in answer.values.items()},
        "tables": {each.key: plain_table(each) for each in answer.tables},
        "state": answer.state,
        "said": [row.identity for row in answer.said],
    }


def plain_value(value: Value[Any]) -> dict[str, Any]:
    """A value with the statements that say it, and the others with theirs."""
    return {
        "value": value.value,
        "sources": [row.identity for row in value.sources],
        "rule": value.rule,
        "others": [
            {"value": other.value, "sources": [row.identity for row in other.sources]}
            for other in value.others
        ],
    }


def _sentence(sentence: Sentence) -> dict[str, Any]:
    return {"text": sentence.text, "sources": [row.identity for row in sentence.sources]}


def plain_table(table: Table) -> dict[str, Any]:
    """A table: its titles, and its rows by the keys of its columns."""
    return {
        "title": table.title,
        "columns": {column.key: column.title for column in table.columns},
        "rows": [
            {column.key: _cell(cell) for column, cell in zip(table.columns, row, strict=True)}
            for row in table.rows
        ],
        "note": table.note,
    }


def _cell(cell: Cell) -> dict[str, Any]:
    told: dict[str, Any] = {"text": cell.text}
    if cell.value is not None:
        told |= plain_value(cell.value)
    return told
