"""A page as it is printed, as an image, with some of its lines outlined."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

from inzet.reading.load.pdf.document import opened
from inzet.vocabulary.citations import Box
from inzet.vocabulary.errors import NotFound, UnreadableFile

if TYPE_CHECKING:
    from PIL.Image import Image

WIDTH = 800
"""Pixels across a page."""
_HIGHEST = 2400
_LARGEST_SCALE = 4.0
_COLOURS = 8
_OUTLINE = (176, 84, 0)
_FILL = 24
"""How strongly an outlined line is tinted, of 255."""
_AIR = 2


def page_image(
    data: bytes, number: int, outlined: Sequence[Box] = (), *, name: str = "", width: int = WIDTH
) -> bytes:
    """A page of a PDF as PNG; nothing in the file is run or fetched.

    Args:
        data: the file's bytes.
        number: of the page, from 1.
        outlined: places to outline; those on other pages are passed over.
        name: for errors.
        width: pixels across; a page that would be too high for it is smaller.

    Raises:
        UnreadableFile: the file or the page cannot be shown.
        NotFound: there is no such page.
    """
    with opened(data, name) as document:
        if not 1 <= number <= len(document):
            raise NotFound(f"the paper has no page {number}", where=name)
        image, scale = _rendered(document, number - 1, width, name)
    image = image.quantize(_COLOURS)
    boxes = [box for box in outlined if box[0] == number]
    if boxes:
        # Few colours become a few more; quantised after this, thin outlines would fade.
        image = _outlined(image, boxes, scale / 10).quantize(4 * _COLOURS)
    out = io.BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()


def _rendered(document: object, index: int, width: int, name: str) -> tuple[Image, float]:
    """The page in colour, and how many pixels a point has."""
    import pypdfium2

    assert isinstance(document, pypdfium2.PdfDocument)
    try:
        page = document[index]
    except pypdfium2.PdfiumError:
        raise UnreadableFile(f"page {index + 1} is broken", where=name) from None
    try:
        across, high = page.get_size()
        if across <= 0 or high <= 0:
            raise UnreadableFile(f"page {index + 1} has no size", where=name)
        scale = min(width / across, _HIGHEST / high, _LARGEST_SCALE)
        bitmap = page.render(scale=scale, may_draw_forms=False, draw_annots=False)
        image: Image = bitmap.to_pil().convert("RGB")
        bitmap.close()
        return image, scale
    finally:
        page.close()


def _outlined(image: Image, boxes: Sequence[Box], scale: float) -> Image:
    from PIL import Image as pillow  # noqa: N813 (the type has the module's name)
    from PIL import ImageDraw

    over = pillow.new("RGBA", image.size, (0, 0, 0, 0))
    pen = ImageDraw.Draw(over)
    for _, left, top, right, bottom in boxes:
        corners = (
            left * scale - _AIR,
            top * scale - _AIR,
            max(left, right) * scale + _AIR,
            max(top, bottom) * scale + _AIR,
        )
        pen.rectangle(corners, fill=(*_OUTLINE, _FILL), outline=(*_OUTLINE, 255), width=2)
    return pillow.alpha_composite(image.convert("RGBA"), over).convert("RGB")
