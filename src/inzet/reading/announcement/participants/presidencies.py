"""Presidencies: which bodies a country presides over in its turn, who did when, and over which of
their meetings another presides.

Reads the facts of ``mul/councils.toml``; who did when is ``mentions/presidencies``.
"""

from __future__ import annotations

from functools import lru_cache

from inzet.reading.announcement.participants.setting import Setting
from inzet.reading.languages import everywhere, table
from inzet.reading.mentions.presidencies import presided


def rotates(setting: Setting) -> bool:
    """Whether a country presides over the meeting by its turn."""
    return (
        setting.body in table(everywhere(), "councils")["rotating"]
        and standing_chair(setting) is None
    )


def standing_chair(setting: Setting) -> str | None:
    """Who presides over every meeting of its kind on that day; without a day as it is now."""
    day = setting.day.isoformat() if setting.day else None
    for one in table(everywhere(), "councils")["chaired"]:
        since = str(one["since"])
        fits = one["body"] == setting.body and setting.key in one["keys"]
        if fits and (day is None or day >= since):
            return str(one["by"])
    return None


def is_led(body: str) -> bool:
    """Whether one of the body's own people may preside over its meetings."""
    return body in table(everywhere(), "councils")["led"]


def out_of_turn(party: str, setting: Setting) -> bool:
    """Whether another country is known to have presided over the body on that day."""
    country = presiding(setting)
    return country is not None and country != party


def in_turn(party: str, setting: Setting) -> bool:
    """Whether the country is known to have presided over the body on that day."""
    return presiding(setting) == party


def presiding(setting: Setting) -> str | None:
    """The country that is known to have presided over the body on that day."""
    return presided(setting.body, setting.day.isoformat() if setting.day else None)


def with_partners(setting: Setting) -> bool:
    """Whether all that sit at the meeting beside the members are partners."""
    return partner_councils().get((setting.body, setting.key), "") is None


@lru_cache(maxsize=1)
def partner_councils() -> dict[tuple[str, str], str | None]:
    """Councils that are held with partners, by body and key: with whom, where it is one."""
    return {
        (one["body"], key): one.get("party")
        for one in table(everywhere(), "councils")["with"]
        for key in one["keys"]
    }
