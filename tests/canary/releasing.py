"""How to call the commands that release, and say who reads what."""

from __future__ import annotations

RELEASING: dict[tuple[str, ...], list[list[str]]] = {
    ("share",): [[name, "--marking", "PUBLIC", "--dry-run"] for name in ("{paper}", "{statement}")],
    ("tearline", "add"): [
        [name, "--marking", "PUBLIC", "--file", "{file}"] for name in ("{paper}", "{statement}")
    ],
    ("tearline", "list"): [[]],
    ("tearline", "show"): [["{entry}"]],
    ("tearline", "change"): [["{entry}", "--file", "{file}"]],
    ("tearline", "release"): [["{entry}", "--second", "x"]],
    ("tearline", "back"): [["{entry}", "--second", "x", "--reason", "x"]],
    ("tearline", "delete"): [["{entry}"]],
    ("audience", "list"): [[]],
    ("audience", "show"): [["{marking}"]],
    ("audience", "history"): [["{marking}"]],
    ("audience", "set"): [["{marking}", "--add", "x", "--remove", "x", "--ground", "x", "--yes"]],
}
"""By path; a name in braces is tried visible, hidden and made up."""
