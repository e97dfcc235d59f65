"""docs/commands.md and the program say the same, in both directions."""

from __future__ import annotations

import re
from pathlib import Path

import click

from inzet.cli import failures, main
from inzet.vocabulary import errors
from tests.cli.conftest import commands

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "commands.md").read_text(encoding="utf-8")
EVERYWHERE = {"--record", "--reader", "--help", "--version"}


def section(title: str, level: int = 2) -> str:
    """The text under a heading, up to the next of the same level or above."""
    found = re.search(rf"(?ms)^#{{{level}}} {re.escape(title)}\n(.*?)(?=^#{{1,{level}}} |\Z)", PAGE)
    assert found, f"docs/commands.md has no section “{title}”"
    return found[1]


def first_cells(text: str) -> list[str]:
    """The first cell of every row of the tables in a text."""
    return [row[1].strip() for row in re.finditer(r"(?m)^\|([^|]+)\|", text)]


def documented_options(text: str) -> set[str]:
    return {found for cell in first_cells(text) for found in re.findall(r"`(--[\w-]+)", cell)}


def real_options(command: click.Command) -> set[str]:
    return {
        name
        for parameter in command.params
        if isinstance(parameter, click.Option)
        for name in parameter.opts
        if name.startswith("--")
    }


def test_every_command_has_a_section_and_every_section_a_command() -> None:
    headings = set(re.findall(r"(?m)^## `inzet ([\w -]+)`$", PAGE))
    assert headings == {" ".join(path) for path, _ in commands()}


def test_options_are_documented_in_both_directions() -> None:
    for path, command in commands():
        told = documented_options(section(f"`inzet {' '.join(path)}`"))
        assert told == real_options(command) - EVERYWHERE, path


def test_options_of_everywhere() -> None:
    assert documented_options(section("Everywhere")) == EVERYWHERE
    assert real_options(main) == {"--record", "--reader", "--version"}


def test_every_command_takes_record_and_reader() -> None:
    apart = {("sample",)}
    for path, command in commands():
        expected = set() if path in apart else {"--record", "--reader"}
        assert real_options(command) & {"--record", "--reader"} == expected, path


def test_exit_codes() -> None:
    told = {int(cell) for cell in first_cells(section("Exit codes", 3)) if cell.isdigit()}
    tree = [errors.InzetError]
    for kind in tree:
        tree.extend(kind.__subclasses__())
    own = {kind.exit_code for kind in tree if kind.__module__ == errors.__name__}
    others = {
        0,
        failures.USAGE,
        failures.FAULT,
        failures.SYSTEM,
        failures.INTERRUPTED,
        failures.PIPE,
    }
    assert told == own | others
