"""What stands in the full text of papers (title, numbers, and the words of the newest extraction)
and of objects of others."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inzet.record import schema, words
from inzet.record.store import run, value
from inzet.vocabulary import entries as kinds
from inzet.vocabulary.acts import NAMED, Act
from inzet.vocabulary.entries import Body
from inzet.vocabulary.judgements import APART, SAME
from inzet.vocabulary.library import LIBRARY
from inzet.vocabulary.objects import Described
from inzet.vocabulary.parliament import PARLIAMENTARY
from inzet.vocabulary.parties import MEMBERSHIP

_LISTED = PARLIAMENTARY | LIBRARY | {MEMBERSHIP, SAME, APART}


def index_paper(connection: Connection, seq: int) -> None:
    """Puts the words of a paper's newest extraction in the full text, in place of the old ones."""
    row = run(connection, "SELECT key, feed, extraction FROM paper WHERE entry = ?", (seq,)).first()
    if row is None:
        return
    newest = run(
        connection,
        "SELECT entry FROM extraction WHERE paper = ? ORDER BY version DESC LIMIT 1",
        (seq,),
    ).scalar()
    if newest == row.extraction:
        return
    words.remove(connection, [(row.key, _indexed(connection, seq, row.extraction))])
    words.add(connection, [(row.key, row.feed, _indexed(connection, seq, newest))])
    run(connection, "UPDATE paper SET extraction = ? WHERE entry = ?", (newest, seq))


def paper_words(connection: Connection, seq: int) -> list[tuple[int, str]]:
    """(key, stems) under which a paper stands in the full text now."""
    table = schema.paper.c
    row = connection.execute(
        sa.select(table.key, table.extraction).where(table.entry == seq)
    ).first()
    return [] if row is None else [(row.key, _indexed(connection, seq, row.extraction))]


def _indexed(connection: Connection, paper: int, extraction: int | None) -> str:
    """The stems under which a paper stands in the full text with this extraction."""
    body = load_body(connection, paper)
    assert isinstance(body, kinds.Paper)
    text = ""
    if extraction is not None:
        extracted = load_body(connection, extraction)
        assert isinstance(extracted, kinds.Extraction)
        text = text_of(connection, extracted.text_sha256)
    return words.stems(paper_text(body, text), body.language)


def text_of(connection: Connection, sha256: str) -> str:
    """An extracted text by its SHA-256; "" where it was erased."""
    data = value(connection, "SELECT data FROM blob WHERE sha256 = ?", (sha256,))
    return "" if data is None else bytes(data).decode()


def paper_text(body: kinds.Paper, text: str) -> str:
    """Everything of a paper that is searched."""
    return "\n".join([body.title, *body.numbers, text])


def object_words(found: Described) -> str:
    """The stems under which an object of others stands in the full text."""
    return words.stems(found.text(), found.language)


def load_body(connection: Connection, seq: int) -> Body | None:
    """The body of an entry by its local number; None when it was erased."""
    raw = run(connection, "SELECT body FROM entry WHERE seq = ?", (seq,)).scalar()
    return None if raw is None else kinds.decode(raw)


def named_in(body: kinds.Statement) -> list[str]:
    """What a statement can be found by beside its words: of a reference its identifier and what
    is printed, folded; of others the procedure that their content names; of what parliament and
    government say to each other, of what stands in a library, of memberships and of what people
    judge of names its kind."""
    if body.act is Act.REFERENCE:
        return printed_in(body)
    content = body.content
    if not content:
        return []
    found = []
    kind, procedure = content.get("kind"), content.get("procedure")
    if isinstance(kind, str) and kind in _LISTED:
        found.append(kind_name(kind))
    if isinstance(procedure, str) and NAMED.get(procedure) is body.act:
        found.append(procedure_name(procedure))
    return found


def printed_in(body: kinds.Statement) -> list[str]:
    """What a reference refers by, folded; nothing of other statements."""
    if body.act is not Act.REFERENCE:
        return []
    printed = (body.content.get("id"), body.content.get("text"))
    return list(dict.fromkeys(words.fold(one.strip()) for one in printed if isinstance(one, str)))


def kind_name(kind: str) -> str:
    """Under what statements of a kind stand among the names; no identifier looks like it."""
    return f"\x1f{kind}"


def procedure_name(procedure: str) -> str:
    """Under what statements stand that say of which procedure they tell."""
    return f"\x1f\x1f{procedure}"
