"""Release: who will read it is told first, and nothing goes wider than what it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from inzet.record import Record
from inzet.vocabulary.errors import InputError, ReferenceInward, UnknownValue
from inzet.writing.draft import Block, Draft, Form, Head, Origin, Source
from inzet.writing.drawer import Desk, How, Person, Remark, desk
from inzet.writing.release import drafted_from, plan, release
from inzet.writing.render import docx, html, pdf
from inzet.writing.sent import Sent
from tests.cli.records import make
from tests.writing.redraft.edits import draft, replace


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    """A record whose one paper is for its own organisation alone."""
    with make(tmp_path / "inzet.db", marking="INTERNAL") as made:
        made.define_audience("REL-ALLY", ["Allyland"])
        yield made


def resting_on(record: Record, *blocks: Block) -> Draft:
    """A draft whose first block rests on a sentence of the paper."""
    row = next(
        row for row in record.view(record.reader()).statements().items if row.act == "position"
    )
    source = Source(
        statement=row.identity,
        marking=row.marking,
        title="Agenda",
        quote=row.quote,
        paper=row.paper.id if row.paper else None,
    )
    text = "The Netherlands will stress that allies should keep their promises."
    first = Block(key="a", form=Form.PARAGRAPH, origin=Origin.CARRIED, text=text, sources=(0,))
    return replace(draft(first, *blocks, sources=(source,)), on_behalf_of="NLD")


def anna(record: Record) -> Desk:
    """A desk."""
    return desk(record, Person.named("Anna"), record.reader())


def test_what_is_narrower_is_named_and_never_released(record: Record) -> None:
    own = anna(record)
    card = own.start(resting_on(record))
    for marking, not_for in (("PUBLIC", ()), ("REL-ALLY", ("Allyland",))):
        made = plan(record, own, card, marking)
        assert [(each.key, each.not_for) for each in made.narrower] == [("a", not_for)]
        head = record.head()
        with pytest.raises(ReferenceInward, match="1 passage"):
            release(record, own, made, as_is=True)
        assert record.head() == head


def test_readers_are_named(record: Record) -> None:
    own = anna(record)
    card = own.start(draft())
    told = {
        marking: ([each.name for each in made.readers], made.everybody)
        for marking in ("PUBLIC", "INTERNAL", "REL-ALLY")
        if (made := plan(record, own, card, marking))
    }
    assert told == {
        "PUBLIC": (["Ministry", "Allyland"], True),
        "INTERNAL": (["Ministry"], False),
        "REL-ALLY": (["Ministry", "Allyland"], False),
    }
    with pytest.raises(UnknownValue):
        plan(record, own, card, "REL-NOBODY")


def test_what_is_unfinished_is_named_and_left_out(record: Record) -> None:
    own = anna(record)
    field = Block(key="f", form=Form.FIELD, origin=Origin.FRAME, text="Red line")
    note = Block(key="n", form=Form.PARAGRAPH, origin=Origin.NEW, text="Hidden", private=True)
    card = own.start(resting_on(record, field, note))
    own.remark(card, [Remark(id="r", by="Bo", on="", text="Is this so?", version=1)])
    made = plan(record, own, card, "INTERNAL")
    assert ([each.text for each in made.unfilled], len(made.remarks)) == (["Red line"], 1)
    with pytest.raises(InputError, match="1 field, 1 remark open"):
        release(record, own, made)
    done = release(record, own, made, as_is=True)
    view = record.view(record.reader())
    text = view.text(done.paper).text
    assert "allies should keep their promises" in text
    assert not [word for word in ("Red line", "Hidden", "Is this so") if word in text]
    assert drafted_from(view, done.paper) == made.papers
    assert len(made.papers) == 1
    assert done.card.released is not None
    assert done.card.released.paper == done.paper
    assert [row.act for row in view.paper_statements(done.paper)].count("position") == 1


def test_a_draft_that_changed_since_it_was_shown_is_not_released(record: Record) -> None:
    own = anna(record)
    card = own.start(resting_on(record))
    made = plan(record, own, card, "INTERNAL")
    own.put(card, draft(), How.EDITED, seen=1)
    with pytest.raises(InputError, match="changed since"):
        release(record, own, made)


def test_only_the_own_organisation_releases(record: Record) -> None:
    other = desk(record, Person.named("Anna"), record.reader("PUBLIC"))
    with pytest.raises(InputError, match="own organisation"):
        plan(record, other, other.start(draft()), "PUBLIC")


@pytest.mark.parametrize("suffix", [".docx", ".pdf", ".html"])
def test_the_file_that_was_sent_is_the_original(record: Record, suffix: str) -> None:
    own = anna(record)
    table = Block(key="t", form=Form.TABLE, origin=Origin.NEW, text="Spending",
                  rows=(("Ally", "2022"), ("Poland", "2.4 %")))  # fmt: skip
    item = Block(key="i", form=Form.ITEM, origin=Origin.NEW, text="A point, “quoted”; twice.")
    made_of = replace(resting_on(record, table, item), head=Head(sender="Ministry", place="Riga"))
    card = own.start(made_of)
    made = plan(record, own, card, "INTERNAL")
    module = {".docx": docx, ".pdf": pdf, ".html": html}[suffix]
    data = module.render(made.draft, clean=True)
    done = release(record, own, made, sent=Sent(data, f"sent{suffix}"))
    view = record.view(record.reader())
    assert view.original(done.paper) == data
    assert drafted_from(view, done.paper) == made.papers


@pytest.mark.parametrize("module", [docx, pdf, html])
def test_a_file_that_says_something_else_is_no_original(record: Record, module: ModuleType) -> None:
    own = anna(record)
    card = own.start(resting_on(record))
    made = plan(record, own, card, "INTERNAL")
    text = made.draft.blocks[0].text.replace("should keep", "keep")
    other = replace(made.draft, blocks=(replace(made.draft.blocks[0], text=text),))
    suffix = module.__name__.rpartition(".")[2]
    head = record.head()
    for data, said in (
        (module.render(other, clean=True), "allies should keep"),
        (module.render(made.draft), "working copy" if module is docx else "drafter only"),
        (module.render(replace(made.draft, blocks=()), clean=True), "does not say"),
    ):
        with pytest.raises(InputError, match=said):
            release(record, own, made, sent=Sent(data, f"sent.{suffix}"))
    assert record.head() == head
