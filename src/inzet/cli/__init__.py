"""The command line: one module per command noun. It translates and calls; it decides nothing."""

import gc

# Before anything is loaded: next to nothing of what loading makes can go, and it is much to look
# through again and again.
gc.set_threshold(20_000, 20, 20)

from inzet.cli.group import main  # noqa: E402

__all__ = ["main"]
