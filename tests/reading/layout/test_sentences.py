"""Where a sentence ends, and where a full stop is something else."""

from __future__ import annotations

import pytest

from inzet.reading.layout.sentences import split


def sentences(text: str, language: str = "nl") -> list[str]:
    return [text[start:end] for start, end in split(text, language)]


@pytest.mark.parametrize(
    "text",
    [
        "Zie Kamerstuk 12 345, nr. 210 en art. 42 van het verdrag.",
        "Minister A.B.C. Voorbeeld Janssen en mevr. Dr. P. de Wit waren er.",
        "De brief van 4 april jl. over o.a. Mali en d.d. 5 mei is bekend.",
        "Het bedrag was ca. 5,9 mln. euro in het jaar.",
        "1. De eerste zin van een lijst.",
        "a. De letter van een lijst.",
        "Hij zei: “Dat is goed.” en ging weg.",
        "De Raad (zie p. 3) sprak erover.",
        "Prof. Ch.A. Jansen sprak m.b.t. Europa namens ca. Vier landen.",
    ],
)
def test_one_sentence(text: str) -> None:
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Dat is goed. Nu verder.", 2),
        ("Is dat goed? Ja! Nu verder.", 3),
        ("Dat was in 2014. Sindsdien is het anders.", 2),
        ("Zie de bijlage (Kamerstuk 12 345, nr. 6). Sindsdien niet.", 2),
        ("Er was melk, brood enz. Daarna kwam de rest.", 2),
        ("“Dat is goed.” Nu verder.", 2),
        ("Zo ging het… Daarna niet.", 2),
        ("Het besluit viel op 4 april. 12 landen stemden voor.", 2),
        ("Zie bijlage A. Daarna volgt meer.", 2),
    ],
)
def test_several_sentences(text: str, count: int) -> None:
    assert len(sentences(text)) == count


def test_a_word_that_is_an_abbreviation_too_ends_a_sentence_when_it_is_written_small() -> None:
    assert len(list(sentences("Dat ligt voor de hand. De sluis is dicht."))) == 2
    assert len(list(sentences("Dat staat in Hand. II 2010/11."))) == 1


def test_english() -> None:
    assert len(sentences("Mr. Smith and Gen. Jones met, e.g. in Rome. They left.", "en")) == 2


@pytest.mark.parametrize(
    ("text", "language", "count"),
    [
        # Considerations of a motion or preamble, printed as one sentence.
        (
            "De Kamer, constaterende dat het dooit; gezien de kou; verzoekt de brug te heien;",
            "nl",
            4,
        ),
        ("The Ministers, RECALLING their plan; NOTING the storm; have agreed on a dyke.", "en", 4),
        # Bullets that run on.
        ("• De haven verzandt. • De sluis staat open. • Er komt een brug.", "nl", 3),
        (
            "It adopted the following conclusions: “1. The Council notes the storm. 2. It rains.”",
            "en",
            3,
        ),
        # Semicolons alone part nothing.
        ("De haven, gezien de storm, is dicht; de sluis is open; de brug is stuk.", "nl", 1),
    ],
)
def test_sentences_that_no_full_stop_parts(text: str, language: str, count: int) -> None:
    assert len(sentences(text, language)) == count


def test_nothing_is_lost() -> None:
    text = "Een. Twee? Drie! Vier"
    assert "".join(sentences(text)).replace(" ", "") == text.replace(" ", "")
