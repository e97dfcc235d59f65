"""What stands in a library, and what is asked of others, as kinds in the content of statements.

Which struct each kind is: ``inzet.library.contents``. See docs/statements.md.
"""

from __future__ import annotations

ANALYSIS, PRACTICE = "analysis", "practice"
USE, GRADING = "use", "grading"
REQUEST, ANSWER, CLOSING = "request", "answer", "closing"

LIBRARY = frozenset({ANALYSIS, PRACTICE, USE, GRADING, REQUEST, ANSWER, CLOSING})
"""Kinds that are looked up by their name, however much else a record holds."""
