"""Numbers as lists show them: 4, 04, d, D, iv, IV."""

from __future__ import annotations

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_FORMS = {
    "1": "decimal", "decimal": "decimal",
    "01": "decimalzero", "decimalzero": "decimalzero", "decimal-leading-zero": "decimalzero",
    "a": "lowerletter", "lowerletter": "lowerletter", "lower-alpha": "lowerletter",
    "lower-latin": "lowerletter", "A": "upperletter", "upperletter": "upperletter",
    "upper-alpha": "upperletter", "upper-latin": "upperletter",
    "i": "lowerroman", "lowerroman": "lowerroman", "lower-roman": "lowerroman",
    "I": "upperroman", "upperroman": "upperroman", "upper-roman": "upperroman",
}  # fmt: skip
_GREATEST = 5000
"""Beyond it letters and Roman figures are of no use to anybody."""


def ordinal(count: int, form: str) -> str:
    """A number in a form of Word, OpenDocument, HTML or CSS; in figures where it is unknown."""
    name = _FORMS.get(form) or _FORMS.get(form.lower(), "decimal")
    if name == "decimalzero":
        return f"{count:02d}"
    if name == "decimal" or not 0 < count <= _GREATEST:
        return str(count)
    shown = _roman(count) if name.endswith("roman") else _letters(count)
    return shown.upper() if name.startswith("upper") else shown


def _letters(count: int) -> str:
    """a … z, aa … zz as word processors count: the letter is doubled."""
    times, letter = divmod(count - 1, 26)
    return chr(ord("a") + letter) * min(times + 1, 8)


def _roman(count: int) -> str:
    shown = ""
    for worth, figure in _ROMAN:
        times, count = divmod(count, worth)
        shown += figure * times
    return shown
