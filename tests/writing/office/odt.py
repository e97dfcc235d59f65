"""Edits put in LibreOffice's own format, as it keeps them: it writes the Word file itself."""

from __future__ import annotations

import io
import zipfile


class Text:
    """The content of an ODT file.

    Args:
        data: the file.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self._xml = archive.read("content.xml").decode()
        self._count = 0

    def comment(
        self, words: str, text: str, by: str, on: str, *, answers: str = "", resolved: bool = False
    ) -> str:
        """A comment on words that stand there once; its name."""
        name = self._name()
        parent = f' loext:parent-name="{answers}"' if answers else ""
        start = (
            f'<office:annotation office:name="{name}"{parent} '
            f'loext:resolved="{str(resolved).lower()}"><dc:creator>{by}</dc:creator>'
            f"<dc:date>{on}</dc:date><text:p>{text}</text:p></office:annotation>"
        )
        self._swap(words, f'{start}{words}<office:annotation-end office:name="{name}"/>')
        return name

    def insert(self, before: str, words: str, by: str, on: str) -> None:
        """A tracked insertion before words that stand there once."""
        name = self._tracked("insertion", "", by, on)
        start, end = (f'<text:change-{each} text:change-id="{name}"/>' for each in ("start", "end"))
        self._swap(before, f"{start}{words}{end}{before}")

    def delete(self, words: str, by: str, on: str) -> None:
        """A tracked deletion of words that stand there once."""
        name = self._tracked("deletion", f"<text:p>{words}</text:p>", by, on)
        self._swap(words, f'<text:change text:change-id="{name}"/>', all_but="<text:p>")

    def saved(self) -> bytes:
        """The file."""
        out = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(self._data)) as old, zipfile.ZipFile(out, "w") as new:
            for each in old.infolist():
                held = old.read(each)
                new.writestr(each, self._xml if each.filename == "content.xml" else held)
        return out.getvalue()

    def _tracked(self, kind: str, inner: str, by: str, on: str) -> str:
        name = self._name()
        region = (
            f'<text:changed-region xml:id="{name}" text:id="{name}"><text:{kind}>'
            f"<office:change-info><dc:creator>{by}</dc:creator><dc:date>{on}</dc:date>"
            f"</office:change-info>{inner}</text:{kind}></text:changed-region>"
        )
        self._swap("</text:tracked-changes>", f"{region}</text:tracked-changes>")
        return name

    def _swap(self, old: str, new: str, *, all_but: str = "") -> None:
        places = [
            at
            for at in range(len(self._xml))
            if self._xml.startswith(old, at) and not (all_but and self._xml[:at].endswith(all_but))
        ]
        assert len(places) == 1, (old, len(places))
        self._xml = self._xml[: places[0]] + new + self._xml[places[0] + len(old) :]

    def _name(self) -> str:
        self._count += 1
        return f"edit{self._count}"
