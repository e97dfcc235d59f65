"""Files that a form brings."""

from __future__ import annotations

from starlette.datastructures import FormData, UploadFile

from inzet.reading.load import LIMIT
from inzet.web.refusals import NoFile, TooLarge


async def brought(form: FormData, *, fix: str) -> tuple[str, bytes]:
    """The ``file`` of a form: its name without folders, and what it holds.

    Args:
        fix: what to do where none was chosen.

    Raises:
        NoFile: none was chosen, or it is empty.
        TooLarge: it is larger than any file that is read.
    """
    file = form.get("file")
    if not isinstance(file, UploadFile) or not file.filename:
        raise NoFile("no file was chosen", fix=fix)
    name = file.filename.replace("\\", "/").rsplit("/", 1)[-1][:200]
    data = await file.read()
    if not data:
        raise NoFile("the file is empty", where=name)
    if len(data) > LIMIT:
        raise TooLarge(LIMIT)
    return name, data
