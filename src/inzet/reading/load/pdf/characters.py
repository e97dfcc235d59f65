"""PDFium's characters of one page, asked for in few calls without the checks of ctypes."""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

_BOLD = re.compile(r"bold|black|heavy|demi", re.I)
_ITALIC = re.compile(r"ital|obli", re.I)
_BOLD_WEIGHT = 650
_ITALIC_FLAG = 1 << 6
_FORCED_BOLD = 1 << 18
_LARGEST = 100_000
_LINE_HYPHEN = "\ufffe"
"""What PDFium writes for any hyphen at the end of a line, without the end of the line."""


@dataclass(frozen=True, slots=True)
class Style:
    """How characters are printed; ``size`` in tenths of a point."""

    size: int
    bold: bool
    italic: bool


class Characters:
    """The characters of a page; to be closed.

    Args:
        page: PDFium's handle of the page.
    """

    def __init__(self, page: Any) -> None:
        from pypdfium2 import raw

        self._raw = raw
        self._handle = raw.FPDFText_LoadPage(page)
        self._pointer = ctypes.c_void_p(ctypes.cast(self._handle, ctypes.c_void_p).value)
        self.count = max(0, raw.FPDFText_CountChars(self._handle)) if self._handle else 0
        self._loose, self._object, self._font = _calls()
        self._matrix = raw.FS_MATRIX()
        self._name = ctypes.create_string_buffer(128)
        self._flags = ctypes.c_int()
        self._faces: dict[int, tuple[bool, bool]] = {}

    def close(self) -> None:
        """Gives its memory back."""
        if self._handle:
            self._raw.FPDFText_ClosePage(self._handle)

    def text(self) -> str:
        """Every character, one code point for each index."""
        if not self.count:
            return ""
        buffer = ctypes.create_string_buffer(2 * (self.count + 1))
        pointer = ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort))
        written = self._raw.FPDFText_GetText(self._handle, 0, self.count, pointer)
        text = buffer.raw[: 2 * max(0, written - 1)].decode("utf-16-le", "replace")
        if len(text) == self.count:
            return text
        return "".join(self._character(i) for i in range(self.count))

    def _character(self, index: int) -> str:
        code = self._raw.FPDFText_GetUnicode(self._handle, index)
        if code == 2 and self._raw.FPDFText_IsHyphen(self._handle, index) == 1:
            return _LINE_HYPHEN
        return "\ufffd" if 0xD800 <= code < 0xE000 or code > 0x10FFFF else chr(code)

    def boxes(self, indices: Sequence[int]) -> list[float]:
        """Left, top, right, bottom of the place each character takes, one after the other."""
        if not indices:
            return []
        found = (self._raw.FS_RECTF * len(indices))()
        call, pointer, byref = self._loose, self._pointer, ctypes.byref
        at = 0
        for index in indices:
            call(pointer, index, byref(found, at))
            at += 16
        return [*memoryview(found).cast("B").cast("f")]

    def object_at(self, index: int) -> int:
        """The text object that drew a character (0: PDFium put it in)."""
        return self._object(self._pointer, index) or 0

    def rise(self, index: int, beside: int, quarter: int) -> float:
        """How far the ink of a character stands above the line of another, in points.

        Args:
            quarter: which way the text runs: quarter turns against the clock.
        """
        left, right, bottom, top, x, y = (ctypes.c_double() for _ in range(6))
        self._raw.FPDFText_GetCharBox(self._handle, index, left, right, bottom, top)
        self._raw.FPDFText_GetCharOrigin(self._handle, beside, x, y)
        return (
            bottom.value - y.value,
            x.value - right.value,
            y.value - top.value,
            left.value - x.value,
        )[quarter]

    def style(self, index: int, drawn: int) -> tuple[Style, float]:
        """The style of a character, and the way it runs in degrees against the clock.

        Args:
            drawn: the text object that drew it; its font is looked at once.
        """
        matrix = self._matrix
        size = self._raw.FPDFText_GetFontSize(self._handle, index)
        angle = 0.0
        if self._raw.FPDFText_GetMatrix(self._handle, index, matrix):
            size *= math.hypot(matrix.c, matrix.d)
            angle = math.degrees(math.atan2(matrix.b, matrix.a))
        font = (self._font(ctypes.c_void_p(drawn)) or 0) if drawn else 0
        face = self._faces.get(font)
        if face is None:
            face = self._faces[font] = self._face(index)
        bold, italic = face
        tenths = min(round(abs(size) * 10), _LARGEST) if math.isfinite(size) else 0
        return Style(tenths, bold, italic), angle if math.isfinite(angle) else 0.0

    def _face(self, index: int) -> tuple[bool, bool]:
        name, flags = self._name, self._flags
        length = self._raw.FPDFText_GetFontInfo(self._handle, index, name, 128, flags)
        font = name.raw[: max(0, min(length, 128) - 1)].decode("latin-1")
        heavy = self._raw.FPDFText_GetFontWeight(self._handle, index) >= _BOLD_WEIGHT
        bold = heavy or bool(_BOLD.search(font)) or bool(flags.value & _FORCED_BOLD)
        return bold, bool(_ITALIC.search(font)) or bool(flags.value & _ITALIC_FLAG)


@lru_cache(maxsize=1)
def _calls() -> tuple[Callable[..., Any], Callable[..., Any], Callable[..., Any]]:
    """PDFium's functions as plain C calls: the checks of ctypes cost more than they do."""
    from pypdfium2 import raw

    def call(name: str, result: Any) -> Callable[..., Any]:
        address = ctypes.cast(getattr(raw, name), ctypes.c_void_p).value or 0
        return ctypes.CFUNCTYPE(result)(address)

    loose = call("FPDFText_GetLooseCharBox", None)
    drawn = call("FPDFText_GetTextObject", ctypes.c_void_p)
    return loose, drawn, call("FPDFTextObj_GetFont", ctypes.c_void_p)
