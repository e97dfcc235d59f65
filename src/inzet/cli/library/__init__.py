"""``inzet library`` and ``inzet requests``."""

from inzet.cli.library.asking import requests
from inzet.cli.library.group import library

__all__ = ["library", "requests"]
