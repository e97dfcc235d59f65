"""Convocations: a debate or consultation told in fields ("Activiteit:", "Datum:", "Zaak:")."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

import msgspec

from inzet.reading.mentions import mentions_in
from inzet.reading.mentions.references import find_references
from inzet.reading.parliament.consultations import with_time
from inzet.reading.parliament.debates import papers
from inzet.reading.parliament.told import Reading, Told, told
from inzet.reading.parliament.words import words
from inzet.vocabulary.parliament import Consultation, Debate, DebateForm

_FIELD = re.compile(r"\s*(?:[-–•]\s*)?([^\W\d_][^:|\n]{1,40}?)\s*[:|]\s*(\S.*)?\Z")


def convocation(reading: Reading) -> Iterator[Told]:
    """What a convocation calls for."""
    if reading.document.genre != "convocation":
        return
    structured = reading.paper.structured
    names = words(structured.language, "fields")
    fields: dict[str, list[tuple[int, str]]] = {}
    for index, block in enumerate(structured.blocks):
        for line in structured.extracted.text[block.start : block.end].split("\n"):
            match = _FIELD.match(line.strip())
            if not match or not match[2]:
                continue
            label = " ".join(match[1].lower().split()).removesuffix("(s)")
            key = next((key for key in names.data if label in names.listed(key)), None)
            if key:
                fields.setdefault(key, []).append((index, match[2].strip()))
    day = fields.get("day", [(0, "")])[0]
    anchor = dt.date.fromisoformat(reading.day) if reading.day else None
    dates = mentions_in(day[1], structured.language or "", anchor).dates
    on = next((one.from_ for one in dates if one.day), None)
    if on is None:
        return
    table = words(structured.language, "consultations")
    on = with_time(on, " ".join(text for _, text in fields.get("time", [])) or day[1], table)
    kind = " ".join(text for _, text in fields.get("kind", [])) or reading.document.title
    one = {key: values[0][1] for key, values in fields.items()}
    on_it = [one.id for block in structured.blocks for one in find_references(block.text)]
    on_it = list(dict.fromkeys(one for one in papers(on_it) if one not in reading.document.numbers))
    number = one.get("number")
    on_it = [each for each in on_it if each != number]
    forms = words(structured.language, "debates")
    form = next((form for form in DebateForm if forms.find(form.value, kind)), None)
    content: Consultation | Debate
    if table.find("written", kind):
        content = Consultation(deadline=on)
    elif form is not None:
        content = Debate(on=on, form=form)
    else:
        return
    content = msgspec.structs.replace(
        content,
        committee=one.get("committee"),
        subject=one.get("subject"),
        number=number,
        papers=tuple(on_it),
    )
    yield told(reading.of_block(day[0]), content, "cycle.convocation", reading.parliament)
