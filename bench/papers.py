"""Invented papers by the thousand, each unlike the others, in three formats."""

from __future__ import annotations

import io
import random
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

_BODIES = ("Milieuraad", "Landbouw- en Visserijraad", "Transportraad", "Raad Buitenlandse Zaken")
_PLACES = ("Brussel", "Luxemburg", "Riga", "Praag", "Lissabon", "Valletta", "Boekarest", "Zagreb")
_LANDS = ("Noorwegen", "Polen", "Spanje", "Letland", "Italië", "Griekenland", "Canada", "Japan")
_THINGS = (
    "de havens", "het spoor", "de luchtkwaliteit", "de rivieren", "de visserij", "het zaaigoed",
    "de elektriciteitsnetten", "de grenscontroles", "het onderzeese kabelnet", "de veerdiensten",
    "de bossen", "het drinkwater", "de satellieten", "de bruggen", "het stikstofbeleid",
    "de tolunie", "de meetstations", "de dijken", "het afvaltransport", "de zoutwinning",
)  # fmt: skip
_SENTENCES = (
    "Nederland hecht groot belang aan {a} en aan {b}.",
    "Het kabinet steunt het voorstel over {a}, mits {b} worden ontzien.",
    "Het kabinet maakt zich zorgen over {a} in {l}.",
    "{l} heeft aangegeven {a} eerst met {m} te willen bespreken.",
    "De Raad zal stilstaan bij {a}; {l} zal een toelichting geven over {b}.",
    "Volgens {m} is {a} van minder gewicht dan {b}.",
    "Over {a} wordt uw Kamer voor {d} geïnformeerd.",
    "Nederland zal {l} oproepen om {a} niet langer te verwarren met {b}.",
    "De Commissie verwacht dat {l} en {m} het eens worden over {a}.",
    "Daarbij speelde dat {a} in {l} anders zijn geregeld dan in {m}.",
)
_MONTHS = ("januari", "februari", "maart", "april", "mei", "juni", "september", "oktober")
_FORMATS = ("txt", "html", "docx")


def write_papers(folder: Path, count: int, *, seed: int = 1) -> None:
    """Write papers to a folder, a hundred to a folder of its own.

    Args:
        seed: the same papers for the same seed.
    """
    for number in range(count):
        here = folder / f"{number // 100:03d}"
        here.mkdir(parents=True, exist_ok=True)
        form = _FORMATS[number % len(_FORMATS)]
        (here / f"{number:05d}.{form}").write_bytes(_formed(paper(number, seed), form))


def paper(number: int, seed: int = 1) -> list[str]:
    """The paragraphs of a paper: its title first, "# " before a heading."""
    dice = random.Random(seed * 1_000_003 + number)
    day, month, year = dice.randint(10, 28), dice.choice(_MONTHS), dice.randint(2010, 2019)
    found = [
        f"Geannoteerde agenda {dice.choice(_BODIES)} van {day} {month} {year}",
        f"Den Haag, {day - 8} {month} {year}",
        f"Kamerstuk {20_000 + number // 900} , nr. {1 + number % 900}".replace(" ,", ","),
        f"Op {day} {month} {year} vindt de Raad plaats in {dice.choice(_PLACES)}.",
    ]
    for item in range(dice.randint(2, 5)):
        found.append(f"# {item + 1}. {dice.choice(_THINGS).split(' ', 1)[1].capitalize()} {number}")
        found.append(" ".join(_sentence(dice, year) for _ in range(dice.randint(3, 7))))
    return found


def _sentence(dice: random.Random, year: int) -> str:
    a, b = dice.sample(_THINGS, 2)
    land, other = dice.sample(_LANDS, 2)
    text = dice.choice(_SENTENCES).format(a=a, b=b, l=land, m=other, d=f"1 juli {year}")
    return text[0].upper() + text[1:]


def _formed(paragraphs: list[str], form: str) -> bytes:
    if form == "txt":
        return "\n\n".join(each.removeprefix("# ") for each in paragraphs).encode()
    if form == "html":
        inner = "".join(
            f"<h2>{each[2:]}</h2>" if each.startswith("# ") else f"<p>{escape(each)}</p>"
            for each in paragraphs
        )
        return f"<!doctype html><html><body>{inner}</body></html>".encode()
    return _word(paragraphs)


def _word(paragraphs: list[str]) -> bytes:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    inner = "".join(
        "<w:p>"
        + ('<w:pPr><w:pStyle w:val="Kop2"/></w:pPr>' if each.startswith("# ") else "")
        + f"<w:r><w:t>{escape(each.removeprefix('# '))}</w:t></w:r></w:p>"
        for each in paragraphs
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{space}"><w:body>{inner}</w:body></w:document>',
        )
    return out.getvalue()
