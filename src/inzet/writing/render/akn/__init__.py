"""A draft as Akoma Ntoso 3.0 (OASIS LegalDocML), strictly valid.

Every draft is a ``doc`` whose ``name`` tells its kind: the standard keeps ``statement`` for
resolutions, and ``debateReport`` for what a parliament records of its own debates
(``docs/decisions/0017``).
"""

from __future__ import annotations

from lxml import etree

from inzet.writing.draft import Draft
from inzet.writing.render.akn.body import body, preface
from inzet.writing.render.akn.elements import add, made
from inzet.writing.render.akn.meta import NAMES, meta
from inzet.writing.render.copy import copy_of


def render(draft: Draft, *, clean: bool = False, sources: bool = True) -> bytes:
    """The draft as XML in UTF-8."""
    shown = copy_of(draft, clean=clean, sources=sources)
    root = made("akomaNtoso")
    contains = "multipleVersions" if shown.shows_changes else "originalVersion"
    document = add(root, "doc", name=NAMES[draft.kind], contains=contains)
    document.append(meta(shown))
    document.append(preface(shown))
    document.append(body(shown))
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))
