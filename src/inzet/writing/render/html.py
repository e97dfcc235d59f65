"""A draft as HTML: one file with everything in it, for a browser, a mail or a printer.

It loads nothing, runs nothing and is styled for light, dark and print. Changes are ``ins`` and
``del``; sources are notes that link both ways.
"""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from inzet.writing.draft import Draft
from inzet.writing.render.copy import copy_of


def render(draft: Draft, *, clean: bool = False, sources: bool = True) -> bytes:
    """The draft as an HTML page in UTF-8."""
    shown = copy_of(draft, clean=clean, sources=sources)
    places = {id(part): place for place, part in enumerate(shown.parts)}
    first: dict[int, str] = {}
    for place, part in enumerate(shown.parts):
        for begin, end in part.runs:
            for number in range(begin, end + 1):
                first.setdefault(number, f"r{place}-{begin}")
    page = _template().render(
        copy=shown,
        draft=draft,
        words=shown.words,
        place_of=lambda part: places[id(part)],
        back=first,
        legend=sorted({one.op.value for part in shown.parts for one in part.stretches}
                      | ({"carried"} if any(part.carried for part in shown.parts) else set())),
    )  # fmt: skip
    return page.encode()


@cache
def _template() -> Template:
    loader = PackageLoader("inzet.writing.render", "templates")
    found = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    return found.get_template("paper.html")
