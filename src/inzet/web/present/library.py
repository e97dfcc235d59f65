"""What lies in the library, in words: on a shelf, and opened."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from inzet.dossiers.hybrid.vocabulary import name_of
from inzet.library import Grading, Lying, Opened, Told, Use
from inzet.library.contents import Evidence
from inzet.library.vocabulary import region_name
from inzet.web.present.papers import paper_line
from inzet.web.present.statements import SHORT, line
from inzet.web.words import Words

TONES = {"worked": "kept", "worked in part": "open", "did not work": "overdue"}
"""Of an outcome, the tone of its tag."""


@dataclass(frozen=True, slots=True)
class Came:
    """How often somebody who used it says which outcome."""

    outcome: str
    tone: str
    times: int


@dataclass(frozen=True, slots=True)
class Spine:
    """Something in the library as a list shows it."""

    kind: str
    title: str
    """"" of what has none beside its words."""
    text: str
    path: str
    by: str
    said: str
    source: str
    outcome: str
    tone: str
    option: str
    case: str
    case_path: str
    came: tuple[Came, ...]
    tags: tuple[str, ...]
    """Instruments and domains in words, how it is graded, its handling."""
    due: str
    """Since which day it is to be looked at again; "" where it is not."""
    language: str
    other: str
    """The language of its body, where title and summary are shown in another one."""
    retold: bool


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody says of it."""

    who: str
    said: str
    text: str
    tag: str
    tone: str
    path: str
    marking: str
    language: str


def spine(each: Lying, t: Words, on: dt.date) -> Spine:
    """Something in the library on a day, in the reader's language where its author gave it."""
    title, summary, language = each.titled(t.language)
    said = line(each.row, t) if each.row else None
    paper = paper_line(each.paper, t) if each.paper else None
    handling = each.item.handling if each.item else ()
    return Spine(
        kind=each.kind,
        title=title if not paper else "",
        text=title if paper else summary,
        path=paper.path if paper else path_of(each),
        by=t.party(each.by) if paper else each.by,
        said=said.said if said else (paper.said if paper else ""),
        source=_source(each, t),
        outcome=name_of("outcome", each.outcome, t.language) if each.outcome else "",
        tone=TONES.get(each.outcome, "unknown"),
        option=each.option,
        case=each.case,
        case_path=f"/dossiers/{each.dossiers[0]}" if each.case else "",
        came=came(each, t),
        tags=(*terms(each, t), *((each.grade,) if each.grade else ()), *handling),
        due=t.day(each.review) if each.due(on) else "",
        language=language,
        other=language_name(each.language, t) if language != each.language else "",
        retold=bool(said and said.retold) or bool(paper and paper.retold),
    )


def path_of(each: Lying) -> str:
    """Its page."""
    return f"/library/{each.identity}"


def _source(each: Lying, t: Words) -> str:
    """Where it comes from; nothing where that only says again what is said."""
    if each.paper is not None:
        return paper_line(each.paper, t).numbers
    assert each.row is not None
    return "" if each.item is not None and each.row.paper is None else line(each.row, t).source


def came(each: Lying, t: Words) -> tuple[Came, ...]:
    """What came of it, most often first."""
    found = sorted((each.came_of_it or {}).items(), key=lambda one: (-one[1], one[0]))
    return tuple(
        Came(name_of("outcome", name, t.language), TONES.get(name, "unknown"), times)
        for name, times in found
    )


def terms(each: Lying, t: Words) -> tuple[str, ...]:
    """Domains, instruments, regions and techniques in words."""
    return (
        *(name_of("domains", name, t.language) for name in each.domains),
        *(name_of("instruments", name, t.language) for name in each.instruments),
        *(region_name(name, t.language) for name in each.regions),
        *each.techniques,
    )


def facts(each: Lying, t: Words) -> list[tuple[str, str]]:
    """What is known of it, name by name, in the reader's language."""
    item = each.item

    def names(kind: str, ids: Iterable[str]) -> str:
        return ", ".join(name_of(kind, one, t.language) for one in ids)

    known = [
        (t("library.by"), each.by),
        (t("field.said"), t.day(each.said)),
        (t("library.domain"), names("domains", each.domains)),
        (t("library.instrument"), names("instruments", each.instruments)),
        (t("library.technique"), ", ".join(each.techniques)),
        (t("library.region"), ", ".join(region_name(one, t.language) for one in each.regions)),
        (t("library.grade"), graded(each.grade[:1], each.grade[1:], t) if each.grade else ""),
        (t("library.handling"), ", ".join(item.handling) if item else ""),
        (t("library.again"), t.day(each.review)),
        (t("field.marking"), t.maybe(f"marking.{each.marking}", each.marking)),
    ]
    return [(name, value) for name, value in known if value]


def graded(reliability: str, credibility: str, t: Words) -> str:
    """A grade in words: ``B2: usually reliable, probably true``."""
    words = t(
        "library.graded",
        reliability=name_of("reliability", reliability, t.language),
        credibility=name_of("credibility", credibility, t.language),
    )
    return f"{reliability}{credibility}: {words}"


def used(each: Told[Use], t: Words) -> Said:
    """What came of a use."""
    outcome = each.content.outcome
    return _said(each, t, name_of("outcome", outcome, t.language), TONES.get(outcome, "unknown"))


def grading(each: Told[Grading], t: Words) -> Said:
    """How an organisation grades it."""
    return _said(each, t, f"{each.content.reliability}{each.content.credibility}", "unknown")


def _said(each: Told[Use] | Told[Grading], t: Words, tag: str, tone: str) -> Said:
    row = each.row
    return Said(
        who=row.organisation,
        said=t.day(row.said),
        text=each.content.text,
        tag=tag,
        tone=tone,
        path=f"/statements/{row.identity}",
        marking=t.maybe(f"marking.{row.marking}", row.marking),
        language=row.language or "",
    )


def resting(found: Iterable[Evidence]) -> list[tuple[str, str]]:
    """What it rests on, with the address of each."""
    return [
        (
            each.name or (each.statement or each.paper or "")[:SHORT],
            f"/papers/{each.paper[:SHORT]}" if each.paper else f"/statements/{each.statement}",
        )
        for each in found
    ]


def versions(found: Opened, t: Words) -> list[dict[str, str]]:
    """Its versions, newest first: who, and on which day it came here."""
    return [
        {
            "words": " · ".join(
                part for part in (t.maybe(f"library.version.{each.kind}"), each.by or "") if part
            ),
            "when": t.day(each.arrived.date()),
            "note": each.note or "",
        }
        for each in reversed(found.versions)
        if each.kind in ("reading", "correction") and not each.undone
    ]


def paragraphs(text: str) -> list[str]:
    """A body as paragraphs; lines within one stay lines."""
    return [part.strip("\n") for part in text.replace("\r", "").split("\n\n") if part.strip()]


def language_name(code: str, t: Words) -> str:
    """What a language is called; its code where it has no name here."""
    return t.maybe(f"language.name.{code}", code) if code else ""


def named(kind: str, ids: Mapping[str, int], t: Words) -> list[tuple[str, str, int]]:
    """Values of a facet with their names in the reader's language and how many there are."""
    makers = {
        "dossiers": t.dossier,
        "regions": lambda one: region_name(one, t.language),
        "domains": lambda one: name_of("domains", one, t.language),
        "instruments": lambda one: name_of("instruments", one, t.language),
        "by": t.party,
    }
    made = makers.get(kind, str)
    return sorted(((one, made(one), n) for one, n in ids.items()), key=lambda each: each[1])
