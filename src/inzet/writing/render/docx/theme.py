"""The colours and fonts that Word offers in its menus: those of the template that ships."""

from __future__ import annotations

from lxml import etree

_SPACE = "http://schemas.openxmlformats.org/drawingml/2006/main"
_COLOURS = {
    "dk1": "1A1A1A", "lt1": "FFFFFF", "dk2": "1F3A5F", "lt2": "EEF2F6",
    "accent1": "1F3A5F", "accent2": "C9A227", "accent3": "5F6B7A", "accent4": "9B1C1C",
    "accent5": "2F6F5E", "accent6": "8A8A8A", "hlink": "1F3A5F", "folHlink": "5F6B7A",
}  # fmt: skip


def theme(font: str) -> etree._Element:
    """A theme with one font for all text."""
    return _a(
        "theme",
        _a(
            "themeElements",
            _a(
                "clrScheme",
                *(_a(place, _a("srgbClr", val=colour)) for place, colour in _COLOURS.items()),
                name="Inzet",
            ),
            _a("fontScheme", _fonts("majorFont", font), _fonts("minorFont", font), name="Inzet"),
            _a(
                "fmtScheme",
                _a("fillStyleLst", *(_fill() for _ in range(3))),
                _a("lnStyleLst", *(_a("ln", _fill(), w=width) for width in (6350, 12700, 19050))),
                _a(
                    "effectStyleLst",
                    *(_a("effectStyle", _a("effectLst")) for _ in range(3)),
                ),
                _a("bgFillStyleLst", *(_fill() for _ in range(3))),
                name="Inzet",
            ),
        ),
        name="Inzet",
    )


def _fonts(name: str, font: str) -> etree._Element:
    return _a(name, _a("latin", typeface=font), _a("ea", typeface=""), _a("cs", typeface=""))


def _fill() -> etree._Element:
    return _a("solidFill", _a("schemeClr", val="phClr"))


def _a(name: str, /, *children: etree._Element, **attributes: str | int) -> etree._Element:
    element = etree.Element(
        f"{{{_SPACE}}}{name}",
        {key: str(value) for key, value in attributes.items()},
        {"a": _SPACE},
    )
    element.extend(children)
    return element
