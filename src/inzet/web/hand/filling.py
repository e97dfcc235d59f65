"""A form filled in: from a statement that a person wrote, or from a note that was kept of it."""

from __future__ import annotations

from collections.abc import Mapping

from inzet.dossiers.hybrid.contents import kind_of, told
from inzet.library.contents import Closing, Content, Item
from inzet.library.contents import told as of_library
from inzet.meetings.cycle.desk import kind_of as cycle_kind
from inzet.meetings.saying import SAYABLE
from inzet.record import StatementRow
from inzet.vocabulary.acts import Act
from inzet.vocabulary.citations import JUDGEMENT, OutsideCitation, SpanCitation
from inzet.vocabulary.judgements import PERSON
from inzet.web.hand.fields import Field
from inzet.web.hand.kinds import Kind

_CYCLE = {
    "motion": "motion",
    "appreciation": "appreciation",
    "vote": "vote",
    "carrying out": "carrying-out",
    "debate": "debate",
    "consultation": "consultation",
    "promise": "promise",
}
_CASE = ("assessment", "objective", "option", "evaluation", "lesson")
_NAMES = {
    "at": "on",
    "debate_form": "form",
    "due": "due_by",
    "used": "item",
    "why": "text",
    "question": "text",
    "answer": "text",
    "due_on": "due",
    "about_item": "about",
    "gives_items": "items",
}
"""Fields that the content knows by another name."""
DRAFT = "add/"
"""How the subject of a note begins that holds a form; the kind follows."""


def editable(row: StatementRow) -> str:
    """The kind of form by which a statement was written, where it can be changed; else ""."""
    if row.rule != PERSON or isinstance(row.content.get("meeting"), dict):
        return ""
    shelved = of_library(row)
    if shelved is not None:
        return str(row.content["kind"]) if _fits(shelved.content) else ""
    of_case = told(row)
    if of_case is not None and any(each.startswith("hybrid/") for each in row.dossiers):
        return kind_of(of_case.content) if kind_of(of_case.content) in _CASE else ""
    of_cycle = _CYCLE.get(cycle_kind(row) or "")
    if of_cycle:
        return of_cycle
    if "kind" in row.content:
        return ""
    # What was read and then put right is corrected where it is read, not written anew.
    typed = not isinstance(row.citation, SpanCitation) or not row.corrected
    if not typed:
        return ""
    if row.act == Act.COMMITMENT:
        return "commitment"
    return "statement" if row.act in SAYABLE else ""


def _fits(content: Content) -> bool:
    """Whether a form shows all that it holds: there is room for one translation."""
    if isinstance(content, Item):
        return len(content.translations) <= 1
    return not isinstance(content, Closing)


def filled(kind: Kind, row: StatementRow) -> dict[str, str]:
    """The values of a form as a statement has them."""
    found = {each.name: _value(each, row) for each in kind.own}
    return {name: value for name, value in (found | _source(row)).items() if value}


def _value(field: Field, row: StatementRow) -> str:
    name, content = field.name, row.content
    if name == "case":
        return next((each for each in row.dossiers if each.startswith("hybrid/")), "")
    if name in ("rests_on", "evidence"):
        evidence = content.get("evidence") or ()
        return "\n".join(str(each.get("statement") or each.get("paper")) for each in evidence)
    if name == "to":
        return "\n".join(str(each.get("id") or each.get("name")) for each in content["to"])
    if name == "originator":
        return row.holder or "" if row.holder != row.organisation else ""
    if name.startswith("also"):
        return _translated(name, content.get("translations") or {})
    if name in ("party", "holder", "meeting", "item", "act"):
        return str(getattr(row, name) or "")
    if name == "session":
        return str(row.session or "")
    if name == "dossiers":
        return " ".join(row.dossiers)
    if name == "summary":
        return str(content.get("summary") or row.quote)
    if name == "text" and "text" not in content and "kind" not in content:
        return row.quote
    if name == "before":
        due = content.get("due")
        return str(due.get("meeting", "")) if isinstance(due, dict) else ""
    value = content.get(_NAMES.get(name, name))
    if name == "movers" and isinstance(value, list | tuple):
        return "\n".join(_mover(each) for each in value if isinstance(each, dict))
    if isinstance(value, list | tuple):
        return "\n".join(str(each) for each in value)
    return "" if value is None or isinstance(value, dict) else str(value)


def _translated(name: str, given: Mapping[str, Mapping[str, str]]) -> str:
    """The one translation for which a form has room."""
    if not given:
        return ""
    code = next(iter(given))
    part = name.removeprefix("also_")
    return code if part == "also" else str(given[code].get(part, ""))


def _mover(mover: Mapping[str, object]) -> str:
    group = mover.get("group")
    return f"{mover.get('name')} ({group})" if group else str(mover.get("name"))


def _source(row: StatementRow) -> dict[str, str]:
    citation = row.citation
    on = {"on": row.valid_from or ""}
    if isinstance(citation, SpanCitation):
        return on | {"source": "paper", "paper": citation.paper[:12], "quote": row.quote}
    if isinstance(citation, OutsideCitation):
        if citation.identifier == JUDGEMENT:
            return on | {"source": "ground", "ground": citation.says}
        return on | {
            "source": "outside",
            "identifier": citation.identifier,
            "date": citation.date or "",
            "says": citation.says,
        }
    return on


def to_note(values: Mapping[str, str]) -> str:
    """The values of a form as a note keeps them: a line each, further lines set in by a tab."""
    lines = []
    for name, value in values.items():
        if value.strip():
            text = value.replace("\r", "").strip().replace("\n", "\n\t")
            lines.append(f"{name}: {text}")
    return "\n".join(lines)


def from_note(text: str) -> dict[str, str]:
    """The values that a note keeps."""
    found: dict[str, str] = {}
    name = ""
    for line in text.split("\n"):
        if line.startswith("\t") and name:
            found[name] += f"\n{line[1:]}"
            continue
        name, colon, value = line.partition(": ")
        if colon:
            found[name] = value
    return found
