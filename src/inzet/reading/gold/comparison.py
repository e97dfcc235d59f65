"""A comparison: what people labelled in a paper beside what was read in it.

Reads annotations and statements; writes one :class:`Compared` a paper. A stance or promise
counts as right only with the right holder.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from inzet.reading.gold.annotation import ACTS, HELD, Annotation, Label, sentence_hash
from inzet.reading.gold.figures import Tally
from inzet.reading.result import ReadStatement
from inzet.vocabulary.parties import is_country
from inzet.vocabulary.times import first_day, last_day

_BODIES = frozenset(("EU", "NATO", "UN", "Council", "Commission", "European Council"))
"""Bodies that labels name; all others (G7, OSCE …) are a group in the codebook."""
_CHAMBER = "European Parliament"
_STAFF = " secretary general"
_AGENDA = "agenda"
_VERDICT = "assessment"
"""What a minister says of a motion, which people label as the stance that it is."""
Key = tuple[str, str | None]
"""An act and, for stances and promises, whose."""


@dataclass
class Difference:
    """A sentence on which the reading and the label differ."""

    quote: str
    """The sentence, where its text is at hand."""
    labelled: tuple[Key, ...]
    read: tuple[Key, ...]
    rules: tuple[str, ...]
    hard: str | None


@dataclass
class Compared:
    """One paper's counts."""

    paper: str
    language: str
    genre: str
    sentences: int = 0
    unfound: int = 0
    """Labelled sentences that the reader did not have as a sentence."""
    acts: dict[str, Tally] = field(default_factory=dict)
    sure: dict[str, Tally] = field(default_factory=dict)
    """The same without sentences whose labels are in doubt."""
    loose: dict[str, Tally] = field(default_factory=dict)
    """The same whoever the holder."""
    slots: dict[str, Tally] = field(default_factory=dict)
    """Of what was read rightly: whether holder, deadline words, polarity are right too."""
    rules: dict[str, Counter[str]] = field(default_factory=dict)
    """Rule → how often ``right`` and ``wrong``."""
    hard: dict[str, Tally] = field(default_factory=dict)
    """Look-alikes: left alone (right) or taken for the government's (wrong)."""
    differences: list[Difference] = field(default_factory=list)


def compare(
    annotations: Sequence[Annotation],
    statements: Iterable[ReadStatement],
    sentences: frozenset[str],
    *,
    paper: str,
    own: str | None,
    same: Mapping[str, str] | None = None,
) -> Compared:
    """What was read in one paper beside its labels.

    Args:
        annotations: of the paper; a sentence without labels has an annotation too.
        statements: what was read in it.
        sentences: hashes of the sentences the reader found.
        own: the government that speaks, where it is known.
        same: hashes that labels may have → those of the same sentences as they were read.
    """
    first = annotations[0]
    result = Compared(paper, first.language, first.genre)
    read: dict[str, list[ReadStatement]] = defaultdict(list)
    for statement in statements:
        read[sentence_hash(statement.quote)].append(statement)
    for annotation in annotations:
        result.sentences += 1
        key = (same or {}).get(annotation.hash, annotation.hash)
        result.unfound += key not in sentences
        _one(result, annotation, read.get(key, []), own)
    return result


def _one(
    result: Compared, annotation: Annotation, read: list[ReadStatement], own: str | None
) -> None:
    labels = {_label_key(label): label for label in annotation.body}
    found = _found(read, labels.keys())
    sure = all(label.sure for label in annotation.body)
    _count(result.acts, labels.keys(), found.keys())
    if sure:
        _count(result.sure, labels.keys(), found.keys())
    acts, read_acts = {(act, None) for act, _ in labels}, {(act, None) for act, _ in found}
    _count(result.loose, acts, read_acts)
    for key, statement in found.items():
        rules = result.rules.setdefault(statement.rule, Counter())
        rules["right" if key in labels else "wrong"] += 1
        if key in labels:
            _slots(result.slots, labels[key], statement)
    for act in HELD & {act for act, _ in acts & read_acts}:
        same = any(key in labels for key in found if key[0] == act)
        _add(result.slots, f"{act} holder", Tally(right=same, wrong=not same))
    if annotation.hard:
        lured = any(act in HELD and who == own for act, who in found.keys() - labels.keys())
        _add(result.hard, annotation.hard, Tally(right=not lured, wrong=lured))
    if labels.keys() != found.keys():
        result.differences.append(
            Difference(
                annotation.exact or (read[0].quote if read else ""),
                tuple(sorted(labels.keys(), key=str)),
                tuple(sorted(found.keys(), key=str)),
                tuple(statement.rule for statement in found.values()),
                annotation.hard,
            )
        )


