"""Fuzzes targets, and prints a table: ``python -m tests.fuzz [SECONDS [NAME …]]``."""

from __future__ import annotations

import sys

from tests.fuzz.campaign import HEADER, campaign


def main(seconds: int, names: list[str]) -> int:
    """A row for each target, what was found under it; 1 where something was."""
    print(HEADER, flush=True)
    tried = found = 0
    for result in campaign(seconds, names):
        tried, found = tried + result.inputs, found + len(result.findings)
        print(result, flush=True)
    print(f"{tried:,} inputs, {found} findings")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 60, sys.argv[2:]))
