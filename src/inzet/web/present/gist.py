"""The one line a note says: a statement's typed content, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from inzet.record import StatementRow
from inzet.web.present.numbers import number_words
from inzet.web.words import Words


def gist(row: StatementRow, t: Words) -> str:
    """One line of what a statement holds; "" where its content adds nothing to its quote."""
    content = row.content
    if "meeting" in content and isinstance(content["meeting"], Mapping):
        return meeting_line(content["meeting"], t)
    maker = _MAKERS.get(str(row.act))
    line = maker(content, t) if maker else ""
    return line or _plain(content, t)


def due(row: StatementRow, t: Words) -> str:
    """When a commitment is due, as precisely as is known; "" where nothing is said of it."""
    content = row.content
    before, by = content.get("due_before"), content.get("due_by") or content.get("due_on")
    worded = _text(content.get("due"), "words", "before", "by", "on", "event")
    line = ""
    if before:
        line = t("due.before", day=t.day(str(before)))
    elif by:
        line = t("due.by", day=t.day(str(by)))
    if worded and line:
        return f"{line} ({worded})"
    return line or worded


def meeting_line(notice: Mapping[str, Any], t: Words) -> str:
    """A meeting in one line: its name, place and days."""
    parts = [
        str(notice.get("name") or ""),
        place(notice.get("place"), t),
        t.days(notice.get("from"), notice.get("to")),
    ]
    return ", ".join(part for part in parts if part)


def place(name: object, t: Words) -> str:
    """A place in the language of the interface, where the catalogue knows it."""
    text = str(name or "")
    return t.maybe("place." + text.lower().replace(" ", "-"), text)


def party_words(party: str, count: int | None, t: Words) -> str:
    """A party or a counted group: “30 NATO members”."""
    return f"{count} {t.party(party)}" if count else t.party(party)


def _participation(content: Mapping[str, Any], t: Words) -> str:
    line = party_words(str(content.get("party") or ""), content.get("count"), t)
    office = [t.role(str(content.get("role") or "")), str(content.get("person") or "")]
    named = [t.seat(str(content["capacity"])).lower()] if content.get("capacity") else []
    more = ", ".join([*named, *(part for part in office if part)])
    return f"{line} ({more})" if more else line


def _reference(content: Mapping[str, Any], t: Words) -> str:
    identifier = content.get("id")
    return number_words(str(identifier)) if identifier else ""


def _commitment(content: Mapping[str, Any], t: Words) -> str:
    role = content.get("to_role")
    to = t.role(str(role)) if role else t.party(content.get("to"))
    parts = [
        _text(content.get("what")) or _text(content.get("content")),
        t("commitment.to", to=to) if to else "",
        t.maybe(f"commitment.form.{content.get('form')}") if content.get("form") else "",
    ]
    return ", ".join(part for part in parts if part)


def _figure(content: Mapping[str, Any], t: Words) -> str:
    value = content.get("value")
    if value is None:
        return ""
    unit = str(content.get("unit") or "")
    sign = {"percent": " %", "percentage": " %"}.get(unit, f" {unit}" if unit else "")
    what = _text(content.get("metric"))
    return f"{value}{sign}" + (f", {what}" if what else "")


def _status(content: Mapping[str, Any], t: Words) -> str:
    parts = []
    if candidates := _parties(content.get("candidates"), t):
        parts.append(candidates)
    if event := content.get("event"):
        parts.append(str(event))
    if pending := _parties(content.get("pending"), t):
        parts.append(t("status.pending", parties=pending))
    if by := content.get("by"):
        parts.append(t("status.by", by=_parties(by, t)))
    if when := content.get("when"):
        parts.append(t.day(str(when)))
    return " · ".join(parts)


def _condition(content: Mapping[str, Any], t: Words) -> str:
    criteria = content.get("criteria") or content.get("criterion")
    listed = [criteria] if isinstance(criteria, str) else [_text(each) for each in criteria or ()]
    subject = _parties(content.get("for"), t)
    line = "; ".join(each for each in listed if each)
    return t("condition.for", party=subject, what=line) if subject and line else line


def _plain(content: Mapping[str, Any], t: Words) -> str:
    for key in ("summary", "gist", "what", "stance", "topic", "event", "name"):
        if text := _text(content.get(key)):
            return text
    return ""


def _parties(value: object, t: Words) -> str:
    if isinstance(value, str):
        return t.party(value)
    if isinstance(value, list | tuple):
        return ", ".join(t.party(str(each)) for each in value)
    return ""


def _text(value: object, *keys: str) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        for key in keys:
            if isinstance(value.get(key), str):
                return str(value[key])
    return ""


_MAKERS = {
    "participation": _participation,
    "reference": _reference,
    "commitment": _commitment,
    "figure": _figure,
    "status": _status,
    "condition": _condition,
}
