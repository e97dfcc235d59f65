"""The command line: one module per command noun. It translates and calls; it decides nothing."""

from inzet.cli.group import main

__all__ = ["main"]
