"""A draft as Markdown: CommonMark, with the tables and footnotes that GitHub and Pandoc know.

What CommonMark has no sign for stands as the HTML it allows: ``ins`` and ``del`` for changes.
Words of papers are escaped, so that none becomes a heading, a link or a tag.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from inzet.writing.draft import Draft, Form
from inzet.writing.render.copy import Copy, Part, copy_of
from inzet.writing.render.inline import Op, Stretch

_SIGNS = re.compile(r"([\\`*_{}\[\]<>#|~^$!&])")
# What opens a list, a quotation, a heading, a rule or code only where a line begins.
_OPENS = re.compile(r"^(?:([-+=:])|(\d{1,9})([.)]))")
_STYLES = {"strong": ("**", "strong"), "emphasis": ("*", "em")}


def render(draft: Draft, *, clean: bool = False, sources: bool = True) -> bytes:
    """The draft as Markdown in UTF-8."""
    shown = copy_of(draft, clean=clean, sources=sources)
    return ("\n".join(_lines(shown)).strip("\n") + "\n").encode()


def escaped(text: str, *, opens: bool = False) -> str:
    """Text that Markdown shows to the letter.

    Args:
        opens: whether it stands where a line begins.
    """
    made = _SIGNS.sub(r"\\\1", text)
    return _OPENS.sub(_unopened, made) if opens else made


def _unopened(found: re.Match[str]) -> str:
    return f"\\{found[1]}" if found[1] else f"{found[2]}\\{found[3]}"


def _lines(shown: Copy) -> Iterator[str]:
    for stamp in shown.stamps:
        yield f"> **{escaped(stamp, opens=True)}**"
        yield ""
    if shown.sender:
        yield f"**{escaped(shown.sender, opens=True)}**"
        yield ""
    for name, value in shown.head:
        told = shown.words["fill"]
        yield f"{shown.words[name]}: {escaped(value) if value else f'*({told})*'}  "
    if shown.head:
        yield ""
    if not shown.has_title:
        yield f"# {escaped(shown.title, opens=True)}"
        yield ""
    in_list = False
    for part in shown.parts:
        if in_list and part.form is not Form.ITEM:
            yield ""
        in_list = part.form is Form.ITEM
        yield from _part(shown, part)
    if shown.sources:
        yield ""
        yield f"## {shown.words['sources']}"
        yield ""
        yield from _sources(shown)


def _part(shown: Copy, part: Part) -> Iterator[str]:
    notes = "".join(f"[^{number}]" for number in part.notes)
    words = _inline(part.stretches)
    if part.private:
        words = f"*{shown.words['private']}:* {words}"
    match part.form:
        case Form.PAGE:
            yield "---"
        case Form.TITLE:
            yield f"# {words}{notes}"
        case Form.HEADING:
            yield f"{'#' * (part.level + 1)} {words}{notes}"
        case Form.ITEM:
            yield f"- {words}{notes}"
        case Form.FIELD:
            value = escaped(part.filled) if part.filled else f"*({shown.words['fill']})*"
            yield f"{words}: {value}{notes}" if words else f"{value}{notes}"
        case Form.TABLE:
            yield from _table(part, words, notes)
        case _:
            yield f"{words}{notes}"
    if part.remark:
        indent = "  " if part.form is Form.ITEM else ""
        yield from ("", f"{indent}> *{shown.words['remark']}:* {escaped(part.remark)}")
    if part.form is not Form.ITEM or part.remark:
        yield ""


def _inline(stretches: tuple[Stretch, ...]) -> str:
    made: list[str] = []
    for place, one in enumerate(stretches):
        body = one.text.strip()
        if not body:
            made.append(one.text)
            continue
        lead, _, tail = one.text.partition(body)
        before = "".join(each.text for each in stretches[:place]) + lead
        after = tail + "".join(each.text for each in stretches[place + 1 :])
        words = escaped(body, opens=not before.strip())
        # Signs of emphasis are only sure to count between white space and a letter.
        sure = (
            one.op is Op.STANDS
            and body[0].isalnum()
            and body[-1].isalnum()
            and (not before or before[-1].isspace())
            and (not after or after[0].isspace())
        )
        for style, (sign, tag) in _STYLES.items():
            if getattr(one, style):
                words = f"{sign}{words}{sign}" if sure else f"<{tag}>{words}</{tag}>"
        change = {Op.CAME: "ins", Op.WENT: "del"}.get(one.op)
        made.append(f"{lead}<{change}>{words}</{change}>{tail}" if change else lead + words + tail)
    return "".join(made).strip()


def _table(part: Part, caption: str, notes: str) -> Iterator[str]:
    if caption or notes:
        yield from (f"{caption}{notes}", "")
    rows = part.rows
    for place, row in enumerate(rows):
        yield "| " + " | ".join(escaped(cell.strip()) for cell in row) + " |"
        if place == 0:
            yield "|" + " --- |" * len(row)


def _sources(shown: Copy) -> Iterator[str]:
    for number, source in enumerate(shown.sources, 1):
        told = escaped(shown.cited(source)) or shown.words["source"]
        quote = f": “{escaped(source.quote)}”" if source.quote else ""
        stamp = f" ({escaped(shown.stamp(source))})" if shown.stamp(source) else ""
        words = f"{told}{quote}{stamp}"
        yield f"[^{number}]: {_no_link(words.strip())}"


def _no_link(words: str) -> str:
    """A note that readers of Markdown which know no footnotes take for no address of a link: one
    word alone is one, and so is a word before something in brackets or quotation marks."""
    _, _, rest = words.partition(" ")
    ends = rest.strip()[-1:]
    return f"{words} –" if not rest or ends in {")", '"', "'"} else words
