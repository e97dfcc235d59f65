"""A version of a statement as objects, and what its extension holds of it.

The extension holds all that is needed to make the statement again; see ``reading``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from inzet.exchange.stix import shapes
from inzet.exchange.stix.citing import cited, references
from inzet.exchange.stix.frame import STATEMENT, Frame, Object, extension_id, tlp_of
from inzet.exchange.stix.ids import day_stamp, made
from inzet.vocabulary.entries import Paper, Statement

_KEY = extension_id(STATEMENT)
_PRECISION = re.compile(r"(?:0(?:\.\d{1,9})?|1(?:\.0{1,9})?)\Z")
_PLAIN = (
    "party",
    "holder",
    "meeting",
    "session",
    "item",
    "said",
    "valid_from",
    "valid_to",
    "rule",
    "precision",
    "language",
)
"""Fields of a statement that stand in its extension as they are, where they are set."""
_encode = msgspec.json.Encoder(order="deterministic").encode


@dataclass(frozen=True, slots=True)
class Version:
    """A version of the object that bears a statement."""

    statement: Statement
    entry: str
    """Id of the entry that says it so."""
    life: int
    """How often it had been withdrawn before: what is revoked stays so, and what stands again is
    another object."""
    created: str
    modified: str
    revoked: bool = False


def statement_id(feed: str, statement: Statement, life: int) -> str:
    """The id of the object that bears a statement of a feed."""
    of = (feed, statement.identity, str(life)) if life else (feed, statement.identity)
    return made(shapes.type_of(statement), *of)


def objects(
    frame: Frame,
    version: Version,
    papers: Mapping[str, Paper],
    found: Callable[[Sequence[str]], Mapping[str, str]],
) -> Iterable[Object]:
    """The objects that a version of a statement is; the one that bears it first.

    Args:
        papers: those that its citation may name.
        found: the ids of the objects of other statements in this feed, by identity.
    """
    statement = version.statement
    kind = shapes.type_of(statement)
    id_ = statement_id(frame.feed.id, statement, version.life)
    bearer = _begun(frame, version, kind, id_)
    bearer["labels"] = shapes.labels(statement)
    confidence = _confidence(statement.precision)
    if confidence is not None:
        bearer["confidence"] = confidence
    if statement.language:
        bearer["lang"] = statement.language
    bearer["external_references"] = references(statement, papers)
    bearer["extensions"] = {_KEY: extension(version)}
    refs = list(found(shapes.named_others(statement)).values()) if statement.content else []
    whose = frame.owner
    if statement.party:
        whose = str(frame.party(statement.party)["id"])
    text = shapes.text_of(statement)
    source = cited(statement.citation, papers)
    told = f"{text}\n\nSource: {source}." if source else text
    stamp = _stamp(statement, papers)
    told += f"\n\n{stamp}" if stamp else ""
    if kind == shapes.NOTE:
        judges = shapes.judged(statement)
        bearer |= {"abstract": shapes.about(statement), "content": told}
        bearer["object_refs"] = list(dict.fromkeys((*refs, whose)))
        yield bearer
        if judges is not None:
            target, opinion = judges
            yield {
                **_begun(frame, version, "opinion", made("opinion", id_)),
                "explanation": text,
                "opinion": opinion,
                "object_refs": list(found([target]).values()) or [id_],
            }
        return
    if kind == shapes.REPORT:
        named = [str(each["id"]) for each in named_objects(frame, statement)]
        bearer |= {
            "name": shapes.title_of(statement),
            "description": _described(statement, told),
            "report_types": ["threat-report"],
            "published": day_stamp(statement.said) if statement.said else version.created,
            "object_refs": list(dict.fromkeys((*named, *refs, whose))),
        }
    elif kind == shapes.ACTION:
        bearer |= {
            "name": shapes.title_of(statement),
            "description": _described(statement, told),
        }
    else:
        bearer |= shapes.lean(statement)
    yield bearer


def handled(statement: Statement) -> str:
    """The label of TLP that a statement bears itself; "" where it bears none."""
    held = statement.content.get("handling")
    return tlp_of(held) if held else ""


def named_objects(frame: Frame, statement: Statement) -> list[Object]:
    """What an assessment names, as objects of the feed: a name and where it is known by it."""
    found = []
    for kind, id_, name, code in shapes.named_objects(statement):
        # Whoever names it otherwise means another object: bytes follow from the id.
        object_ = frame.of_feed(kind, made(kind, frame.feed.id, id_, name, code))
        object_["name"] = name
        object_["external_references"] = [
            {"source_name": shapes.source_of(code) or "STIX", "external_id": code or id_}
        ]
        found.append(object_)
    return found


def extension(version: Version) -> Object:
    """All of a statement that is needed to make it again."""
    statement = version.statement
    held: Object = {
        "extension_type": "property-extension",
        "identity": statement.identity,
        "entry": version.entry,
        "act": str(statement.act),
        "quote": statement.quote,
        "citation": _without_nothing(msgspec.to_builtins(statement.citation)),
    }
    for name in _PLAIN:
        value = getattr(statement, name)
        if value is not None and value != "":
            held[name] = value
    if statement.dossiers:
        held["dossiers"] = list(statement.dossiers)
    if statement.speaker is not None:
        held["speaker"] = _without_nothing(msgspec.to_builtins(statement.speaker))
    if statement.content:
        # As text: STIX knows no null, and its tools no keys of others.
        held["content"] = _encode(statement.content).decode()
    if version.life:
        held["life"] = version.life
    return held


def _confidence(precision: str | None) -> int | None:
    """A measured precision in percent; None where another node wrote what is none."""
    found = _PRECISION.match(precision or "")
    return round(float(found[0]) * 100) if found else None


def _begun(frame: Frame, version: Version, kind: str, id_: str) -> Object:
    begun: Object = {
        "type": kind,
        "spec_version": "2.1",
        "id": id_,
        "created_by_ref": frame.owner,
        "created": version.created,
        "modified": version.modified,
    }
    if version.revoked:
        begun["revoked"] = True
    begun["object_marking_refs"] = frame.marked(handled(version.statement))
    return begun


def _described(statement: Statement, told: str) -> str:
    content = statement.content
    summary = content.get("summary") or (statement.quote if content.get("text") else "")
    summary = summary if isinstance(summary, str) and summary not in told else ""
    return f"{summary}\n\n{told}" if summary else told


def _stamp(statement: Statement, papers: Mapping[str, Paper]) -> str:
    """What every showing of the paper must carry."""
    paper = papers.get(getattr(statement.citation, "paper", ""))
    return paper.stamp if paper is not None else ""


def _without_nothing(value: dict[str, Any]) -> dict[str, Any]:
    return {key: each for key, each in value.items() if each is not None}
