"""A draft as HTML: one file with everything in it, for a browser, a mail or a printer.

It loads nothing, runs nothing and is styled for light, dark and print. Changes are ``ins`` and
``del``; sources are notes that link both ways.
"""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from inzet.writing.draft import Draft
from inzet.writing.render.copy import Part, copy_of

_LOWEST = 3


def render(draft: Draft, *, clean: bool = False) -> bytes:
    """The draft as an HTML page in UTF-8."""
    shown = copy_of(draft, clean=clean)
    first: dict[int, str] = {}
    for place, part in enumerate(shown.parts):
        for number in part.notes:
            first.setdefault(number, f"r{place}-{number}")
    page = _template().render(
        copy=shown,
        draft=draft,
        words=shown.words,
        groups=_groups(shown.parts),
        back=first,
        legend=sorted({one.op.value for part in shown.parts for one in part.stretches}
                      | ({"carried"} if any(part.carried for part in shown.parts) else set())),
    )  # fmt: skip
    return page.encode()


def _groups(parts: tuple[Part, ...]) -> list[tuple[str, list[tuple[int, int, Part]]]]:
    """Parts in their order, items that follow on each other together: (form, (place, level, part)).

    A level of heading is never skipped: a screen reader goes by them.
    """
    groups: list[tuple[str, list[tuple[int, int, Part]]]] = []
    level = 1
    for place, part in enumerate(parts):
        form = part.block.form.value
        if form == "heading" and not part.text.strip():
            form = "paragraph"
        if form == "heading":
            level = min(max(part.block.level, 1) + 1, level + 1, _LOWEST + 1)
        if form == "item" and groups and groups[-1][0] == "item":
            groups[-1][1].append((place, level, part))
        else:
            groups.append((form, [(place, level, part)]))
    return groups


@cache
def _template() -> Template:
    loader = PackageLoader("inzet.writing.render", "templates")
    found = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    return found.get_template("paper.html")
