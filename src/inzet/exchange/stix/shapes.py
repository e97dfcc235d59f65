"""What a statement is as objects: by its act and the kind of its content.

A statement is one object that bears all of it, and has an opinion beside it where it judges
whether something worked.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from inzet.dossiers.hybrid.taxonomy import tag
from inzet.dossiers.hybrid.vocabulary import known
from inzet.exchange.stix.frame import Object
from inzet.vocabulary.acts import Act
from inzet.vocabulary.entries import Statement
from inzet.vocabulary.parties import party_name

NOTE, REPORT, ACTION = "note", "report", "course-of-action"
_REPORTS = ("analysis",)
_ACTIONS = ("option", "lesson", "practice")
_JUDGES = {"evaluation": "option", "use": "item"}
"""Kinds that say whether something worked, and the field that names it."""
OUTCOMES = {
    "worked": "strongly-agree",
    "worked in part": "agree",
    "not known yet": "neutral",
    "did not work": "disagree",
}
_NAMED = ("attack-pattern", "threat-actor", "intrusion-set", "campaign", "incident")
"""Types of objects of others that are emitted as such, with a name of ours to go by."""
_AS = {"x-incident": "incident"}
_TAXONOMY = {
    "domains": "domains",
    "tools": "tools",
    "instruments": "instruments",
    "phase": "phases",
}
"""Fields of contents, and the part of the vocabulary that their terms are of."""
_NAME = 100
_IDENTITY = re.compile(r"[0-9a-f]{64}\Z")
_SENTENCE = re.compile(r"(.+?[.!?])(?:\s|\Z)", re.DOTALL)


def kind_of(statement: Statement) -> str:
    """The kind of its content; "" where it has none."""
    return str(statement.content.get("kind") or "")


def type_of(statement: Statement) -> str:
    """The type of the object that bears it."""
    kind = kind_of(statement)
    if kind == "stix":
        found = _type_of_object(str(statement.content.get("id") or ""))
        return found or NOTE
    if statement.act == Act.ASSESSMENT and (
        kind in _REPORTS or (kind == "assessment" and statement.rule == "person")
    ):
        return REPORT
    return ACTION if kind in _ACTIONS else NOTE


def title_of(statement: Statement) -> str:
    """What to call it, in a line."""
    content = statement.content
    told = content.get("title") or content.get("name") if kind_of(statement) else None
    if isinstance(told, str) and told:
        return told
    text = text_of(statement)
    first = _SENTENCE.match(text)
    line = " ".join((first[1] if first else text).split())
    return line if len(line) <= _NAME else f"{line[: _NAME - 1].rstrip()}…"


def text_of(statement: Statement) -> str:
    """What it says: in its writer's own words where it has such, else its quote."""
    told = statement.content.get("text") if kind_of(statement) else None
    if isinstance(told, str) and told:
        return told
    return statement.quote or kind_of(statement) or str(statement.act)


def about(statement: Statement) -> str:
    """Its act, whose it is, and on what: ``Position of Finland on accession/FIN``."""
    whose = statement.party or statement.holder
    on = ", ".join(statement.dossiers) or statement.meeting
    words = [(kind_of(statement) or str(statement.act)).capitalize()]
    words += [f"of {party_name(whose)}"] if whose else []
    words += [f"on {on}"] if on else []
    return " ".join(words)


def labels(statement: Statement) -> list[str]:
    """Act, dossiers, meeting and terms of taxonomies, to filter by."""
    found = [f"act:{statement.act}"]
    found += [f"dossier:{each}" for each in statement.dossiers]
    found += [f"meeting:{statement.meeting}"] if statement.meeting else []
    found += tags(statement.content)
    return list(dict.fromkeys(found))


def tags(content: Mapping[str, Any]) -> list[str]:
    """Terms of the hybrid taxonomy and grades that a content bears, as MISP writes them."""
    found = []
    for field, terms in _terms().items():
        held = content.get(field)
        if held:
            found += [terms[each] for each in _texts(held) if each in terms]
    return found


@cache
def _terms() -> dict[str, dict[str, str]]:
    """Tags by field of a content, and by term."""
    found = {
        field: {each.id: tag(of, each.id) for each in known(of)} for field, of in _TAXONOMY.items()
    }
    for grade in ("reliability", "credibility", "likelihood", "confidence"):
        found[grade] = {each.id: each.tag for each in known(grade) if each.tag}
    return found


def judged(statement: Statement) -> tuple[str, str] | None:
    """(identity of what it judges, STIX opinion); None where it judges nothing."""
    field = _JUDGES.get(kind_of(statement))
    target = statement.content.get(field) if field else None
    if not isinstance(target, str):
        return None
    return target, OUTCOMES.get(str(statement.content.get("outcome")), "neutral")


def named_others(statement: Statement) -> list[str]:
    """Identities of the statements that it names."""
    content = statement.content
    found = [content.get(each) for each in ("option", "evaluation", "item", "request", "about")]
    found += _texts(content.get("serves")) + _texts(content.get("items"))
    evidence = content.get("evidence")
    if isinstance(evidence, list):
        found += [each.get("statement") for each in evidence if isinstance(each, dict)]
    # Some of these fields are words in other contents.
    return list(
        dict.fromkeys(each for each in found if isinstance(each, str) and _IDENTITY.match(each))
    )


def named_objects(statement: Statement) -> list[tuple[str, str, str, str]]:
    """(type, id, name, code) of the objects of others that an assessment names."""
    evidence = statement.content.get("evidence")
    found = []
    for each in evidence if isinstance(evidence, list) else ():
        id_ = str(each.get("stix_id") or "") if isinstance(each, dict) else ""
        kind = _type_of_object(id_)
        if kind is not None:
            code = str(each.get("code") or "")
            found.append((kind, id_, str(each.get("name") or code or id_), code))
    if kind_of(statement) in _REPORTS:
        codes = [each for each in _texts(statement.content.get("techniques")) if source_of(each)]
        known_ones = {code for _, _, _, code in found}
        found += [("attack-pattern", "", each, each) for each in codes if each not in known_ones]
    return found


def source_of(code: str) -> str:
    """The framework that a code is of, as external references name it; "" of none known here."""
    if re.fullmatch(r"T0\d{3}(\.\d+)?", code):
        return "DISARM"
    return "mitre-attack" if re.fullmatch(r"T1\d{3}(\.\d+)?", code) else ""


def lean(statement: Statement) -> Object:
    """Name and description of an object of others, for an object of ours of the same type."""
    told = statement.content.get("object")
    of = told if isinstance(told, dict) else {}
    name = of.get("name") or statement.content.get("name")
    made: Object = {"name": str(name or statement.quote)}
    if isinstance(of.get("description"), str) and of["description"]:
        made["description"] = of["description"]
    return made


def _type_of_object(id_: str) -> str | None:
    kind = id_.partition("--")[0]
    kind = _AS.get(kind, kind)
    return kind if kind in _NAMED else None


def _texts(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    return [each for each in value if isinstance(each, str)] if isinstance(value, list) else []
