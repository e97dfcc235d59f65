"""Who speaks in each sentence of a paper that gives turns.

Reads :class:`Structured` and the genre; writes :class:`Turns`. A debate is told by its openers
("De heer Jansen (ABC):"), a consultation by its headings and by whom a paragraph begins with,
written questions by their labels, a motion by its dictum. Other papers have no turns.
"""

from __future__ import annotations

from inzet.reading.languages import usable
from inzet.reading.layout.openers import opener
from inzet.reading.mentions import Mentions
from inzet.reading.text import Structured
from inzet.reading.turns.bill import bill
from inzet.reading.turns.committee import committee, reports
from inzet.reading.turns.consultation import consultation
from inzet.reading.turns.debate import debate
from inzet.reading.turns.groups import group_names
from inzet.reading.turns.lone import lone, stands_alone
from inzet.reading.turns.model import Turns
from inzet.reading.turns.motion import motion
from inzet.reading.turns.promises import promises
from inzet.reading.turns.questions import questions
from inzet.reading.turns.quoted import quoted
from inzet.reading.turns.response import responds, response
from inzet.reading.turns.setting import Setting

_LEAST = 3
"""Openers from which on a paper of any kind is taken for a debate."""
_STAGES = {
    "report of a debate": debate,
    "voting results": debate,
    "report of a written consultation": consultation,
    "list of questions and answers": questions,
    "written questions": questions,
    "report on a bill": bill,
    "motion": motion,
    "list of promises": promises,
}
_ALONE = frozenset(
    ("annotated agenda", "minister's report", "treaty series", "communiqué", "convocation")
)
"""Genres that never give turns."""
_REPORTED = frozenset((None, "minister's report", "press statement", "letter", "statement"))
"""Kinds that a report of a committee may be taken for."""


def find_turns(
    structured: Structured, genre: str | None, own: str | None, mentions: Mentions | None = None
) -> Turns:
    """The turns of a paper; none for a paper that speaks for itself.

    Args:
        own: code of the party whose government answers in it.
        mentions: what its sentences name; without them nobody is quoted.
    """
    stage = _STAGES.get(genre or "")
    if stage is None and genre not in _ALONE and _converses(structured):
        stage = debate
    if stage is None and genre in _REPORTED and responds(structured):
        stage = response
    if stage is None and genre in _REPORTED and reports(structured, usable(structured.language)):
        stage = committee
    if stage is None:
        return Turns(quoted(structured, mentions) if mentions is not None else {})
    language = usable(structured.language)
    setting = Setting(
        structured=structured,
        language=language,
        own=own,
        parliament=own or group_names(language).parliament,
    )
    return Turns({sentence.id: turn for sentence, turn in stage(setting)})


def _converses(structured: Structured) -> bool:
    found = 0
    for block in structured.blocks:
        if block.kind in {"turn", "paragraph", "heading"}:
            one = opener(block.text, structured.language)
            found += one is not None and not one.labels
            if one is None and stands_alone(block):
                named = lone(block.text, structured.language)
                found += named is not None
                if named is not None and named.group is not None:
                    found = _LEAST  # a member with a party group is named nowhere else so
            if found >= _LEAST:
                return True
    return False
