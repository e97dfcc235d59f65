"""The note for a committee: what it shows, what it leaves out, and that it takes no side."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inzet.dossiers.wording import _messages
from inzet.record import Record
from inzet.record.words import fold
from inzet.vocabulary.acts import Act
from inzet.writing.compose import compose
from inzet.writing.compose.sheet.pages import LINES, total
from inzet.writing.draft import Block, Draft, Form, json_of
from inzet.writing.render import plain
from tests.changes.planting import Archive, Sentence, council
from tests.writing.reading_back import read_back

ON = dt.date(2019, 5, 2)
EARLIER = council("2019-03-04", "Visserij", "Havens")
LATER = council("2019-05-06", "Visserij", "Kabels", previous=EARLIER.id)

KEPT = "Het kabinet steunt het herstel van de visstand in de Noordzee."
CHANGED = "Nederland zal pleiten voor 20 procent minder bijvangst in 2020."
NOW = "Nederland zal pleiten voor 30 procent minder bijvangst in 2020."
GONE = "Het kabinet acht een verbod op pulsvisserij onverstandig voor de kust."
CAME = "Het kabinet wil dat kabels op de zeebodem beter bewaakt worden."
PROMISE = "Vóór 1 april 2019 zal het kabinet u informeren over de quota."
LATE = (PROMISE, {"act": Act.COMMITMENT, "content": {"due_before": "2019-04-01", "to": "NLD"}})
WISH = "Het kabinet zal u informeren over het vervolg van de besprekingen."
UNDATED = (WISH, {"act": Act.COMMITMENT, "content": {"to": "NLD"}})


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    made = Archive(tmp_path)
    yield made
    made.record.close()


def note(archive: Archive, reader: str | None = None, **more: object) -> Draft:
    record = archive.record
    asked = {"on": ON, "language": "nl", **more}
    return compose(record, record.reader(reader), "debate", LATER.id, **asked)  # type: ignore[arg-type]


def of(draft: Draft, role: str) -> list[Block]:
    """The lines of a section."""
    return [each for each in draft.blocks if each.role == role and each.form is Form.ITEM]


def words(draft: Draft, role: str) -> str:
    return "\n".join(each.text for each in of(draft, role))


def two_agendas(archive: Archive) -> None:
    archive.paper("2019-02-20", [KEPT, CHANGED, GONE, LATE, UNDATED], EARLIER)
    archive.paper("2019-04-25", [KEPT, NOW, CAME], LATER)


def test_each_change_stands_in_its_section_and_nowhere_else(archive: Archive) -> None:
    two_agendas(archive)
    draft = note(archive)
    assert CAME in words(draft, "new")
    assert GONE in words(draft, "dropped")
    assert "[– 20] [+ 30] procent" in words(draft, "reworded")
    assert PROMISE in words(draft, "overdue")
    assert WISH in words(draft, "open")
    assert KEPT not in plain.render(draft)


def test_a_difference_reads_without_colour_or_style(archive: Archive) -> None:
    two_agendas(archive)
    line = of(note(archive), "reworded")[0]
    was = re.sub(r" ?\[\+ [^]]*\]", "", line.text)
    was = re.sub(r"\[– ([^]]*)\]", r"\1", was)
    assert CHANGED in was
    strong = [line.text[each.start : each.end] for each in line.marks if each.style == "strong"]
    assert "[+ 30]" in strong


def test_what_changed_in_substance_goes_before_what_is_only_reworded(archive: Archive) -> None:
    was = "Het kabinet hecht grote waarde aan veilige havens voor vissers."
    now = "Het kabinet vindt veilige havens voor vissers van groot belang."
    archive.paper("2019-02-20", [was, CHANGED], EARLIER)
    archive.paper("2019-04-25", [now, NOW], LATER)
    assert "[+ 30]" in of(note(archive), "reworded")[0].text


def test_the_head_tells_meeting_sessions_and_papers(archive: Archive) -> None:
    two_agendas(archive)
    draft = note(archive)
    head = next(each for each in draft.blocks if each.role == "head")
    told = {row[0]: row[1] for row in head.rows}
    assert "6 mei 2019" in told["Bijeenkomst"]
    assert "Visserij; Kabels" in told["Sessie 1"]
    assert "A = deze agenda, 25 april 2019" in told["Stukken"]
    assert "B = vorige agenda, 20 februari 2019" in told["Stukken"]
    assert head.sources


def test_every_line_leads_to_a_source_and_every_letter_to_a_paper(archive: Archive) -> None:
    two_agendas(archive)
    draft = note(archive)
    lines = [each for each in draft.blocks if each.form is Form.ITEM]
    assert lines
    for line in lines:
        assert line.sources, line.key
    head = next(each for each in draft.blocks if each.role == "head")
    letters = set(re.findall(r"\b([A-Z]) = ", head.rows[-1][1]))
    used = set(re.findall(r"\(([A-Z])\b", "\n".join(line.text for line in lines)))
    assert used <= letters


def test_a_question_rests_on_what_it_quotes_and_asks_one_thing(archive: Archive) -> None:
    two_agendas(archive)
    draft = note(archive)
    asked = of(draft, "question")
    assert any("Is dit nog het standpunt" in each.text and GONE in each.text for each in asked)
    assert any("met welk stuk" in each.text and PROMISE in each.text for each in asked)
    for each in asked:
        assert each.text.endswith("?")
        quoted = re.findall("“([^”]*)”", each.text)
        if each.key.startswith("question/item/"):
            # It names the item; its source is the notice that lists it.
            continue
        sources = " ".join(draft.sources[place].quote for place in each.sources)
        quoted = [word for part in quoted for word in re.findall(r"\w+", part)]
        assert quoted
        assert set(quoted) <= set(re.findall(r"\w+", sources)), each.text


def test_no_question_is_asked_about_what_is_not_the_own_government(archive: Archive) -> None:
    other = ("De bondgenoten achten het verbod op pulsvisserij nodig.", {"party": "DNK"})
    archive.paper("2019-02-20", [KEPT, other], EARLIER)
    archive.paper("2019-04-25", [KEPT], LATER)
    draft = note(archive)
    assert "Denemarken" in words(draft, "dropped")
    assert "pulsvisserij" not in words(draft, "question")


def test_what_was_said_again_since_says_so(archive: Archive) -> None:
    two_agendas(archive)
    archive.paper("2019-03-20", [GONE], genre="minister's report", title="Verslag")
    assert "daarna nog gezegd: C" in words(note(archive), "dropped")


def test_a_promise_that_a_paper_may_keep_is_not_said_to_be_kept(archive: Archive) -> None:
    two_agendas(archive)
    kept = (
        "Zoals toegezegd informeer ik u hierbij over de quota.",
        {"act": Act.CONTEXT, "content": {}},
    )
    archive.paper("2019-03-20", [kept], genre="letter", title="Brief over de quota")
    draft = note(archive)
    assert "niet bevestigd" in words(draft, "overdue")
    assert "Beschouwt het kabinet dit met" in words(draft, "question")


def test_nothing_is_known_of_what_was_said_later(archive: Archive) -> None:
    two_agendas(archive)
    before = json_of(note(archive))
    archive.paper("2019-05-03", [GONE], LATER, title="Aanvulling")
    assert json_of(note(archive)) == before


def test_a_reader_sees_only_what_is_theirs(archive: Archive) -> None:
    two_agendas(archive)
    before = json_of(note(archive, "PUBLIC"))
    hidden = "Het kabinet zal in stilte spreken over de zeeslagen van toen."
    archive.paper("2019-04-26", [hidden, LATE], LATER, marking="INTERNAL")
    assert json_of(note(archive, "PUBLIC")) == before
    own = note(archive)
    assert "zeeslagen" in plain.render(own)
    assert "INTERNAL" in {source.marking for source in own.sources}


def test_the_order_of_arrival_changes_nothing(tmp_path: Path) -> None:
    drafts = []
    for name, order in (("a", (0, 1)), ("b", (1, 0))):
        (tmp_path / name).mkdir()
        archive = Archive(tmp_path / name)
        papers = [
            lambda made: made.paper("2019-02-20", [KEPT, CHANGED, GONE, LATE], EARLIER),
            lambda made: made.paper("2019-04-25", [KEPT, NOW, CAME], LATER),
        ]
        for place in order:
            papers[place](archive)
        drafts.append(plain.render(note(archive)))
        archive.record.close()
    assert drafts[0] == drafts[1]


def test_without_an_earlier_agenda_it_says_so_and_gives_what_this_one_says(
    archive: Archive,
) -> None:
    archive.paper("2019-04-25", [KEPT, CAME], LATER)
    draft = note(archive)
    assert "geen eerdere agenda" in plain.render(draft)
    assert KEPT in words(draft, "said")
    assert not of(draft, "dropped")
    assert read_back(draft).extra == ()


def test_without_an_agenda_it_says_so(archive: Archive) -> None:
    archive.paper("2019-04-25", [], LATER, genre="letter")
    draft = note(archive)
    assert "nog geen agenda" in plain.render(draft)
    assert not [each for each in draft.blocks if each.form is Form.ITEM]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_reading_it_back_gives_no_statement(archive: Archive, language: str) -> None:
    """It quotes and asks: neither is a position or promise of anybody in this paper."""
    two_agendas(archive)
    draft = note(archive, language=language)
    back = read_back(draft)
    assert back.extra == ()
    assert back.missing == ()


FISH = [
    "haring",
    "kabeljauw",
    "tong",
    "schol",
    "garnalen",
    "mosselen",
    "oesters",
    "makreel",
    "wijting",
    "zeebaars",
]
WIRES = [
    "kabels",
    "leidingen",
    "zenders",
    "boeien",
    "bakens",
    "lantaarns",
    "radars",
    "sensoren",
    "drones",
    "camera’s",
]


def many(count: int, things: list[str], wish: str) -> list[Sentence]:
    """Positions on one subject, some of them long."""
    places = ["Urk", "Vlissingen", "Delfzijl", "Scheveningen", "Harlingen", "Stellendam", "Yerseke"]
    long = " en dat de regels daarvoor in alle lidstaten op dezelfde manier worden nageleefd"
    return [
        f"Het kabinet wil dat {things[at % 10]} bij {places[at % 7]} {wish}{long * (at % 4)}."
        for at in range(count)
    ]


def test_two_pages_hold_it_and_what_is_left_out_is_counted(archive: Archive) -> None:
    promises = [
        (f"Het kabinet zal u informeren over dossier {at}.", {**UNDATED[1]}) for at in range(30)
    ]
    fish, wires = many(60, FISH, "minder gevangen wordt"), many(60, WIRES, "hersteld wordt")
    archive.paper("2019-02-20", [*fish, *promises], EARLIER)
    archive.paper("2019-04-25", wires, LATER)
    draft = note(archive)
    assert total(draft.blocks) <= 2 * LINES
    glance = next(each.text for each in draft.blocks if each.key == "glance")
    for role, counted in (("new", "nieuw"), ("dropped", "niet meer genoemd")):
        whole = int(re.search(rf"(\d+) {counted}", glance)[1])  # type: ignore[index]
        shown = [each for each in of(draft, role) if not each.key.endswith("/items")]
        more = next(each.text for each in draft.blocks if each.key == f"more/{role}")
        left = int(re.search(r"nog (\d+)", more)[1])  # type: ignore[index]
        assert len(shown) + left == whole
        assert shown


def test_keys_are_unique_and_stable_over_a_redraft(archive: Archive) -> None:
    two_agendas(archive)
    before = note(archive)
    keys = [each.key for each in before.blocks]
    assert len(keys) == len(set(keys))
    archive.paper("2019-04-26", ["Het kabinet wil schone stranden."], LATER, title="Aanvulling")
    after = {each.key for each in note(archive).blocks}
    assert set(keys) <= after


NOT_NEUTRAL = {
    "nl": "helaas eindelijk opvallend slechts maar toch terecht onterecht faalt verzuimt plots "
    "opmerkelijk zelfs uiteraard moet zou",
    "en": "unfortunately finally merely still-not rightly wrongly fails failed suddenly strikingly "
    "even obviously must should",
}


@pytest.mark.parametrize("language", ["nl", "en"])
def test_its_own_words_take_no_side(language: str) -> None:
    loaded = set(NOT_NEUTRAL[language].split())
    for package in ("inzet.writing.compose.debate", "inzet.writing.compose.sheet"):
        for key, message in _messages(package)[language].items():
            for text in [message] if isinstance(message, str) else message.values():
                found = set(re.findall(r"\w+", text.casefold())) & loaded
                assert not found, (key, found)


def test_both_languages_have_the_same_words() -> None:
    for name in ("debate", "notes", "brief"):
        messages = _messages(f"inzet.writing.compose.{name}")
        assert messages["nl"].keys() == messages["en"].keys()
        for key in messages["nl"]:
            places = [
                set(re.findall(r"{(\w+)}", str(messages[each][key]))) for each in ("nl", "en")
            ]
            assert places[0] == places[1], key


SENTENCES = st.lists(st.sampled_from([KEPT, CHANGED, NOW, GONE, CAME]), unique=True, max_size=5)


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(before=SENTENCES, after=SENTENCES)
def test_what_is_dropped_is_not_there_and_what_is_new_was_not(
    tmp_path_factory: pytest.TempPathFactory, before: list[str], after: list[str]
) -> None:
    archive = Archive(tmp_path_factory.mktemp("note"))
    archive.paper("2019-02-20", before, EARLIER)
    archive.paper("2019-04-25", after, LATER)
    draft = note(archive)
    archive.record.close()
    earlier, later = fold(" ".join(before)), fold(" ".join(after))
    for role, gone_from, in_ in (("dropped", later, earlier), ("new", earlier, later)):
        for each in of(draft, role):
            if each.key.endswith("/items"):
                continue
            (source,) = each.sources[:1]
            quote = fold(draft.sources[source].quote)
            assert quote not in gone_from
            assert quote in in_


def test_of_a_record_of_one_paper_nothing_breaks(tmp_path: Path) -> None:
    with Record.create(tmp_path / "r.db", "Ministry of Tests") as record:
        archive = Archive.__new__(Archive)
        archive.record, archive._now = record, dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
        archive.paper("2019-04-25", [], LATER)
        draft = compose(record, record.reader(), "debate", LATER.id, on=ON, language="en")
        assert "Nothing found under" in plain.render(draft)
