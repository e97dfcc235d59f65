"""Agreed language: a phrase through papers, in order of said, with what became of it."""

from __future__ import annotations

import pytest

from inzet.changes import Worded, lineage, marked
from inzet.vocabulary.errors import InputError
from tests.changes.planting import Archive

PHRASE = "the free movement of seals"


def communique(archive: Archive, said: str, *sentences: str, **more: str) -> str:
    fields = {"genre": "communiqué", "party": "NATO", "language": "en", **more}
    padding = "The ministers of the northern seas met again and thanked their hosts for it."
    return archive.paper(said, [padding, *sentences], **fields)


def worded(archive: Archive, phrase: str = PHRASE, **more: object) -> list[tuple[str, str]]:
    found = lineage(archive.view(), phrase, **more)  # type: ignore[arg-type]
    return [(str(each.paper.said), str(each.worded)) for each in found]


def test_a_phrase_is_followed_from_first_to_dropped_and_back(archive: Archive) -> None:
    communique(archive, "2010-05-01", "We thank the harbour of Esbjerg for its welcome.")
    communique(
        archive, "2011-05-01", "We uphold the free movement of seals in all northern waters."
    )
    communique(
        archive, "2012-05-01", "We uphold the free movement of seals in all northern waters."
    )
    communique(archive, "2013-05-01", "We will uphold the free movement of seals, as ever.")
    communique(archive, "2014-05-01", "We look forward to a further meeting in Bodø.")
    communique(archive, "2015-05-01", "The free movement of seals is ours to uphold.")
    assert worded(archive) == [
        ("2011-05-01", "first"),
        ("2012-05-01", "same"),
        ("2013-05-01", "reworded"),
        ("2014-05-01", "dropped"),
        ("2015-05-01", "back"),
    ]
    third = lineage(archive.view(), PHRASE)[2]
    assert marked(third.steps) == (
        "We {+will+} uphold the free movement of seals [-in all northern waters-]{+, as ever+}."
    )


def test_the_sentence_is_cited_where_it_stands(archive: Archive) -> None:
    said = "We uphold the free movement of seals."
    paper = communique(archive, "2011-05-01", said)
    [found] = lineage(archive.view(), PHRASE)
    assert found.sentence == said
    assert found.citation is not None
    text = archive.view().text(paper).text
    assert text[found.citation.start : found.citation.end] == said
    assert found.likeness == 1.0


def test_the_sentence_in_which_most_of_it_stands_is_taken(archive: Archive) -> None:
    near = "Seals are free."
    whole = "In our waters the movement of seals remains free, as agreed in Bodø."
    communique(archive, "2011-05-01", near, whole)
    [found] = lineage(archive.view(), PHRASE, enough=0.5)
    assert found.sentence == whole
    assert lineage(archive.view(), PHRASE, enough=0.95) == ()


def test_another_kind_of_paper_does_not_drop_it(archive: Archive) -> None:
    communique(archive, "2011-05-01", "We uphold the free movement of seals.")
    communique(archive, "2012-05-01", "Nothing of the kind is said here.", genre="press release")
    communique(archive, "2012-06-01", "Nothing of the kind is said here.", party="EU")
    assert worded(archive) == [("2011-05-01", "first")]


def test_each_language_is_a_line_of_its_own(archive: Archive) -> None:
    communique(archive, "2011-05-01", "We stand by Sweden and Norway.")
    communique(archive, "2012-05-01", "Wij staan achter Sweden en Norway.", language="nl")
    found = lineage(archive.view(), "Sweden Norway", enough=0.5)
    assert [each.worded for each in found] == [Worded.FIRST, Worded.FIRST]
    assert [each.steps for each in found] == [(), ()]


def test_filters_and_readers(archive: Archive) -> None:
    communique(archive, "2011-05-01", "We uphold the free movement of seals.")
    communique(
        archive, "2012-05-01", "We uphold the free movement of seals.", genre="press release"
    )
    communique(archive, "2013-05-01", "We uphold the free movement of seals.", marking="INTERNAL")
    assert worded(archive, genre="press release") == [("2012-05-01", "first")]
    assert worded(archive, on_behalf_of="EU") == []
    public = lineage(archive.view("PUBLIC"), PHRASE)
    assert [str(each.paper.said) for each in public] == ["2011-05-01", "2012-05-01"]


@pytest.mark.parametrize("phrase", ["", "…", "of the", "de het een"])
def test_a_phrase_without_a_word_to_look_for_is_an_error(archive: Archive, phrase: str) -> None:
    with pytest.raises(InputError, match="no word to look for"):
        lineage(archive.view(), phrase)
