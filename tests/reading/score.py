"""Scores a reading against what is expected of a paper: missing, too much, forbidden.

Pure functions over JSON; ``python -m tests.reading.score`` prints the score on the seed. Quotes
are compared squeezed: without white space and hyphens, as the expectations' quote rule has it.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Json = Mapping[str, Any]

SEED = Path(__file__).resolve().parents[3] / "shared" / "seed"
FURTHER_AT_MOST = 3
"""How many further positions, commitments and statuses a reading may hold together."""
_COUNTED = ("position", "commitment", "status")
_SQUEEZED = re.compile(r"[\s\u00ad\-\u2010\u2011]+")
_NOT_CONTENT = frozenset(
    ("quote", "procedure", "due_text", "kept_by", "due_event", "due_before_once_known")
)


@dataclass(slots=True)
class Score:
    """What a reading lacks, holds beyond what is allowed, and must not hold."""

    found: int = 0
    missing: list[str] = field(default_factory=list)
    further: list[str] = field(default_factory=list)
    """Positions, commitments and statuses that are neither required nor allowed."""
    forbidden: list[str] = field(default_factory=list)

    @property
    def too_much(self) -> bool:
        """Whether there is more beyond the expected than is allowed."""
        return len(self.further) > FURTHER_AT_MOST

    @property
    def perfect(self) -> bool:
        """Whether nothing is missing, too much or forbidden."""
        return not self.missing and not self.too_much and not self.forbidden

    def __str__(self) -> str:
        lines = [f"found {self.found}, missing {len(self.missing)}, further {len(self.further)}"]
        lines[0] += f" (at most {FURTHER_AT_MOST}), forbidden {len(self.forbidden)}"
        for name in ("missing", "further", "forbidden"):
            lines += [f"  {name}: {one}" for one in getattr(self, name)]
        return "\n".join(lines)

    def check(self, holds: bool, what: str) -> None:
        """Counts one expectation."""
        if holds:
            self.found += 1
        else:
            self.missing.append(what)


def squeeze(quote: str) -> str:
    """A quote without white space and hyphens, as quotes are compared."""
    return _SQUEEZED.sub("", quote)


def score(reading: Json, expected: Json) -> Score:
    """Everything an expectation file asks of a reading, both as plain JSON."""
    result = Score()
    document(reading, expected, result)
    meeting(reading, expected, result)
    sessions(reading, expected, result)
    statements(reading, expected, result)
    _contents(reading, expected, result)
    references(reading, expected, result)
    further(reading, expected, result)
    return result


def document(reading: Json, expected: Json, result: Score) -> None:
    """Language, genre, whose paper it is and to whom."""
    for key in ("language", "genre", "on_behalf_of", "addressee", "said_on"):
        if key in expected:
            got = reading["document"].get(key)
            result.check(got == expected[key], f"document.{key}: {expected[key]!r}, got {got!r}")


def meeting(reading: Json, expected: Json, result: Score) -> None:
    """The meeting with what it follows and prepares, and who takes part in what capacity."""
    got = reading.get("meeting") or {}
    for key, value in expected.get("meeting", {}).items():
        if key in {"previous", "prepares"} and isinstance(value, Mapping):
            link = got.get(key) or {}
            for part, wanted in value.items():
                ok = link.get(part) == wanted
                result.check(ok, f"meeting.{key}.{part}: {wanted!r}, got {link.get(part)!r}")
        elif key != "minister_attended":
            result.check(got.get(key) == value, f"meeting.{key}: {value!r}, got {got.get(key)!r}")
    _participants(
        reading.get("participants", ()),
        expected.get("participants", ()),
        expected.get("participants_allowed", ()),
        "meeting",
        result,
    )


def sessions(reading: Json, expected: Json, result: Score) -> None:
    """Every session with day, certainty, title, participants, items and topics."""
    got = {one["number"]: one for one in reading.get("sessions", ())}
    for wanted in expected.get("sessions", ()):
        number = wanted["number"]
        session = got.get(number)
        where = f"session {number}"
        result.check(session is not None, where)
        if session is None:
            continue
        for key in ("on", "certainty", "title", "format"):
            if key in wanted:
                ok = session.get(key) == wanted[key]
                result.check(ok, f"{where}.{key}: {wanted[key]!r}, got {session.get(key)!r}")
        if "participants" in wanted:
            _participants(session["participants"], wanted["participants"], (), where, result)
        for kind in ("items", "topics"):
            _items(session.get(kind) or (), wanted.get(kind), f"{where}.{kind}", result)
    extra = set(got) - {one["number"] for one in expected.get("sessions", ())}
    if expected.get("sessions"):
        result.check(not extra, f"no further sessions, got {sorted(extra)}")


def _items(got: Sequence[Json], wanted: Sequence[Json] | None, where: str, result: Score) -> None:
    if wanted is None:
        return
    if not wanted:
        result.check(not got, f"{where}: none, got {[one.get('title') for one in got]}")
    for one in wanted:
        fits = [
            item
            for item in got
            if all(_same(item.get(key), one[key]) for key in ("title", "procedure") if key in one)
            and ("quote" not in one or squeeze(item.get("quote") or "") == squeeze(one["quote"]))
        ]
        result.check(bool(fits), f"{where}: {one.get('title')!r} ({one['procedure']})")


def _participants(
    got: Sequence[Json],
    wanted: Sequence[Json],
    allowed: Sequence[Json],
    where: str,
    result: Score,
) -> None:
    for one in wanted:
        fits = [person for person in got if _within(one, person)]
        result.check(bool(fits), f"{where}: {one['party']} as {one['capacity']}")
    known = {(one["party"], one["capacity"]) for one in (*wanted, *allowed)}
    for person in got:
        if (person["party"], person["capacity"]) not in known and wanted:
            result.forbidden.append(f"{where}: {person['party']} as {person['capacity']}")


def statements(reading: Json, expected: Json, result: Score) -> None:
    """Every required position and commitment and status, by its quote, with its procedure."""
    for act, wanted in _required(expected):
        for quote, procedure, content in wanted:
            found = list(_quoted(reading, quote, act))
            result.check(bool(found), f"{act}: {quote}")
            if found and procedure is not None:
                ok = any(_procedure(one) == procedure for one in found)
                got = [one.get("dossier") for one in found]
                result.check(ok, f"{act} as {procedure}, got {got}: {quote}")
            for key, value in content.items() if found else ():
                ok = any(_content_has(one, key, value) for one in found)
                got = [one["content"].get(key) for one in found]
                result.check(ok, f"{act}.{key}: {value!r}, got {got}: {quote}")


def _required(
    expected: Json,
) -> Iterator[tuple[str, list[tuple[str, str | None, dict[str, Any]]]]]:
    positions = expected.get("positions_of_NLD_required", expected.get("positions", ()))
    yield "position", [_taken_apart(one) for one in positions]
    yield "commitment", [_taken_apart(one) for one in expected.get("commitments", ())]
    yield "status", [_taken_apart(one) for one in expected.get("statuses", ())]


def _taken_apart(one: Json | str) -> tuple[str, str | None, dict[str, Any]]:
    if isinstance(one, str):
        return one, None, {}
    content = {key: value for key, value in one.items() if key not in _NOT_CONTENT}
    return one["quote"], one.get("procedure"), content


def _content_has(statement: Json, key: str, value: Any) -> bool:
    content = statement["content"]
    if key == "due":
        return all((content.get("due") or {}).get(part) == said for part, said in value.items())
    if key == "due_on" and value is not None:
        return value in {content.get("due_on"), content.get("due_by")}
    if isinstance(value, list):
        return sorted(content.get(key) or ()) == sorted(value)
    return bool(content.get(key) == value)


def _contents(reading: Json, expected: Json, result: Score) -> None:
    """Pledges, criteria, packages and steps, wherever in the reading they stand."""
    contents = [(one, one["content"]) for one in reading["statements"]]
    for wanted in expected.get("pledges", ()):
        ok = any(_within(wanted, content) and _at(wanted, one) for one, content in contents)
        result.check(ok, f"pledge: {wanted['name']}")
    for wanted in expected.get("criteria", ()):
        ok = any(
            _within(wanted, criterion) and _at(wanted, one)
            for one, content in contents
            for criterion in content.get("criteria") or ()
        )
        result.check(ok, f"criterion: {wanted['criterion']} for {wanted['for']}")
    for wanted in expected.get("assistance", ()):
        ok = any(_within(wanted, content) and _at(wanted, one) for one, content in contents)
        result.check(ok, f"assistance: {wanted['name']}")
    if steps := expected.get("steps"):
        ok = any(
            _within(steps, {**content, "procedure": _procedure(one)}) and _at(steps, one)
            for one, content in contents
        )
        result.check(ok, "steps")


def references(reading: Json, expected: Json, result: Score) -> None:
    """Every reference, as printed and resolved."""
    got = {(one["text"], one["id"]) for one in reading.get("references", ())}
    for one in expected.get("references", ()):
        result.check((one["text"], one["id"]) in got, f"reference: {one['id']}")


def further(reading: Json, expected: Json, result: Score) -> None:
    """What is neither required nor allowed, and what is forbidden."""
    required = {(act, squeeze(one[0])) for act, some in _required(expected) for one in some}
    allowed = set()
    for key in (
        "positions_of_NLD_allowed",
        "positions_allowed",
        "positions_of_others",
        "commitments_or_statuses_allowed",
        "expectations_allowed",
        "settles",
    ):
        for one in expected.get(key, ()):
            quote = one if isinstance(one, str) else one["quote"]
            allowed.add(squeeze(quote))
    forbidden = {squeeze(one) for one in expected.get("not_a_position_forbidden", ())}
    others = {squeeze(one["quote"]) for one in expected.get("positions_of_others", ())}
    own = expected.get("on_behalf_of")
    for one in reading["statements"]:
        quote, act = squeeze(one["quote"]), one["act"]
        mine = one.get("party") in {None, own}
        if act == "position" and quote in forbidden and (mine or quote not in others):
            result.forbidden.append(f"position: {one['quote']}")
        elif act in _COUNTED and (act, quote) not in required and quote not in allowed:
            result.further.append(f"{act} ({one.get('party')}): {one['quote']}")


def quoted(text: str, reading: Json) -> Iterator[str]:
    """Statements whose quote is not what stands at their offsets, squeezed."""
    for one in reading["statements"]:
        if squeeze(text[one["start"] : one["end"]]) != squeeze(one["quote"]):
            yield one["quote"]


def _quoted(reading: Json, quote: str, act: str) -> Iterator[Json]:
    wanted = squeeze(quote)
    for one in reading["statements"]:
        if one["act"] == act and squeeze(one["quote"]) == wanted:
            yield one


def _procedure(statement: Json) -> str | None:
    dossier = statement.get("dossier")
    return dossier.partition("/")[0] if dossier else None


def _at(wanted: Json, statement: Json) -> bool:
    return "quote" not in wanted or squeeze(wanted["quote"]) == squeeze(statement["quote"])


def _within(wanted: Json, got: Json) -> bool:
    """Whether all that is wanted stands in what was got; quotes are compared elsewhere."""
    return all(_same(got.get(key), value) for key, value in wanted.items() if key != "quote")


def _same(got: Any, wanted: Any) -> bool:
    if isinstance(wanted, str) and isinstance(got, str):
        return squeeze(got).casefold() == squeeze(wanted).casefold()
    if isinstance(wanted, list) and isinstance(got, list | tuple):
        return len(got) == len(wanted) and all(map(_same_one, got, wanted))
    return bool(got == wanted)


def _same_one(got: Any, wanted: Any) -> bool:
    if isinstance(got, Mapping) and isinstance(wanted, Mapping):
        return _within(wanted, got)
    return _same(got, wanted)


def read_json(path: Path) -> dict[str, Any]:
    """The reading of a paper as plain JSON."""
    import msgspec

    from inzet.reading.reader import read

    _, reading = read(path.read_bytes(), name=path.name)
    built: dict[str, Any] = msgspec.to_builtins(reading)
    return built


def main(folders: Iterable[str] = ()) -> int:
    """Prints the score on the seed, or on every ``*.expected.json`` of other folders."""
    pairs = [(SEED / "annotated-agenda-2023-04-04.txt", SEED / "expected.json")]
    for folder in folders:
        for expectation in sorted(Path(folder).glob("*.expected.json")):
            name = expectation.name.replace(".expected.json", ".txt")
            samples = Path(__file__).resolve().parents[2] / "src" / "inzet" / "samples"
            pairs.append((samples / name, expectation))
    worst = 0
    for paper, expectation in pairs:
        result = score(read_json(paper), json.loads(expectation.read_text(encoding="utf-8")))
        print(f"{paper.name}: {result}")
        worst = max(worst, 0 if result.perfect else 1)
    return worst


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
