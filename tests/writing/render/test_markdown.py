"""Markdown: another program reads every word back to the letter, and no word as a sign."""

from __future__ import annotations

import re

import msgspec
import pytest
from hypothesis import given, settings
from markdown_it import MarkdownIt
from selectolax.lexbor import LexborHTMLParser

from inzet.writing.draft import Block, Draft, Form, Origin, Source
from inzet.writing.render import markdown
from inzet.writing.render.copy import copy_of
from inzet.writing.render.markdown import escaped
from inzet.writing.render.printable import printable
from tests.writing import drafts, strategies

_PARSER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
_OURS = {"ins", "del", "strong", "em"}


def _tree(data: str) -> LexborHTMLParser:
    return LexborHTMLParser(_PARSER.render(data))


def _words(text: str) -> str:
    return "".join(text.split())


def _shown(draft: Draft, *, clean: bool) -> tuple[LexborHTMLParser, str]:
    told = markdown.render(draft, clean=clean).decode()
    tree = _tree(told)
    assert tree.body is not None
    return tree, _words(re.sub(r"\[\^\d+\]", "", tree.body.text()))


@settings(max_examples=300, deadline=None)
@given(strategies.hostile)
def test_escaped_text_is_shown_to_the_letter(text: str) -> None:
    told = " ".join(printable(text).split())
    body = _tree(escaped(told, opens=True)).body
    assert body is not None
    assert " ".join(body.text().split()) == told
    assert {node.tag for node in body.css("*")} <= {"body", "p"}


@settings(max_examples=150, deadline=None)
@given(strategies.drafts())
def test_every_word_of_a_draft_is_read_back(draft: Draft) -> None:
    for clean in (False, True):
        tree, text = _shown(draft, clean=clean)
        assert not tree.css("a, img, script, code, pre")
        for part in copy_of(draft, clean=clean).parts:
            if part.form is not Form.PAGE and part.block.origin is not Origin.CHANGED:
                assert _words(part.text) in text


@pytest.mark.parametrize("stamp", ["", "Naverteld"])
@pytest.mark.parametrize("title", ["Verslag", "", "http://127.0.0.1/", "Verslag (bis)", 'V "x"'])
def test_a_source_of_one_word_is_no_link(title: str, stamp: str) -> None:
    source = Source(statement="0" * 64, marking="PUBLIC", title=title, quote="", stamp=stamp)
    block = Block(
        key="b",
        form=Form.PARAGRAPH,
        origin=Origin.NEW,
        text="Het kabinet steunt dit.",
        sources=(0,),
    )
    draft = msgspec.structs.replace(drafts.agenda(), blocks=(block,), sources=(source,))
    tree, _ = _shown(draft, clean=False)
    assert not tree.css("a")


@pytest.mark.parametrize("draft", [drafts.agenda(), drafts.debate()], ids=["agenda", "debate"])
def test_a_paper_has_its_structure(draft: Draft) -> None:
    tree, text = _shown(draft, clean=True)

    def count(form: Form) -> int:
        return sum(part.form is form for part in copy_of(draft, clean=True).parts)

    assert len(tree.css("h1")) == 1
    assert len(tree.css("h2, h3, h4")) == count(Form.HEADING)
    assert len(tree.css("li")) == count(Form.ITEM)
    assert len(tree.css("table")) == count(Form.TABLE) == 1
    assert "<ins>" not in markdown.render(draft, clean=True).decode()
    assert _words(draft.title) in text


def test_each_source_is_a_footnote_that_is_referred_to() -> None:
    told = markdown.render(drafts.agenda()).decode()
    defined = re.findall(r"^\[\^(\d+)\]: ", told, re.M)
    referred = set(re.findall(r"\[\^(\d+)\](?!:)", told))
    assert defined == ["1", "2", "3"]
    assert referred == set(defined)


def test_changes_are_told_in_tags_that_markdown_allows() -> None:
    tree, _ = _shown(drafts.agenda(), clean=False)
    assert "Boekarest" in " ".join(node.text() for node in tree.css("del"))
    assert "Brussel" in " ".join(node.text() for node in tree.css("ins"))
