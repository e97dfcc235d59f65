"""Answers questions in OData v4 about entities in memory: filters, selections, expansions, order.

Only what the service documents, and only names of its information model; everything else is
refused with HTTP status 400, as there.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

Row = dict[str, Any]
Test = Callable[[dict[str, Row], Row], bool]

_STAMPS = ("Id", "GewijzigdOp", "ApiGewijzigdOp", "Verwijderd")


def _words(text: str) -> list[str]:
    return text.split()


MODEL: dict[str, dict[str, str | None]] = {
    "Kamerstukdossier": {
        **dict.fromkeys(("Titel", "Nummer", "Toevoeging", "Afgesloten", "HoogsteVolgnummer")),
        "Document": "Document",
        "Zaak": "Zaak",
    },
    "Document": {
        **dict.fromkeys(
            _words(
                "Soort DocumentNummer Titel Onderwerp Datum Volgnummer "
                "ContentType ContentLength Vergaderjaar "
                "HuidigeDocumentVersie_Id"
            )
        ),
        "Kamerstukdossier": "Kamerstukdossier",
        "Zaak": "Zaak",
        "Agendapunt": "Agendapunt",
        "Activiteit": "Activiteit",
    },
    "Zaak": {
        **dict.fromkeys(
            _words(
                "Nummer Soort Titel Onderwerp Status GestartOp Volgnummer "
                "Kabinetsappreciatie Afgedaan"
            )
        ),
        "Kamerstukdossier": "Kamerstukdossier",
        "Document": "Document",
        "ZaakActor": "ZaakActor",
        "Besluit": "Besluit",
        "Activiteit": "Activiteit",
        "Agendapunt": "Agendapunt",
        "VervangenVanuit": "Zaak",
    },
    "ZaakActor": dict.fromkeys(
        ("ActorNaam", "ActorFractie", "ActorAfkorting", "Functie", "Relatie")
    ),
    "Activiteit": {
        **dict.fromkeys(
            _words(
                "Nummer Soort Onderwerp Datum Aanvangstijd Eindtijd Status "
                "Voortouwnaam Voortouwafkorting Besloten"
            )
        ),
        "Agendapunt": "Agendapunt",
        "Zaak": "Zaak",
        "Document": "Document",
        "Toezegging": "Toezegging",
    },
    "Agendapunt": {
        **dict.fromkeys(("Nummer", "Onderwerp", "Volgorde", "Status")),
        "Activiteit": "Activiteit",
        "Document": "Document",
        "Zaak": "Zaak",
        "Besluit": "Besluit",
    },
    "Besluit": {
        **dict.fromkeys(("StemmingsSoort", "BesluitSoort", "BesluitTekst", "Opmerking", "Status")),
        "Agendapunt": "Agendapunt",
        "Stemming": "Stemming",
        "Zaak": "Zaak",
    },
    "Stemming": dict.fromkeys(
        _words(
            "Soort FractieGrootte ActorNaam ActorFractie Vergissing "
            "Persoon_Id Fractie_Id Besluit_Id"
        )
    ),
    "Toezegging": {
        **dict.fromkeys(
            _words(
                "Nummer Tekst ActiviteitNummer Aanmaakdatum Naam Functie "
                "Status DatumNakoming Ministerie"
            )
        ),
        "Activiteit": "Activiteit",
        "ToegezegdAan": "ToegezegdAan",
        "KamerbriefNakoming": "Document",
    },
    "ToegezegdAan": {"Persoon": "Persoon", "Fractie": "Fractie"},
    "Persoon": dict.fromkeys(("Roepnaam", "Initialen", "Tussenvoegsel", "Achternaam")),
    "Fractie": dict.fromkeys(("Afkorting", "NaamNL", "AantalZetels")),
}
"""Attributes of each entity (None) and its relations (to which entity)."""


class NotUnderstood(Exception):
    """What the service answers with HTTP status 400."""


def answer(kind: str, rows: list[Row], options: dict[str, str]) -> list[Row]:
    """The rows that a question asks for, in its order, as they are shown."""
    if kind not in MODEL:
        raise NotUnderstood(kind)
    unknown = set(options) - {"$filter", "$select", "$expand", "$orderby", "$top", "$skiptoken"}
    if unknown:
        raise NotUnderstood(f"options {unknown}")
    if test := options.get("$filter"):
        fits = _Filter(test, kind).test
        rows = [row for row in rows if fits({}, row)]
    names = [each.split()[0] for each in options.get("$orderby", "Id").split(",")]
    for name in names:
        _check(kind, name)
    rows = sorted(rows, key=lambda row: [str(row.get(name) or "") for name in names])
    return [_shown(kind, row, options.get("$select"), options.get("$expand")) for row in rows]


def _check(kind: str, name: str) -> str | None:
    if name in _STAMPS:
        return None
    if name not in MODEL[kind]:
        raise NotUnderstood(f"{kind} has no {name}")
    return MODEL[kind][name]


def _shown(kind: str, row: Row, select: str | None, expand: str | None) -> Row:
    names = select.split(",") if select else [
        *_STAMPS, *(name for name, to in MODEL[kind].items() if to is None)
    ]  # fmt: skip
    shown = {}
    for name in names:
        if _check(kind, name) is not None:
            raise NotUnderstood(f"{name} is selected, not expanded")
        shown[name] = row.get(name)
    for part in _parts(expand, ",") if expand else ():
        found = re.fullmatch(r"(\w+)(?:\((.*)\))?", part, re.S)
        to = _check(kind, found[1]) if found else None
        if found is None or to is None:
            raise NotUnderstood(f"expansion {part}")
        inner = dict(each.split("=", 1) for each in _parts(found[2] or "", ";") if each)
        if set(inner) - {"$select", "$expand"}:
            raise NotUnderstood(f"options {sorted(inner)}")
        related = row.get(found[1])
        args = to, inner.get("$select"), inner.get("$expand")
        if isinstance(related, dict):
            shown[found[1]] = _shown(args[0], related, *args[1:])
        elif related is None:
            shown[found[1]] = None
        else:
            shown[found[1]] = [_shown(args[0], each, *args[1:]) for each in related]
    return shown


def _parts(text: str, mark: str) -> list[str]:
    """A text parted at a mark, outside brackets and quotes."""
    parts, depth, quoted, begin = [], 0, False, 0
    for place, char in enumerate(text):
        quoted ^= char == "'"
        depth += 0 if quoted else (char == "(") - (char == ")")
        if char == mark and not depth and not quoted:
            parts.append(text[begin:place])
            begin = place + 1
    if depth or quoted:
        raise NotUnderstood(text)
    return [*parts, text[begin:]]


_TOKEN = re.compile(
    r"\s*(?:(?P<text>'(?:''|[^'])*')|(?P<time>\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d))"
    r"|(?P<word>[\w/-]+)|(?P<mark>[():]))"
)
_COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "eq": lambda one, other: bool(one == other),
    "ne": lambda one, other: bool(one != other),
    "ge": lambda one, other: one is not None and bool(str(one) >= str(other)),
    "lt": lambda one, other: one is not None and bool(str(one) < str(other)),
}


class _Filter:
    """A filter as a test of a row."""

    def __init__(self, text: str, kind: str) -> None:
        self._tokens: list[tuple[str, str]] = []
        place = 0
        while place < len(text.rstrip()):
            found = _TOKEN.match(text, place)
            if not found or not found.lastgroup:
                raise NotUnderstood(text[place:])
            self._tokens.append((found.lastgroup, found[found.lastgroup]))
            place = found.end()
        self._place = 0
        self.test = self._either({"": kind})
        if self._place < len(self._tokens):
            raise NotUnderstood(text)

    def _peek(self) -> str:
        return self._tokens[self._place][1] if self._place < len(self._tokens) else ""

    def _take(self, expected: str | None = None) -> str:
        token = self._peek()
        if not token or (expected is not None and token != expected):
            raise NotUnderstood(f"{expected} expected, not {token}")
        self._place += 1
        return token

    def _either(self, kinds: dict[str, str]) -> Test:
        tests = [self._both(kinds)]
        while self._peek() == "or":
            self._take()
            tests.append(self._both(kinds))
        return lambda names, row: any(test(names, row) for test in tests)

    def _both(self, kinds: dict[str, str]) -> Test:
        tests = [self._one(kinds)]
        while self._peek() == "and":
            self._take()
            tests.append(self._one(kinds))
        return lambda names, row: all(test(names, row) for test in tests)

    def _one(self, kinds: dict[str, str]) -> Test:
        if self._peek() == "(":
            self._take()
            inner = self._either(kinds)
            self._take(")")
            return inner
        path = self._take().split("/")
        start = path.pop(0) if path[0] in kinds else ""
        kind = kinds[start]
        if path[-1] == "any":
            return self._any(kinds, start, kind, path[:-1])
        for name in path[:-1]:
            kind = _check(kind, name) or self._no(name)
        _check(kind, path[-1])
        compare = _COMPARE.get(self._take()) or self._no("operator")
        value = self._literal()
        return lambda names, row: compare(_at(names[start] if start else row, path), value)

    def _any(self, kinds: dict[str, str], start: str, kind: str, path: list[str]) -> Test:
        for name in path:
            kind = _check(kind, name) or self._no(name)
        self._take("(")
        name = self._take()
        self._take(":")
        inner = self._either({**kinds, name: kind})
        self._take(")")
        return lambda names, row: any(
            inner({**names, name: each}, each)
            for each in _at(names[start] if start else row, path) or ()
        )

    def _literal(self) -> Any:
        kind, token = self._tokens[self._place] if self._peek() else ("", "")
        self._place += 1
        if kind == "text":
            return token[1:-1].replace("''", "'")
        words = {"null": None, "true": True, "false": False}
        if token in words:
            return words[token]
        if not token or token in ("and", "or", ")"):
            raise NotUnderstood(f"value expected, not {token}")
        return int(token) if token.isdigit() and len(token) < 9 else token

    def _no(self, name: str) -> Any:
        raise NotUnderstood(name)


def _at(row: Any, path: list[str]) -> Any:
    for name in path:
        row = row.get(name) if isinstance(row, dict) else None
    return row
