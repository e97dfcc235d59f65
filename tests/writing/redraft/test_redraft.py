"""A redraft and a second return: nothing a person wrote is lost, nothing comes in silently."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inzet.writing.draft import Block, Draft, Form, Origin, clean
from inzet.writing.redraft import CONFLICT, Clash, join, merge
from tests.writing.redraft.edits import SOURCES, composed, draft, edited, replace, words


def block(key: str, text: str = "", **more: object) -> Block:
    """A paragraph from the record."""
    given: dict[str, object] = {"form": Form.PARAGRAPH, "origin": Origin.NEW, **more}
    return Block(key=key, text=text or f"text of {key}", **given)  # type: ignore[arg-type]


def mine(key: str, text: str) -> Block:
    """A paragraph that a person wrote."""
    return block(key, text, origin=Origin.PERSON, by="Anna")


A, B, C = block("a"), block("b"), block("c")


def keys(one: Draft) -> list[str]:
    """In order."""
    return [each.key for each in one.blocks]


# ---- properties -------------------------------------------------------------------------


@given(st.data(), composed(), composed())
def test_nothing_a_person_wrote_is_lost(data: st.DataObject, base: Draft, fresh: Draft) -> None:
    theirs, wrote = data.draw(edited(base, "anna"))
    assert set(wrote) & words(theirs) <= words(merge(base, theirs, fresh).draft)


@given(composed(), composed())
def test_without_edits_it_is_what_was_composed(base: Draft, fresh: Draft) -> None:
    assert merge(base, base, fresh).draft == fresh


@given(st.data(), composed())
def test_without_news_it_is_what_people_made(data: st.DataObject, base: Draft) -> None:
    theirs, _ = data.draw(edited(base, "anna"))
    merged = merge(base, theirs, base)
    assert merged.draft == theirs
    assert merged.conflicts == ()


@given(st.data(), composed(), composed())
def test_twice_is_once(data: st.DataObject, base: Draft, fresh: Draft) -> None:
    theirs, _ = data.draw(edited(base, "anna"))
    once = merge(base, theirs, fresh).draft
    assert merge(fresh, once, fresh).draft == once
    again = merge(base, once, fresh)
    assert {each.key: each for each in again.draft.blocks} == {
        each.key: each for each in once.blocks
    }
    assert again.conflicts == ()


@given(st.data(), composed(), composed())
def test_every_change_of_the_record_comes_in_or_is_shown(
    data: st.DataObject, base: Draft, fresh: Draft
) -> None:
    theirs, _ = data.draw(edited(base, "anna"))
    merged = merge(base, theirs, fresh)
    before = {each.key: each for each in base.blocks}
    shown = {each.key for each in merged.conflicts}
    for each in fresh.blocks:
        old = before.get(each.key)
        if old is None or old.text != each.text:
            here = next((one for one in merged.draft.blocks if one.key == each.key), None)
            taken = here is not None and here.text == each.text
            assert taken or each.key in shown
            assert each.text in words(merged.draft)


@given(st.data(), composed(), composed())
def test_every_block_stands_once_and_every_source_is_there(
    data: st.DataObject, base: Draft, fresh: Draft
) -> None:
    theirs, _ = data.draw(edited(base, "anna"))
    merged = merge(base, theirs, fresh).draft
    assert len(set(keys(merged))) == len(merged.blocks)
    assert all(place < len(merged.sources) for each in merged.blocks for place in each.sources)


@given(st.data(), composed())
def test_two_who_return_the_same_draft_both_find_their_words(
    data: st.DataObject, base: Draft
) -> None:
    anna, by_anna = data.draw(edited(base, "anna"))
    bo, by_bo = data.draw(edited(base, "bo"))
    expected = (set(by_anna) & words(anna)) | (set(by_bo) & words(bo))
    for first, second in ((anna, bo), (bo, anna)):
        merged = join(base, first, second)
        assert expected <= words(merged.draft)
        assert len(set(keys(merged.draft))) == len(merged.draft.blocks)


@given(st.data(), composed(), composed(), composed())
def test_a_file_made_before_two_redrafts_still_comes_in_whole(
    data: st.DataObject, base: Draft, second: Draft, third: Draft
) -> None:
    anna, by_anna = data.draw(edited(base, "anna"))
    bo, by_bo = data.draw(edited(base, "bo"))
    now = merge(second, merge(base, anna, second).draft, third).draft
    merged = join(base, now, bo).draft
    assert (set(by_anna) & words(anna)) | (set(by_bo) & words(bo)) <= words(merged)


@given(st.data(), composed(), composed())
def test_no_conflict_reaches_the_clean_copy(data: st.DataObject, base: Draft, fresh: Draft) -> None:
    theirs, _ = data.draw(edited(base, "anna"))
    assert not [each for each in clean(merge(base, theirs, fresh).draft) if each.role == CONFLICT]


# ---- one by one -------------------------------------------------------------------------


def test_what_both_changed_stays_the_persons_and_shows_the_other() -> None:
    merged = merge(
        draft(A, B), draft(A, mine("b", "what Anna says")), draft(A, block("b", "news"), C)
    )
    assert keys(merged.draft) == ["a", "b", "conflict/b", "c"]
    stands, shown = merged.draft.blocks[1:3]
    assert stands.text == "what Anna says"
    assert (shown.text, shown.private) == ("news", True)
    assert "Your text stands above" in shown.comment
    (conflict,) = merged.conflicts
    assert (conflict.clash, conflict.kept, conflict.other) == (
        Clash.REWORDED,
        "what Anna says",
        "news",
    )


def test_newer_news_takes_the_place_of_older_news() -> None:
    first = draft(A, block("b", "news"))
    merged = merge(draft(A, B), draft(A, mine("b", "Anna")), first).draft
    later = merge(first, merged, draft(A, block("b", "newer")))
    assert [each.text for each in later.draft.blocks] == ["text of a", "Anna", "newer"]
    assert len(later.conflicts) == 1


def test_news_that_a_person_rewrote_is_not_replaced() -> None:
    first = draft(A, block("b", "news"))
    merged = merge(draft(A, B), draft(A, mine("b", "Anna")), first).draft
    rewritten = replace(merged.blocks[2], text="Anna on the news", origin=Origin.PERSON)
    later = merge(
        first,
        replace(merged, blocks=(*merged.blocks[:2], rewritten)),
        draft(A, block("b", "newer")),
    )
    assert {"Anna", "Anna on the news", "newer"} <= words(later.draft)


def test_a_settled_conflict_does_not_come_back() -> None:
    fresh = draft(A, block("b", "news"))
    merged = merge(draft(A, B), draft(A, mine("b", "Anna")), fresh).draft
    settled = replace(merged, blocks=merged.blocks[:2])
    assert merge(fresh, settled, fresh).draft == settled
    assert merge(fresh, settled, draft(block("a", "else"), *fresh.blocks[1:])).conflicts == ()


def test_what_a_person_deleted_stays_deleted() -> None:
    assert keys(merge(draft(A, B, C), draft(A, C), draft(A, B, C, block("d"))).draft) == [
        "a",
        "c",
        "d",
    ]


def test_what_a_person_deleted_and_the_record_reworded_is_shown_in_its_place() -> None:
    merged = merge(draft(A, B, C), draft(A, C), draft(A, block("b", "news"), C))
    assert keys(merged.draft) == ["a", "conflict/b", "c"]
    assert merged.conflicts[0].clash is Clash.DELETED


def test_what_the_record_gave_up_stays_where_a_person_wrote() -> None:
    merged = merge(draft(A, B, C), draft(A, mine("b", "Anna"), C), draft(A, C))
    assert keys(merged.draft) == ["a", "b", "conflict/b", "c"]
    assert merged.conflicts[0].clash is Clash.GONE


def test_what_nobody_touched_goes_when_the_record_gives_it_up() -> None:
    assert keys(merge(draft(A, B, C), draft(A, mine("b", "x"), C), draft(A, B)).draft) == [
        "a",
        "b",
    ]


def test_a_filled_field_stays_filled_under_another_label() -> None:
    field = block("f", "Red line", form=Form.FIELD)
    filled = replace(field, filled="never", by="Anna", origin=Origin.PERSON)
    merged = merge(draft(field), draft(filled), draft(replace(field, text="Red line of today")))
    (found,) = merged.draft.blocks
    assert (found.text, found.filled, found.by) == ("Red line of today", "never", "Anna")
    assert merged.conflicts == ()


def test_what_a_person_moved_stays_there_when_others_come() -> None:
    merged = merge(draft(A, B, C), draft(C, A, B), draft(A, block("new"), B, C))
    assert keys(merged.draft) == ["c", "a", "new", "b"]


def test_what_a_person_added_stays_after_what_it_follows() -> None:
    merged = merge(draft(A, B), draft(A, mine("p", "Anna"), B), draft(block("new"), B, A))
    assert keys(merged.draft) == ["new", "b", "a", "p"]


def test_two_paragraphs_added_under_one_key_are_both_kept_as_they_are() -> None:
    merged = join(draft(A), draft(A, mine("person/1", "Anna")), draft(A, mine("person/1", "Bo")))
    assert {"Anna", "Bo"} <= {each.text for each in clean(merged.draft)}
    assert merged.conflicts == ()


def test_two_who_edit_the_same_are_told_whose_words_do_not_stand() -> None:
    bo = replace(mine("a", "Bo's"), by="Bo")
    merged = join(draft(A), draft(mine("a", "Anna's")), draft(bo))
    assert [each.text for each in merged.draft.blocks] == ["Anna's", "Bo's"]
    assert merged.conflicts[0].by == "Bo"
    assert "Bo wrote this one" in merged.draft.blocks[1].comment


def test_what_one_edits_and_another_deletes_stands() -> None:
    for first, second in ((draft(mine("a", "Anna")), draft()), (draft(), draft(mine("a", "Anna")))):
        merged = join(draft(A), first, second)
        assert merged.draft.blocks[0].text == "Anna"
        assert merged.conflicts[0].clash is Clash.EDITED


def test_sources_are_renumbered() -> None:
    base = draft(block("a", sources=(0,)), block("b", sources=(1,)))
    theirs = draft(block("a", sources=(0,)), replace(mine("b", "Anna"), sources=(1,)))
    fresh = draft(block("a", sources=(1, 0)), block("b", sources=(2,)), sources=SOURCES[::-1])
    merged = merge(base, theirs, fresh).draft
    told = {
        each.key: [merged.sources[place].title for place in each.sources] for each in merged.blocks
    }
    assert told["a"] == ["Paper 2", "Paper 3"]
    assert told["b"] == ["Paper 1"]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_remarks_are_in_the_language_of_the_draft(language: str) -> None:
    base, theirs, fresh = (
        replace(each, language=language)
        for each in (draft(A), draft(mine("a", "x")), draft(block("a", "y")))
    )
    remark = merge(base, theirs, fresh).draft.blocks[1].comment
    assert ("uw tekst" in remark) == (language == "nl")


def test_a_second_subject_of_the_letter_is_shown() -> None:
    base, anna, bo = (draft(A, subject=each) for each in ("Council", "Council of May", "FAC"))
    merged = join(base, anna, bo)
    assert merged.draft.head.subject == "Council of May"
    assert merged.draft.blocks[0].text == "FAC"
    assert merged.draft.blocks[0].private


def test_what_another_wrote_in_a_conflict_outlives_the_next_redraft() -> None:
    bo = replace(mine("a", "Bo's"), by="Bo")
    both = join(draft(A), draft(mine("a", "Anna's")), draft(bo)).draft
    later = merge(draft(A), both, draft(block("a", "news")))
    assert {"Anna's", "Bo's", "news"} <= words(later.draft)


def test_a_proposed_change_that_was_accepted_stays_accepted() -> None:
    was = block(
        "a", "Steun voor drie plannen.", origin=Origin.CHANGED, before="Steun voor plannen."
    )
    accepted = replace(was, origin=Origin.NEW, before=None)
    base, mine_ = draft(was, B), draft(accepted, B)
    # The record says the same, and something else is new.
    kept = merge(base, mine_, draft(was, B, C))
    assert (kept.draft.blocks[0], kept.conflicts) == (accepted, ())
    # The record gives it other sources, but the same words: it is not proposed anew.
    other = merge(base, mine_, draft(replace(was, sources=(1,)), B))
    assert (other.draft.blocks[0].origin, other.draft.blocks[0].before) == (Origin.NEW, None)
    assert (other.draft.blocks[0].sources, other.conflicts) == ((1,), ())
    # There is a newer paper of last time, and the same words stand against that one.
    newer = merge(base, mine_, draft(replace(was, before="Steun voor twee plannen."), B))
    assert (newer.draft.blocks[0], newer.conflicts) == (accepted, ())
    # The record words it otherwise: what a person accepted stands, and the other is shown.
    news = draft(replace(was, text="Steun voor vier plannen."), B)
    reworded = merge(base, mine_, news)
    assert reworded.draft.blocks[0] == accepted
    assert [(each.key, each.clash) for each in reworded.conflicts] == [("a", Clash.REWORDED)]
    # The record gives it up.
    assert merge(base, mine_, draft(B)).draft.blocks[0] == accepted
    # It is compared anew with last time from then on, and is the person's still.
    assert merge(news, reworded.draft, news).draft == reworded.draft
