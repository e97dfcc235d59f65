"""Pages that are only images → words, by tesseract where it is installed and asked for.

Nothing is installed or fetched. What it read is taken as the text of the paper, and the
extractor's name says so: quotes then quote what tesseract saw.
"""

from __future__ import annotations

import csv
import io
import math
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from functools import lru_cache
from statistics import median
from typing import Any

from inzet.reading.load.pdf.characters import Style
from inzet.reading.load.pdf.words import PageWords, Sheet, Word
from inzet.vocabulary.errors import UnreadableFile

PROGRAM = "tesseract"
LANGUAGES = ("nl", "en")
"""Languages it looks for when none is said."""
MOST_PAGES = 200
"""Pages it is asked to read; each takes seconds."""
_NAMES = {
    "nl": "nld", "en": "eng", "sv": "swe", "fr": "fra", "de": "deu", "da": "dan", "nb": "nor",
    "no": "nor", "fi": "fin", "es": "spa", "it": "ita", "pl": "pol", "pt": "por",
}  # fmt: skip
_DPI = 300
_MOST_PIXELS = 40_000_000
_SECONDS = 120
_WORD = "5"
_LINE = "4"
_LETTER = 1.25
"""The size of letters is so many times the height of most words."""


def offer(name: str) -> UnreadableFile:
    """That a PDF holds only images, and what can be done about it on this machine."""
    there = shutil.which(PROGRAM) is not None
    install = f"Install {PROGRAM} (on Debian: apt install tesseract-ocr tesseract-ocr-nld), then "
    return UnreadableFile(
        "the PDF holds no text, only images of its pages: it needs OCR",
        where=name,
        fix=f"{'R' if there else install + 'r'}ead it with --ocr.",
    )


class Recogniser:
    """Tesseract, checked to be there.

    Args:
        languages: ISO 639-1 codes; unknown ones are given to tesseract as they are.
        name: of the paper, for errors.

    Raises:
        UnreadableFile: it is not installed.
    """

    def __init__(self, languages: Sequence[str], name: str) -> None:
        program = shutil.which(PROGRAM)
        if program is None:
            raise offer(name)
        self._program = program
        self._languages = "+".join(_NAMES.get(code, code) for code in languages or LANGUAGES)
        self._name = name

    @property
    def version(self) -> str:
        """Its name and version, such as ``tesseract 5.3.0``."""
        return _version(self._program)

    def words(self, page: Any) -> PageWords:
        """The words that it sees on a page (a page of pypdfium2).

        Raises:
            UnreadableFile: it fails, does not know a language, or takes too long.
        """
        width, height = page.get_size()
        scale = _DPI / 72
        if width * height * scale * scale > _MOST_PIXELS:
            scale = math.sqrt(_MOST_PIXELS / (width * height))
        bitmap = page.render(scale=scale, may_draw_forms=False, draw_annots=False, grayscale=True)
        out = io.BytesIO()
        bitmap.to_pil().save(out, "PNG", compress_level=1)
        bitmap.close()
        seen = list(_seen(self._asked(out.getvalue(), round(scale * 72)), 1 / scale))
        return PageWords(width, height, [Sheet(width, height, 0, seen)] if seen else [], [], 0)

    def _asked(self, image: bytes, dpi: int) -> str:
        order = [self._program, "stdin", "stdout", "-l", self._languages, "--dpi", str(dpi), "tsv"]
        try:
            done = subprocess.run(
                order, input=image, capture_output=True, timeout=_SECONDS, check=False
            )
        except subprocess.TimeoutExpired:
            raise UnreadableFile(
                f"OCR of a page took more than {_SECONDS} seconds", where=self._name
            ) from None
        except OSError as error:
            raise UnreadableFile(
                f"{PROGRAM} cannot be run ({(error.strerror or 'unknown').lower()})",
                where=self._name,
            ) from None
        if done.returncode != 0:
            self._refuse(done.stderr.decode("utf-8", "replace"))
        return done.stdout.decode("utf-8", "replace")

    def _refuse(self, said: str) -> None:
        if "language" in said.lower() or "traineddata" in said.lower():
            packages = " ".join(f"tesseract-ocr-{one}" for one in self._languages.split("+"))
            raise UnreadableFile(
                f"{PROGRAM} does not have the data for {self._languages}",
                where=self._name,
                fix=f"On Debian: apt install {packages}; or say --ocr-language.",
            )
        told = " ".join(said.split())[:200] or "it did not say why"
        raise UnreadableFile(f"{PROGRAM} failed ({told})", where=self._name)


@lru_cache(maxsize=4)
def _version(program: str) -> str:
    try:
        done = subprocess.run([program, "--version"], capture_output=True, timeout=20, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return PROGRAM
    first = (done.stdout or done.stderr).decode("utf-8", "replace").split("\n", 1)[0].split()
    return " ".join(first[:2]) if first[:1] == [PROGRAM] else PROGRAM


def _seen(table: str, points: float) -> Iterator[Word]:
    """Words of tesseract's table; ``points`` is the size of a pixel."""
    rows = [
        row
        for row in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE)
        if row.get("level") in (_LINE, _WORD)
    ]
    heights = [int(row["height"]) for row in rows if row["level"] == _WORD]
    if not heights:
        return
    # One size for all: how high a word is depends on its letters.
    style = Style(round(median(heights) * points * _LETTER * 10), False, False)
    top = bottom = 0.0
    for number, row in enumerate(rows):
        left, width = int(row["left"]) * points, int(row["width"]) * points
        high, low = int(row["top"]), int(row["top"]) + int(row["height"])
        if row["level"] == _LINE:
            top, bottom = high * points, low * points
            continue
        text = (row.get("text") or "").strip()
        if text:
            yield Word(text, left, left + width, top, bottom, style, number)
