"""The one line a note says: a statement's typed content, in words.

Content is plain JSON that other programs and other organisations may have written, so a value of
another shape than expected is passed over, never an error.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from inzet.record import StatementRow
from inzet.web.present.numbers import number_words
from inzet.web.words import Words

Content = Mapping[str, Any]


def gist(row: StatementRow, t: Words) -> str:
    """One line of what a statement holds; "" where its content adds nothing to its quote."""
    content = row.content
    notice = content.get("meeting")
    if isinstance(notice, Mapping):
        return meeting_line(notice, t)
    if row.dossiers:
        # The dossiers beside it name them already.
        content = {key: value for key, value in content.items() if key != "parties"}
    maker = _MAKERS.get(str(row.act), _whole)
    return maker(content, t)


def terms(row: StatementRow, t: Words) -> str:
    """To whom and in which form a commitment is made: one given in a debate orally, to a member,
    with its number in the register where one is told."""
    content = row.content
    role, form = _text(content.get("to_role")), _text(content.get("form"))
    to = t.role(role) if role else _parties(content.get("to"), t)
    if content.get("given") == "oral":
        # Its "form" is what was promised (a letter, say), not how it was given.
        to, form = _text(content.get("to_member")) or to, "oral"
    parts = [t("commitment.to", to=to) if to else "", t.maybe(f"commitment.form.{form}")]
    return ", ".join(part for part in parts if part)


def due(row: StatementRow, t: Words) -> str:
    """When a commitment is due, as precisely as is known; "" where nothing is said of it."""
    content = row.content
    before, by = content.get("due_before"), content.get("due_by") or content.get("due_on")
    asked = content.get("due")
    worded = _text(asked.get("words")) if isinstance(asked, Mapping) else ""
    line = ""
    if before:
        line = t("due.before", day=t.day(str(before)))
    elif by:
        line = t("due.by", day=t.day(str(by)))
    return f"{line} ({worded})" if worded and line else line or worded


def meeting_line(notice: Content, t: Words) -> str:
    """A meeting in one line: its name, place and days."""
    name, where = _text(notice.get("name")), place(notice.get("place"), t)
    days = t.days(_text(notice.get("from")) or None, _text(notice.get("to")) or None)
    return ", ".join(part for part in (name, where if where not in name else "", days) if part)


def place(name: object, t: Words) -> str:
    """A place in the language of the interface, where the catalogue knows it."""
    text = _text(name)
    return t.maybe("place." + text.lower().replace(" ", "-"), text)


def party_words(party: str, count: int | None, t: Words) -> str:
    """A party or a counted group: “30 NATO members”."""
    return f"{count} {t.party(party)}" if count else t.party(party)


def _participation(content: Content, t: Words) -> str:
    count = content.get("count")
    line = party_words(_text(content.get("party")), count if isinstance(count, int) else None, t)
    seat = _text(content.get("capacity"))
    office = [t.role(_text(content.get("role"))), _text(content.get("person"))]
    more = ", ".join(part for part in (t.seat(seat).lower() if seat else "", *office) if part)
    return f"{line} ({more})" if more else line


def _reference(content: Content, t: Words) -> str:
    identifier = _text(content.get("id"))
    words = number_words(identifier)
    return words if words != identifier else _text(content.get("text")) or identifier


def _stance(content: Content, t: Words) -> str:
    modality = _text(content.get("modality"))
    head, rest = t.maybe(f"stance.{modality}"), _whole(content, t)
    if not rest and modality in _SAYS_LITTLE:
        return ""
    return " · ".join(part for part in (head, rest) if part)


def _whole(content: Content, t: Words) -> str:
    return " · ".join(part for part in _parts(content, t) if part)


def _parts(content: Content, t: Words) -> Iterator[str]:
    """Everything a content says, one phrase each, in the order in which one would tell it."""
    yield _named(content, t)
    yield _steps(content, t)
    yield _parties(content.get("candidates"), t)
    yield t.concept(_text(content.get("event")))
    yield _who(content, t)
    if pending := _parties(content.get("pending"), t):
        yield t("status.pending", parties=pending)
    yield _criteria(content, t)
    if not content.get("criteria"):
        yield _concepts(content.get("about"), t)
    yield _text(content.get("package"))
    yield _parties(content.get("partners"), t)
    yield _concepts(content.get("topics"), t)
    yield "; ".join(_each(content.get("targets"), _target, t))
    yield _figure(content, t)
    yield "; ".join(_each(content.get("figures"), _figure, t))
    yield "; ".join(_each(content.get("contributions"), _contribution, t))
    told = content.get("candidates") or content.get("partners") or content.get("by")
    if not told:
        yield _parties(content.get("parties"), t)
    yield _when(content, t)


def _named(content: Content, t: Words) -> str:
    name = t.concept(_text(content.get("name")))
    short = _text(content.get("abbreviation"))
    where = place(content.get("agreed_at"), t)
    agreed = " ".join(part for part in (where, _text(content.get("agreed_in"))) if part)
    future = _text(content.get("to_be_agreed_at"))
    deadline = _text(content.get("deadline"))
    parts = [
        f"{name} ({short})" if short and name else name,
        agreed,
        t("pledge.at", where=future) if future else "",
        t("pledge.until", year=deadline) if deadline else "",
    ]
    return ", ".join(part for part in parts if part)


def _steps(content: Content, t: Words) -> str:
    ordered = content.get("ordered")
    if not isinstance(ordered, list | tuple):
        return ""
    return " → ".join(t.concept(_text(step)) for step in ordered if _text(step))


def _who(content: Content, t: Words) -> str:
    by, count, of = content.get("by"), content.get("count"), content.get("of")
    if isinstance(count, int) and isinstance(of, int):
        return t("status.count-of", n=count, of=of)
    who = _parties(by, t) if isinstance(by, list | tuple) else t.concept(_text(by))
    return t("status.by", by=who) if who else ""


def _criteria(content: Content, t: Words) -> str:
    found = content.get("criteria")
    listed = [one for one in found if isinstance(one, Mapping)] if isinstance(found, list) else []
    what = "; ".join(dict.fromkeys(t.concept(_text(one.get("criterion"))) for one in listed if one))
    subject = next((_text(one.get("for")) for one in listed if one.get("for")), "")
    subject = subject or _text(content.get("for"))
    if not what:
        return t.party(subject)
    return t("condition.for", party=t.party(subject), what=what) if subject else what


def _target(target: Content, t: Words) -> str:
    direction = t.concept(_text(target.get("direction")))
    return " ".join(part for part in (direction, _figure(target, t)) if part)


def _figure(content: Content, t: Words) -> str:
    value, unit = _text(content.get("value")), _text(content.get("unit"))
    if not value:
        return ""
    if unit == "percent":
        said = f"{t.number(value)} %"
    else:
        said = " ".join(part for part in (unit, t.number(value)) if part)
    metric = t.concept(_text(content.get("metric")))
    return f"{said}, {metric}" if metric else said


def _contribution(content: Content, t: Words) -> str:
    amount, currency = _text(content.get("amount")), _text(content.get("currency"))
    if not amount:
        return ""
    who = t.party(_text(content.get("party")))
    money = " ".join(part for part in (currency, t.number(amount)) if part)
    return f"{who}: {money}" if who else money


def _when(content: Content, t: Words) -> str:
    where, when = place(content.get("where"), t), t.day(_text(content.get("when")) or None)
    return ", ".join(part for part in (where, when) if part)


def _concepts(value: object, t: Words) -> str:
    listed = [value] if isinstance(value, str) else value
    if not isinstance(listed, list | tuple):
        return ""
    return ", ".join(t.concept(each) for each in listed if isinstance(each, str))


def _parties(value: object, t: Words) -> str:
    listed = [value] if isinstance(value, str) else value
    if not isinstance(listed, list | tuple):
        return ""
    return t.listed([t.party(each) for each in listed if isinstance(each, str)])


def _each(value: object, maker: Callable[[Content, Words], str], t: Words) -> list[str]:
    if not isinstance(value, list | tuple):
        return []
    made = [maker(one, t) for one in value if isinstance(one, Mapping)]
    return [one for one in made if one]


def _text(value: object) -> str:
    return str(value) if isinstance(value, str | int) else ""


_SAYS_LITTLE = frozenset({"adverbial", "nominal", "opinion", "possessive"})
"""Ways to take a position that say nothing without what it is about."""
_MAKERS: dict[str, Callable[[Content, Words], str]] = {
    "participation": _participation,
    "reference": _reference,
    "commitment": lambda content, t: _text(content.get("what")),
    "position": _stance,
    "assessment": _stance,
}
