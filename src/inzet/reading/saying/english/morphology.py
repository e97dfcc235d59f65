"""English verb forms from a lemma: regular ones by rule, strong ones from ``verbs.toml``."""

from __future__ import annotations

from functools import cache

from inzet.reading.languages import table


class Form:
    """What a form can be, as bits of an int."""

    BASE = 1
    """Infinitive, and the present of all but the third person singular."""
    THIRD = 2
    PAST = 4
    PARTICIPLE = 8
    GERUND = 16


_VOWELS = frozenset("aeiou")
_HISSING = ("s", "x", "z", "ch", "sh", "o")


@cache
def inflect(lemma: str) -> dict[str, int]:
    """All forms of a verb: form → what it can be."""
    forms: dict[str, int] = {}

    def add(words: str, form: int) -> None:
        for word in words.split("/"):
            forms[word] = forms.get(word, 0) | form

    strong = _strong().get(lemma)
    third = strong[2] if strong and len(strong) > 2 else _third(lemma)
    add(lemma, Form.BASE)
    add(third, Form.THIRD)
    for ending in _gerunds(lemma):
        add(ending, Form.GERUND)
    if strong:
        add(strong[0], Form.PAST)
        add(strong[1], Form.PARTICIPLE)
        for words in strong[3:]:
            add(words, Form.BASE)
    else:
        for word in _pasts(lemma):
            add(word, Form.PAST | Form.PARTICIPLE)
    return forms


def _third(lemma: str) -> str:
    if lemma.endswith(_HISSING):
        return lemma + "es"
    if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        return lemma[:-1] + "ies"
    return lemma + "s"


def _pasts(lemma: str) -> list[str]:
    if lemma.endswith("e"):
        return [lemma + "d"]
    if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        return [lemma[:-1] + "ied"]
    return [stem + "ed" for stem in _stems(lemma)]


def _gerunds(lemma: str) -> list[str]:
    if lemma.endswith("ie"):
        return [lemma[:-2] + "ying"]
    if lemma.endswith("e") and not lemma.endswith(("ee", "oe", "ye")) and lemma != "be":
        return [lemma[:-1] + "ing"]
    return [stem + "ing" for stem in _stems(lemma)]


def _stems(lemma: str) -> list[str]:
    """With the last consonant doubled where it is short and stressed; both where it varies."""
    if len(lemma) < 3 or lemma[-1] in "aeiouwxy" or lemma[-2] not in _VOWELS:
        return [lemma]
    if lemma in _doubling():
        return [lemma + lemma[-1]]
    if lemma[-3] in _VOWELS and lemma[-3:-1] != "ui":
        return [lemma]
    if sum(char in _VOWELS for char in lemma) == 1:
        return [lemma + lemma[-1]]
    return [lemma + lemma[-1], lemma] if lemma.endswith("l") else [lemma]


@cache
def _strong() -> dict[str, tuple[str, ...]]:
    found = table("en", "verbs")["strong"]
    return {verb: tuple(part.strip() for part in forms.split(",")) for verb, forms in found.items()}


@cache
def _doubling() -> frozenset[str]:
    return frozenset(table("en", "verbs")["doubling"].split())
