"""What a draft holds: each thing under what a person must do with it, and notices once."""

from __future__ import annotations

import msgspec

from inzet.writing import contents
from inzet.writing.draft import Block, Form, Origin, joined, notices
from tests.writing.drafts import agenda


def block(key: str, form: Form, role: str = "", *, private: bool = False) -> Block:
    return Block(key=key, form=form, origin=Origin.NEW, text=key, role=role, private=private)


def test_each_is_told_once() -> None:
    blocks = (
        block("number", Form.FIELD),
        block("promise", Form.FIELD, "promise"),
        block("motion", Form.FIELD, "motion"),
        block("later", Form.ITEM, "promise", private=True),
        block("remark", Form.ITEM, private=True),
    )
    made = msgspec.structs.replace(agenda(), blocks=blocks)
    assert [each.key for each in contents.to_fill(made)] == ["number"]
    assert [each.key for each in contents.to_settle(made)] == ["promise", "motion", "later"]
    assert [each.key for each in contents.private(made)] == ["remark"]


def test_notices_that_were_joined_are_told_apart() -> None:
    one, other = "Retold; no official paper", "Invented; nobody said so"
    stamp = joined((one, other))
    assert notices((stamp,)) == (one, other)
    assert notices((one, stamp, other)) == (one, other)
    assert notices((one, other, f"{one}; {other}")) == (one, other)
