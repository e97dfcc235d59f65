"""What a person judges of the names of things: that two are one, or that one is two.

A judgement is a statement under the rule `PERSON` whose content has one of these kinds; its
``what`` is one of `NAMED`. See docs/statements.md.
"""

from __future__ import annotations

PERSON = "person"
"""The rule of what a person wrote."""

SAME = "same"
"""All under one name is shown under another."""

APART = "apart"
"""Some of what stands under one name belongs under another."""

DOSSIER, MEETING = "dossier", "meeting"

NAMED = (DOSSIER, MEETING)
"""What names are judged of."""
