"""Dutch verb forms from a lemma: a newcomer adds a verb, not a regular expression.

A lemma is an infinitive, with a bar after a separable particle: ``aan|dringen``. Strong and
irregular verbs stand in ``languages/nl/verbs.toml``; all others are formed by rule. Where
spelling alone does not tell where the stress lies (``adresseren``, ``verbeteren``) both forms
are given: the one that is no word never occurs in a text.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


class Form:
    """What a form can be, as bits of an int; an infinitive is also a present plural."""

    NONE = 0
    SINGULAR = 1
    PLURAL = 2
    PAST = 4
    INFINITIVE = 8
    PARTICIPLE = 16
    FIRST = 32
    """First person singular only: the bare stem, which is often also a noun."""
    FINITE = SINGULAR | PLURAL | FIRST


@dataclass(frozen=True, slots=True)
class Inflected:
    """A form of a verb. ``joined``: the particle is part of the word (``aangedrongen``)."""

    word: str
    form: int
    joined: bool = False


_VOWELS = frozenset("aeiou")
_SHORTENED = frozenset("aeou")
_INSEPARABLE = ("be", "ge", "er", "her", "ont", "ver")
_PERHAPS_INSEPARABLE = ("onder", "over", "door", "weer", "vol", "aan", "om", "mis", "voor")
_TREMA = {"e": "ë", "i": "ï", "u": "ü"}
_THIRD = ("t", "is", "kan", "mag", "wil", "zal", "kom")
_PASTS = ("zegde",)
_PAST_PLURALS = ("zegden",)
_VOICELESS = frozenset("tkfschpx")


@cache
def strong_verbs() -> dict[str, tuple[str, ...]]:
    """Base verb → past singular, past plural, participle, further present forms."""
    text = files("inzet.reading").joinpath("languages/nl/verbs.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)["strong"]
    return {verb: tuple(part.strip() for part in forms.split(",")) for verb, forms in table.items()}


def split_lemma(lemma: str) -> tuple[str, str]:
    """``aan|dringen`` → (``aan``, ``dringen``); without a particle the first is empty."""
    particle, bar, base = lemma.partition("|")
    return (particle, base) if bar else ("", lemma)


def stems(infinitive: str) -> tuple[str, ...]:
    """Possible stems: ``streven`` → streev and streef, ``leggen`` → leg."""
    for ending, stem in _FOREIGN.items():
        if infinitive.endswith(ending) and len(infinitive) > len(ending) + 1:
            return (infinitive.removesuffix(ending) + stem,)
    if not infinitive.endswith("en"):
        return (infinitive.removesuffix("n"),)
    bare = infinitive[:-2]
    if len(bare) > 2 and bare[-1] == bare[-2] and bare[-1] not in _VOWELS:
        return (bare[:-1],)
    found = [bare]
    if (
        len(bare) > 1
        and bare[-1] not in _VOWELS
        and bare[-2] in _SHORTENED
        and (len(bare) < 3 or bare[-3] not in _VOWELS)
    ):
        found.insert(0, bare[:-1] + bare[-2] + bare[-1])
    if bare.endswith("ie"):
        found = [bare]
    return tuple(found)


_FOREIGN = {"ueren": "ueer", "iëren": "ieer", "eëren": "eëer"}
"""``evalueren``, ``appreciëren``, ``creëren``: two vowels meet that are no vowel of one sound."""


def inflect(lemma: str) -> tuple[Inflected, ...]:
    """All forms of a lemma.

    Args:
        lemma: an infinitive, a separable particle marked by a bar (``in|stemmen``).

    Returns:
        Forms of the base (``joined`` false, the particle stands apart or there is none) and,
        for a separable verb, the forms that are written as one word.
    """
    particle, base = split_lemma(lemma)
    simple = _base_forms(base, separable=bool(particle))
    if not particle:
        return tuple(Inflected(word, form) for word, form in simple.items())
    apart = [Inflected(word, form) for word, form in simple.items() if form != Form.PARTICIPLE]
    joined = [Inflected(particle + word, form, joined=True) for word, form in simple.items()]
    return (*apart, *joined)


def _base_forms(base: str, *, separable: bool) -> dict[str, int]:
    forms: dict[str, int] = {}

    def add(word: str, form: int) -> None:
        for spelling in word.split("/"):
            if spelling and spelling != "-":
                forms[spelling] = forms.get(spelling, 0) | form

    add(base, Form.INFINITIVE | Form.PLURAL)
    irregular = _irregular(base)
    for stem in stems(base):
        present = _devoice(stem)
        if irregular is None or len(irregular) < 4:
            add(present, Form.SINGULAR if present.endswith("t") else Form.FIRST)
            add(present if present.endswith("t") else present + "t", Form.SINGULAR)
        if irregular is None:
            ending = "t" if stem[-1] in _VOICELESS or stem.endswith("ch") else "d"
            add(present + ending + "e", Form.SINGULAR | Form.PAST)
            add(present + ending + "en", Form.PLURAL | Form.PAST)
            for word in _participles(present, ending, separable=separable):
                add(word, Form.PARTICIPLE)
    if irregular:
        add(irregular[0], Form.SINGULAR | Form.PAST)
        add(irregular[1], Form.PLURAL | Form.PAST)
        add(irregular[2], Form.PARTICIPLE)
        for word in irregular[3:]:
            add(word, _present_form(word))
    return forms


def _present_form(word: str) -> int:
    if word in _PAST_PLURALS:
        return Form.PLURAL | Form.PAST
    if word in _PASTS:
        return Form.SINGULAR | Form.PAST
    return Form.SINGULAR if word.endswith(_THIRD) else Form.FIRST


def _irregular(base: str) -> tuple[str, ...] | None:
    """The strong forms of a verb, its own or those of the verb it is a compound of."""
    table = strong_verbs()
    if base in table:
        return table[base]
    for prefix in (*_INSEPARABLE, *_PERHAPS_INSEPARABLE, "aanbe"):
        rest = base.removeprefix(prefix)
        if rest != base and rest in table:
            past, pasts, participle, *more = table[rest]
            plain = participle.removeprefix("ge")
            return (
                _each(prefix, past),
                _each(prefix, pasts),
                prefix + plain,
                *(prefix + word for word in more),
            )
    return None


def _each(prefix: str, spellings: str) -> str:
    return "/".join(prefix + spelling for spelling in spellings.split("/"))


def _participles(stem: str, ending: str, *, separable: bool) -> list[str]:
    bare = stem if stem.endswith(ending) else stem + ending
    ge = "ge" + _TREMA.get(bare[0], bare[0]) + bare[1:]
    if stem.startswith(_INSEPARABLE):
        return [bare, ge] if separable or stem.startswith(("ge", "er")) else [bare]
    if stem.startswith(_PERHAPS_INSEPARABLE):
        return [bare, ge]
    return [ge]


def _devoice(stem: str) -> str:
    if stem.endswith("v"):
        return stem[:-1] + "f"
    if stem.endswith("z"):
        return stem[:-1] + "s"
    return stem
