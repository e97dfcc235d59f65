"""Every target by its name."""

from __future__ import annotations

from tests.fuzz.doors import DOORS
from tests.fuzz.exchange import EXCHANGE
from tests.fuzz.papers import PAPERS

TARGETS = {each.name: each for each in (*PAPERS, *EXCHANGE, *DOORS)}
