"""Lines in a plane with logarithmic axes, as SVG."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from html import escape

WIDTH, HEIGHT = 920, 560
LEFT, RIGHT, TOP, BOTTOM = 70, 300, 46, 50
APART = 15
"""Between two names at the end of lines."""
COLOURS = (
    "#1f5fa8",
    "#b3471d",
    "#2f7d4f",
    "#7a4aa0",
    "#8a6d00",
    "#a3245c",
    "#0b7a83",
    "#5b5b5b",
    "#c0392b",
    "#3d4db3",
    "#4f7a12",
    "#9a5a2b",
)
DASHES = ("", "6 3", "2 3", "9 3 2 3")

Line = Mapping[float, float]


def plot(lines: Mapping[str, Line], title: str, across: str, up: str) -> str:
    """The SVG.

    Args:
        lines: points by name, in the order in which they get their colours; all above zero.
        across: what the horizontal axis tells; ``up``: the vertical one.
    """
    xs = sorted({x for line in lines.values() for x in line})
    ys = [y for line in lines.values() for y in line.values()]
    low, high = math.floor(math.log10(min(ys))), math.ceil(math.log10(max(ys)))
    first, last = math.log10(xs[0]), math.log10(xs[-1])

    def place(x: float, y: float) -> tuple[float, float]:
        part = (math.log10(x) - first) / ((last - first) or 1)
        height = (math.log10(y) - low) / ((high - low) or 1)
        return (
            round(LEFT + part * (WIDTH - LEFT - RIGHT), 1),
            round(HEIGHT - BOTTOM - height * (HEIGHT - TOP - BOTTOM), 1),
        )

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img">',
        f"<title>{escape(title)}</title>",
        '<g font-family="system-ui, sans-serif" font-size="12" fill="#222">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
        f'<text x="{LEFT}" y="24" font-size="15" font-weight="600">{escape(title)}</text>',
    ]
    for power in range(low, high + 1):
        x, y = place(xs[0], 10.0**power)
        parts.append(
            f'<path d="M{x} {y}H{WIDTH - RIGHT}" stroke="#ddd"/>'
            f'<text x="{x - 8}" y="{y + 4}" text-anchor="end">{10.0**power:,g}</text>'
        )
    for each in xs:
        x, y = place(each, 10.0**low)
        parts.append(
            f'<path d="M{x} {TOP}V{y}" stroke="#eee"/>'
            f'<text x="{x}" y="{y + 18}" text-anchor="middle">{each:,.0f}</text>'
        )
    middle = (LEFT + WIDTH - RIGHT) / 2
    parts.append(
        f'<text x="{middle}" y="{HEIGHT - 12}" text-anchor="middle">{escape(across)}</text>'
        f'<text x="{LEFT}" y="{TOP - 6}" fill="#555">{escape(up)}</text>'
    )
    ends = {name: place(*max(line.items()))[1] for name, line in lines.items()}
    for at, (name, named) in enumerate(_apart(ends).items()):
        colour = COLOURS[at % len(COLOURS)]
        dash = DASHES[at // len(COLOURS) % len(DASHES)]
        points = [place(*point) for point in sorted(lines[name].items())]
        path = "M" + "L".join(f"{x} {y}" for x, y in points)
        x, y = points[-1]
        parts.append(
            f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="2"'
            f"{f' stroke-dasharray={chr(34)}{dash}{chr(34)}' if dash else ''}/>"
            + "".join(f'<circle cx="{px}" cy="{py}" r="3" fill="{colour}"/>' for px, py in points)
            + f'<path d="M{x + 4} {y}L{x + 22} {named}" stroke="{colour}" stroke-width=".6"/>'
            f'<text x="{x + 26}" y="{named + 4}" fill="{colour}">{escape(name)}</text>'
        )
    return "\n".join([*parts, "</g>", "</svg>", ""])


def _apart(ends: Mapping[str, float]) -> dict[str, float]:
    """Where names go so that none lies over another, in the order in which they were given."""
    ordered: Sequence[str] = sorted(ends, key=ends.__getitem__)
    found: dict[str, float] = {}
    above = TOP - APART * 1.0
    for name in ordered:
        above = found[name] = max(ends[name], above + APART)
    below = HEIGHT - BOTTOM + APART * 1.0
    for name in reversed(ordered):
        below = found[name] = min(found[name], below - APART)
    return {name: round(found[name], 1) for name in ends}
