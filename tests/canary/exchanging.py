"""How the crawl of commands calls those of the exchange."""

from __future__ import annotations

ARGUMENTS: dict[tuple[str, ...], list[list[str]]] = {
    # Nobody is asked anything: whoever reads as another is refused first.
    ("peer", "add"): [["http://127.0.0.1:1"]],
    ("peer", "confirm"): [["x"]],
    ("peer", "list"): [[]],
    ("peer", "show"): [[], ["x"]],
    ("peer", "remove"): [["x"]],
    ("peer", "lease"): [[], ["REL-ALLY", "3"]],
    ("peer", "certificate"): [[]],
    ("peer", "refused"): [[]],
    ("sync",): [[]],
}
VALUES = {
    "--fingerprint": ["ab" * 32],
    "--certificate": ["{file}"],
    "--from": ["{file}"],
    "--key": ["{file}"],
}
