"""Small lines through years, one for each of many, all to one scale."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from inzet.dossiers.charts import Track, Tracks
from inzet.web.present.cited import Cited, cited
from inzet.web.words import Words

WIDE, HIGH = 120.0, 60.0
_EDGE = 4.0


@dataclass(frozen=True, slots=True)
class ShownTrack:
    """A line in its own units."""

    track: Track
    cited: Cited
    said: str
    """The years without estimates, as points of a line."""
    estimated: str
    """From the last of those through the estimates."""
    end: tuple[float, float]
    rings: tuple[tuple[float, float], ...]
    first: str
    """The first value as it is written."""
    differs: str
    """Years in which something else is reckoned, with what; "" where there are none."""


@dataclass(frozen=True, slots=True)
class ShownTracks:
    """All of them, in a box of ``WIDE`` by ``HIGH`` each."""

    wide: float
    high: float
    target: float | None
    target_text: str
    tracks: tuple[ShownTrack, ...]


def drawn(tracks: Tracks, t: Words) -> ShownTracks:
    """Lines for their template."""
    years = [year for track in tracks.tracks for year, _ in track.years]
    values = [value for track in tracks.tracks for _, value in track.years]
    if tracks.target is not None:
        values.append(tracks.target.value)
    first, last = min(years), max(years)
    low, high = min(values), max(values)

    def x(year: int) -> float:
        return round(_EDGE + (year - first) / (last - first or 1) * (WIDE - 2 * _EDGE), 1)

    def y(value: Decimal) -> float:
        part = float((value - low) / (high - low or 1))
        return round(HIGH - _EDGE - part * (HIGH - 2 * _EDGE), 1)

    def shown(track: Track) -> ShownTrack:
        at = [(year, x(year), y(value)) for year, value in track.years]
        cut = tracks.estimated if tracks.estimated is not None else last + 1
        said = [(px, py) for year, px, py in at if year < cut]
        guessed = [*said[-1:], *((px, py) for year, px, py in at if year >= cut)]
        differing = {year for year, _ in track.differs}
        return ShownTrack(
            track=track,
            cited=cited(track.value, t),
            said=_points(said),
            estimated=_points(guessed) if len(guessed) > 1 else "",
            end=at[-1][1:],
            rings=tuple((px, py) for year, px, py in at if year in differing),
            first=_number(track.years[0][1], 2, t),
            differs=", ".join(f"{year}: {_number(value, 3, t)}" for year, value in track.differs),
        )

    target = tracks.target
    return ShownTracks(
        wide=WIDE,
        high=HIGH,
        target=None if target is None else y(target.value),
        target_text="" if target is None else target.text,
        tracks=tuple(shown(each) for each in tracks.tracks),
    )


def _points(places: list[tuple[float, float]]) -> str:
    return " ".join(f"{px},{py}" for px, py in places)


def _number(value: Decimal, places: int, t: Words) -> str:
    return t.number(f"{value:.{places}f}")
