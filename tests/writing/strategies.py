"""Drafts of any shape, with the text that nobody wants to meet in one."""

from __future__ import annotations

from hypothesis import strategies as st

from inzet.writing.draft import Block, Draft, Form, Head, Kind, Mark, Origin, Source

_HOSTILE = (
    "*vet* _schuin_ `code` [link](http://127.0.0.1/) ![](x) <script>alert(1)</script>",
    "#set page(width: 1cm) #import \"@preview/x:1.0.0\" $a_b$ \\# @label <label> = kop",
    "</p></article><!-- ]]> &amp; &lt; &#0; \" '",
    "\u202eomgekeerd\u202c \u2067rechts\u2069",
    "\x00\x01\x08\x0b\x0c\x1b[31m\x7f\x85\ufeff\ufffe\uffff",
    "=1+1", "@SUM(A1)", "+31", "-", "1. eerst", "> citaat", "# kop", "| a | b |", "~~~", "---",
    "regel een\nregel twee\r\nregel drie\u2028vier",
    "Українська Ελληνικά עברית العربية 漢字 한국어 🕊️ é e\u0301 ½ ﬁ \u00ad",
    "x" * 500,
    "\ud800",
    "\ue000\U000f0000\U0010ffff",
)  # fmt: skip

hostile: st.SearchStrategy[str] = st.one_of(
    st.sampled_from(_HOSTILE),
    st.text(max_size=60),
    st.lists(st.sampled_from(("de", "minister", "zegt", "2 %", "(", "NAVO", ",")), max_size=12).map(
        " ".join
    ),
)  # fmt: skip
"""Text as papers, people and those who try things write it."""

LONG = "Het kabinet acht dit van groot belang. " * 1300
"""Fifty thousand characters."""

_styles = st.sampled_from(("strong", "emphasis"))


@st.composite
def marks(draw: st.DrawFn, text: str) -> tuple[Mark, ...]:
    """Marks anywhere on a text."""
    places = st.integers(0, len(text))
    pairs = draw(st.lists(st.tuples(places, places, _styles), max_size=3))
    return tuple(
        Mark(start=min(one, two), end=max(one, two), style=style) for one, two, style in pairs
    )


@st.composite
def blocks(draw: st.DrawFn, key: str, sources: int) -> Block:
    """A block of any form and origin."""
    text = draw(hostile)
    form = draw(st.sampled_from(Form))
    rows: tuple[tuple[str, ...], ...] = ()
    if form is Form.TABLE:
        rows = tuple(
            tuple(row) for row in draw(st.lists(st.lists(hostile, max_size=4), max_size=4))
        )
    return Block(
        key=key,
        form=form,
        origin=draw(st.sampled_from(Origin)),
        text=text,
        before=draw(st.none() | hostile),
        level=draw(st.integers(0, 4)),
        marks=draw(marks(text)),
        sources=tuple(draw(st.lists(st.integers(0, sources - 1), max_size=3))) if sources else (),
        rows=rows,
        filled=draw(st.just("") | hostile),
        comment=draw(st.just("") | hostile),
        private=draw(st.booleans()),
    )


sources: st.SearchStrategy[Source] = st.builds(
    Source,
    statement=st.text("0123456789abcdef", min_size=64, max_size=64),
    marking=st.just("PUBLIC"),
    title=hostile,
    quote=hostile,
    number=st.none() | st.sampled_from(("kst-99999-12", "2023D00001", "kst 99 999 nr. 1")),
    said=st.none() | st.just("2023-03-17"),
    page=st.none() | st.integers(1, 900),
    stamp=st.just("") | hostile,
)


@st.composite
def drafts(draw: st.DrawFn) -> Draft:
    """Any draft."""
    known = draw(st.lists(sources, max_size=4))
    count = draw(st.integers(0, 8))
    return Draft(
        kind=draw(st.sampled_from(Kind)),
        language=draw(st.sampled_from(("nl", "en"))),
        meeting="nato-fmm-2023-04-04",
        meeting_name=draw(hostile),
        on="2023-03-17",
        title=draw(hostile),
        head=Head(
            sender=draw(st.just("") | hostile),
            addressee=draw(st.just("") | hostile),
            place=draw(st.just("") | hostile),
            date=draw(st.sampled_from(("", "2023-03-17", "maart"))),
            reference=draw(st.just("") | hostile),
            subject=draw(st.just("") | hostile),
        ),
        blocks=tuple(draw(blocks(f"b/{place}", len(known))) for place in range(count)),
        sources=tuple(known),
        on_behalf_of=draw(st.none() | st.just("NLD")),
        stamps=tuple(draw(st.lists(hostile, max_size=2))),
    )
