"""STIX 2.1 out of a feed and back into one."""

from inzet.exchange.stix.made import Made

__all__ = ["Made"]
