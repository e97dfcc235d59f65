"""WordprocessingML, built element by element."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lxml import etree

from inzet.writing.render.printable import printable

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

Child = etree._Element | None | Iterable["etree._Element | None"]


def q(name: str) -> str:
    """The name of Word with its namespace."""
    return f"{{{MAIN}}}{name}"


def w(name: str, /, *children: Child, **attributes: str | int) -> etree._Element:
    """An element of Word; attributes are Word's too."""
    element = etree.Element(
        q(name), {q(key): sayable(str(value)) for key, value in attributes.items()}, {"w": MAIN}
    )
    for each in children:
        if each is None:
            continue
        if isinstance(each, etree._Element):
            element.append(each)
        else:
            element.extend(one for one in each if one is not None)
    return element


def val(name: str, value: str | int) -> etree._Element:
    """An element with a ``val``."""
    return w(name, val=value)


def text(value: str, *, gone: bool = False) -> list[etree._Element]:
    """A text as the content of a run; line ends and tabs become theirs."""
    found: list[etree._Element] = []
    for part in re.split("([\n\t])", sayable(value)):
        if part in {"\n", "\t"}:
            found.append(w("br" if part == "\n" else "tab"))
        elif part:
            element = w("delText" if gone else "t")
            element.text = part
            element.set(_SPACE, "preserve")
            found.append(element)
    return found


def sayable(value: str) -> str:
    """A text as every format has it, but for its line ends and tabs."""
    parts = re.split("([\n\t])", value.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(part if part in {"\n", "\t"} else printable(part) for part in parts)


def plain(space: str) -> dict[str, str]:
    """Names without a prefix; the types of lxml know no such prefix, lxml itself does."""
    found: dict[str | None, str] = {None: space}
    return found  # type: ignore[return-value]


def xml_bytes(root: etree._Element) -> bytes:
    """A part, as it stands in a file."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