def _count(into: dict[str, Tally], labelled: Iterable[Key], read: Iterable[Key]) -> None:
    labelled, read = set(labelled), set(read)
    for act, _ in labelled & read:
        _add(into, act, Tally(right=1))
    for act, _ in read - labelled:
        _add(into, act, Tally(wrong=1))
    for act, _ in labelled - read:
        _add(into, act, Tally(missed=1))


def _add(into: dict[str, Tally], name: str, tally: Tally) -> None:
    into[name] = into.get(name, Tally()) + tally


def _label_key(label: Label) -> Key:
    return label.act, holder_labelled(label) if label.act in HELD else None


def holder_labelled(label: Label) -> str | None:
    """The holder of a label; a body that the codebook does not name is a group."""
    if label.holder is None or label.holder == "parliament":
        return label.holder
    return class_of(label.holder, None)


def _found(read: list[ReadStatement], labelled: Iterable[Key]) -> dict[Key, ReadStatement]:
    """What was read, by act and holder; several holders where a group is labelled are a group."""
    wanted = set(labelled)
    found: dict[Key, ReadStatement] = {}
    for statement in read:
        act = _act(statement)
        if act is not None:
            found.setdefault((act, holder_class(statement) if act in HELD else None), statement)
    for act in HELD:
        spare = [key for key in found if key[0] == act and key not in wanted]
        if (act, "group") in wanted and (act, "group") not in found and len(spare) > 1:
            found[act, "group"] = found[spare[0]]
            for key in spare:
                del found[key]
    return found


def _act(statement: ReadStatement) -> str | None:
    if statement.act == "context":
        return _AGENDA if statement.content.get("kind") == _AGENDA else None
    if statement.act == _VERDICT:
        return "position"
    return statement.act if statement.act in ACTS else None


def holder_class(statement: ReadStatement) -> str | None:
    """The holder as the codebook names it: a country, a body, ``parliament`` or ``group``."""
    return class_of(statement.party, statement.holder)


def class_of(party: str | None, words: str | None) -> str | None:
    """The same of a party and the holder's words."""
    if party is None:
        return "group" if words else None
    if party.startswith("parliament") or party == _CHAMBER:
        return "parliament"
    # Who heads a body's staff speaks for it: "NATO secretary general".
    party = party.removesuffix(_STAFF)
    if party in _BODIES or is_country(party):
        return party
    return "group"


def _slots(into: dict[str, Tally], label: Label, statement: ReadStatement) -> None:
    if label.act == "commitment":
        due = statement.content.get("due")
        words = due.get("words") if isinstance(due, dict) else None
        _slot(into, "due words", label.due, words)
        if label.due_by:
            by = _last_day(statement.content)
            _slot(into, "due date", label.due_by, by)
        elif label.due is None:
            # A promise without a deadline in its words must not be given one.
            invented = any(statement.content.get(k) for k in ("due_by", "due_on", "due_before"))
            _add(into, "no due date invented", Tally(right=not invented, wrong=invented))
    if label.act == "position" and label.polarity:
        _slot(into, "polarity", label.polarity, statement.content.get("polarity", "positive"))


def _last_day(content: dict[str, Any]) -> str | None:
    """The last day a promise can be kept by: a month ends, and before a day is the day before."""
    if content.get("due_before"):
        return (first_day(content["due_before"]) - dt.timedelta(days=1)).isoformat()
    given = content.get("due_by") or content.get("due_on")
    return last_day(given).isoformat() if given else None


def _slot(into: dict[str, Tally], name: str, labelled: str | None, read: object) -> None:
    if labelled is None and read is None:
        return
    if name == "due words" and labelled and isinstance(read, str):
        # The same deadline with or without its preposition.
        same = labelled.casefold() in read.casefold() or read.casefold() in labelled.casefold()
    else:
        same = labelled == read
    tally = Tally(right=1) if same else Tally(wrong=read is not None, missed=labelled is not None)
    _add(into, name, tally)
