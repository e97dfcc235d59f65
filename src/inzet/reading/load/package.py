"""Files that are zip archives of XML (Word, OpenDocument, workbooks), opened with distrust.

Nothing is unpacked to disk, so names in the archive lead nowhere; only the parts that are asked
for are unpacked, each up to a limit that does not trust what the archive says of itself. XML is
read without a network, without a document type and without entities.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath

from lxml import etree

from inzet.vocabulary.errors import UnreadableFile

_MEMBERS = 5_000
"""A paper of a thousand pictures has fewer parts."""
_PART = 48 * 1024 * 1024
"""Bytes of XML of one part, unpacked; a part of a long report has five million."""
_TOTAL = 96 * 1024 * 1024
_DOCTYPE = tuple("<!DOCTYPE".encode(code) for code in ("ascii", "utf-16-le", "utf-16-be"))


class Package:
    """The parts of an archive.

    Args:
        data: the file.
        kind: what it is, for messages: "Word file".
        name: file name or address, for messages.

    Raises:
        UnreadableFile: broken, protected with a password, or out of all proportion.
    """

    def __init__(self, data: bytes, kind: str, name: str) -> None:
        self._kind, self._name = kind, name
        self._left = _TOTAL
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError):
            raise self._broken() from None
        if len(self._zip.namelist()) > _MEMBERS:
            raise self._disproportionate(f"it holds more than {_MEMBERS} parts")
        self._names = {name.lstrip("/"): name for name in self._zip.namelist()}

    @property
    def names(self) -> frozenset[str]:
        """Names of its parts."""
        return frozenset(self._names)

    def read(self, part: str) -> bytes:
        """The bytes of a part; empty when there is none.

        Raises:
            UnreadableFile: broken, protected, or too large when unpacked.
        """
        name = self._names.get(part.lstrip("/"))
        if name is None:
            return b""
        if self._zip.getinfo(name).flag_bits & 1:
            raise self.protected()
        try:
            with self._zip.open(name) as stream:
                data = stream.read(min(_PART, self._left) + 1)
        except (
            zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError,
            ValueError, RuntimeError,
        ):  # fmt: skip
            raise self._broken(part) from None
        if len(data) > min(_PART, self._left):
            raise self._disproportionate(f"“{PurePosixPath(part).name}” is far too large unpacked")
        self._left -= len(data)
        return data

    def xml(self, part: str) -> etree._Element | None:
        """The root element of an XML part; None when there is no such part.

        Raises:
            UnreadableFile: broken, too deep, or with a document type (no such file has one).
        """
        data = self._plain(part)
        if not data:
            return None
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            dtd_validation=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            return etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError):
            raise self._broken(part) from None

    def elements(self, part: str, names: tuple[str, ...]) -> Iterator[etree._Element]:
        """The elements of these local names in an XML part, one at a time, each complete.

        Each is emptied when the next is asked for, so that a long part takes no more memory than
        a short one.

        Raises:
            UnreadableFile: as :meth:`xml` does.
        """
        data = self._plain(part)
        if not data:
            return
        found = etree.iterparse(
            io.BytesIO(data),
            events=("end",),
            tag=tuple(f"{{*}}{name}" for name in names),
            no_network=True,
            load_dtd=False,
            resolve_entities=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            for _, element in found:
                yield element
                element.clear()
                while (before := element.getprevious()) is not None:
                    parent = before.getparent()
                    if parent is None:
                        break
                    parent.remove(before)
        except (etree.XMLSyntaxError, ValueError):
            raise self._broken(part) from None

    def _plain(self, part: str) -> bytes:
        """The bytes of a part that declares nothing.

        Raises:
            UnreadableFile: as :meth:`read` does; or it has a document type.
        """
        data = self.read(part)
        if any(mark in data for mark in _DOCTYPE):
            raise UnreadableFile(
                f"this {self._kind} declares entities, which no such file does",
                where=self._name,
                fix="Open it in an office program, look at it, and save it again.",
            )
        return data

    def protected(self) -> UnreadableFile:
        """The error for a file that needs a password."""
        return UnreadableFile(
            f"this {self._kind} is protected with a password",
            where=self._name,
            fix="Open it with its password and save it without one.",
        )

    def _broken(self, part: str = "") -> UnreadableFile:
        what = f"this {self._kind} is broken"
        return UnreadableFile(
            f"{what} (in its part “{PurePosixPath(part).name}”)" if part else what,
            where=self._name,
            fix="Get it again from its source, or save it as plain text or PDF.",
        )

    def _disproportionate(self, why: str) -> UnreadableFile:
        return UnreadableFile(
            f"this {self._kind} is out of all proportion: {why}",
            where=self._name,
            fix="If it is a paper, save its text alone.",
        )
