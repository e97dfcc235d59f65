"""The feed that ships: it says what the tables say, proves, and cannot be changed unnoticed."""

from __future__ import annotations

import dataclasses
import hashlib
import secrets
import zlib
from importlib import resources
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inzet.record import Checked, Record
from inzet.record.editions import PINNED
from inzet.record.keys import Key, fingerprint
from inzet.record.parcels import Sent
from inzet.reference import feed, install, installed, tables
from inzet.reference.editions import CURRENT
from inzet.vocabulary.errors import BrokenRecord, InputError, RecordError

SOURCED = ["memberships", "groups", "accessions", "counts", "contributions", "steps", "headlines"]
SHIPPED = (resources.files("inzet.reference") / feed.FILE).read_bytes()


def test_it_says_exactly_what_the_tables_say() -> None:
    key = bytes.fromhex(CURRENT.public_key)
    made = feed.bodies(key, feed.statements())
    assert tuple(entry.body for entry in feed.shipped().entries) == made
    head = feed.head_of(feed.organisation_of(CURRENT.name), key, made)
    assert head.hex() == CURRENT.head


def test_the_record_knows_the_edition_that_ships() -> None:
    assert PINNED[-1] == fingerprint(bytes.fromhex(CURRENT.public_key))
    assert len(set(PINNED)) == len(PINNED)


def test_every_value_has_a_source_and_a_day() -> None:
    for said in feed.statements():
        assert said.said, said.quote
        assert said.valid_from, said.quote
        assert said.rule.startswith("data:")
        assert said.quote


@given(st.integers(0, len(SHIPPED) * 8 - 1))
def test_a_flipped_bit_is_refused(bit: int) -> None:
    data = bytearray(SHIPPED)
    data[bit // 8] ^= 1 << bit % 8
    with pytest.raises(BrokenRecord, match="altered"):
        feed.unpack(bytes(data))


def test_another_feed_is_refused_though_its_hash_were_pinned() -> None:
    """Whoever could put another hash in the code would still need the key of the feed."""
    packed = feed.sealed(
        feed.organisation_of(CURRENT.name),
        Key(secrets.token_bytes(32)),
        "2026-11-28T12:00:00.000000Z",
        list(feed.statements())[:3],
    )
    data = feed.pack(packed)
    edition = dataclasses.replace(CURRENT, sha256=hashlib.sha256(data).hexdigest())
    with pytest.raises(BrokenRecord, match="another edition"):
        feed.unpack(data, edition)


def test_nothing_can_be_added_to_it(installed_copy: Record) -> None:
    parcel = feed.shipped()
    last = parcel.entries[-1]
    assert last.body is not None
    body = last.body.replace(b'"percent"', b'"per cent"')
    more = msgspec.structs.replace(
        parcel, first=len(parcel.entries) + 1, entries=(Sent(b"0" * 32, "statement", body),)
    )
    with pytest.raises(RecordError, match="seal"):
        installed_copy.receive(more)


def test_an_altered_entry_does_not_prove(tmp_path: Path) -> None:
    parcel = feed.shipped()
    packed = msgspec.msgpack.decode(zlib.decompress(SHIPPED), type=feed.Packed)
    bodies = (packed.bodies[0].replace(b"Afghan", b"Afghon"), *packed.bodies[1:])
    altered = feed.parcel_of(msgspec.structs.replace(packed, bodies=bodies))
    assert altered.head != parcel.head
    with Record.create(tmp_path / "r.db", "Ministry") as record:
        with pytest.raises(BrokenRecord, match="seal"):
            record.receive(altered)
        assert record.view(record.reader()).count() == 0


def test_installing_again_changes_nothing(installed_copy: Record) -> None:
    before = installed_copy.head()
    assert install(installed_copy) == 0
    assert installed_copy.head() == before
    assert installed(installed_copy.view(installed_copy.reader("PUBLIC")))


def test_the_record_that_holds_it_verifies(installed_copy: Record) -> None:
    found = list(installed_copy.verify(projections=True))
    assert all(isinstance(each, Checked) for each in found), found
    told = {each.what: each.count for each in found if isinstance(each, Checked)}
    assert told[f"{feed.organisation_of(CURRENT.name)}, PUBLIC"] == len(feed.shipped().entries)


def test_it_is_nobody_who_reads(installed_copy: Record) -> None:
    names = [reader.name for reader in installed_copy.readers()]
    assert names == ["PUBLIC", "Ministry of Tests"]


def test_every_source_is_one_of_something() -> None:
    named = {row["source"] for table in SOURCED for row in tables.rows(table)}
    named |= {each["source"] for each in tables.toml("agreements").values()}
    apart = {"editions", "copies", "cldr", "organisations"}
    sources = tables.toml("sources")
    assert named == set(sources) - apart
    figures = list(tables.rows("figures"))
    assert {row["copy"] for row in figures} == set(sources["copies"])
    assert {row["edition"] for row in figures} == set(sources["editions"])


def test_a_row_with_a_wrong_day_is_told_with_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    from inzet.reference import accession

    row = next(tables.rows("accessions"))
    wrong = tables.Row(row.table, row.number, {**row.cells, "when": "2022-13-01"})
    monkeypatch.setattr(tables, "rows", lambda table: iter([wrong]))
    with pytest.raises(InputError) as told:
        list(accession.accessions())
    assert told.value.where == "accessions.csv, line 2, when"


def test_a_row_of_an_unknown_source_is_told_with_its_place(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from inzet.reference import parties

    row = next(tables.rows("memberships"))
    wrong = tables.Row(row.table, row.number, {**row.cells, "source": "hearsay"})
    monkeypatch.setattr(tables, "rows", lambda table: iter([wrong]))
    with pytest.raises(InputError, match="hearsay") as told:
        list(parties.memberships())
    assert told.value.where == "memberships.csv, line 2"


def test_two_rows_that_say_the_same_are_refused() -> None:
    said = next(feed.statements())
    with pytest.raises(BrokenRecord, match="two rows"):
        feed.bodies(b"k" * 32, [said, said])
