"""``inzet cycle``: what parliament and government said to each other around a meeting."""

from inzet.cli.cycle.group import cycle

__all__ = ["cycle"]
