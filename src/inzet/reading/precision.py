"""The measured precision of a rule, from the generated table; never an invented number.

The tables ``languages/<code>/precision.json`` are made by
``python -m inzet.reading.gold.precisions`` from sentences that no rule was tuned on. What has too
few of them has no figure.
"""

from __future__ import annotations

import json
import math
from functools import cache
from importlib.resources import files


@cache
def table(language: str = "nl") -> dict[str, str]:
    """Rule or family of rules (``position.say``) → Wilson lower bound at 95 %, a decimal string."""
    path = files("inzet.reading").joinpath(f"languages/{language}/precision.json")
    if not path.is_file():
        return {}
    measured = json.loads(path.read_text(encoding="utf-8"))
    rows = {**measured["families"], **measured.get("rules", {})}
    return {name: row["lower"] for name, row in rows.items() if row["lower"] is not None}


def precision_of(rule: str, language: str = "nl") -> str | None:
    """The measured precision of a rule, else of its family; None: not measured."""
    known = table(language)
    return known.get(rule) or known.get(rule.rpartition(".")[0])


def wilson_lower(right: int, total: int) -> float:
    """Lower end of Wilson's interval for ``right`` out of ``total``."""
    if not total:
        return 0.0
    z, share = 1.96, right / total
    spread = z * math.sqrt((share * (1 - share) + z * z / (4 * total)) / total)
    return max(0.0, (share + z * z / (2 * total) - spread) / (1 + z * z / total))
