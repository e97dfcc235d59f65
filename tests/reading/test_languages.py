"""A language is a folder: an invented one, in a folder of one's own, is picked up as it is."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

_TABLES = {
    "stopwords.toml": 'words = ["zu", "mek", "ovu", "tirra", "balo", "senik", "urdo"]',
    "calendar.toml": 'months = [["pimon"], ["dumon"], ["timon"], ["kamon"], ["pemon"], ["semon"], '
    '["sumon"], ["omon"], ["nomon"], ["demon"], ["elmon"], ["tolmon"]]\n',
    "genres.toml": '[[genre]]\nname = "annotated agenda"\ntitle = ["^fardo mek"]\ntext = []\n',
    "government.toml": '[[government]]\nparty = "ISL"\ncues = ["islandika ofiko", "islandu"]\n'
    'genres = ["annotated agenda"]\n',
    "parties.csv": "code,name,adjectives,aliases\nISL,Islandu,islandika,\nNOR,Norvegu,norvega,\n",
    "councils.toml": '[[council]]\nkey = "fmm"\nbody = "NATO"\n'
    'name = "NATO Foreign Ministers Meeting"\nformat = "foreign ministers"\n'
    "names = ['kunvenu mek nato']\n[words]\ntriggers = ['kunvenu']\ngeneric = ['kunvenu']\n"
    "top = ['altkunvenu']\nmeets = ['okazu']\nattends = ['ceestu']\nabsent = ['foru']\n"
    "place_before = ['balo']\n",
    "phrases.toml": "own = ['islandu']\n[status.member]\npatterns = ['\\bdevenu anu\\b']\n"
    "yes = 'Norvegu devenu anu.'\nno = 'Norvegu ovu.'\n"
    "[position.opinion]\nown = true\npatterns = ['\\b{own} pensu\\b']\n"
    "yes = 'Islandu pensu.'\nno = 'Norvegu pensu.'\n",
    "references.toml": '[[reference]]\nid = "dok-{year}-{number}"\nneeds = ["dok"]\n'
    "pattern = '(?<!\\w)dok {year}/(?P<number>\\d+)'\nyes = { 'dok 2017/4' = ['dok-2017-4'] }\n",
}
_PAPER = """Fardo mek kunvenu mek NATO zu 4 pemon 2017

Kunvenu mek NATO okazu balo Oslo zu 4 pemon 2017 ovu tirra senik urdo. Islandika ofiko ovu tirra.

Islandu pensu mek tirra ovu (dok 2017/4). Norvegu devenu anu senik urdo mek zu.
"""
_PROGRAM = """
import sys, msgspec
from inzet.reading.reader import read
sys.stdout.buffer.write(msgspec.json.encode(read(sys.stdin.buffer.read(), name="paper.txt")[1]))
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the invented language "zz"."""
    for name, text in _TABLES.items():
        path = tmp_path / "languages" / "zz" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path / "languages"


def _python(program: str, folder: Path, given: str = "") -> bytes:
    environment = {**os.environ, "INZET_LANGUAGES": str(folder)}
    done = subprocess.run(
        [sys.executable, "-c", program],
        input=given.encode(),
        capture_output=True,
        env=environment,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


def test_an_invented_language_is_read(folder: Path) -> None:
    reading = json.loads(_python(_PROGRAM, folder, _PAPER))
    document = reading["document"]
    assert (document["language"], document["genre"]) == ("zz", "annotated agenda")
    assert document["on_behalf_of"] == "ISL"
    assert reading["meeting"]["id"] == "nato-fmm-2017-05-04"
    assert [one["id"] for one in reading["references"]] == ["dok-2017-4"]
    said = {(one["act"], one["party"]) for one in reading["statements"]}
    assert said == {("position", "ISL"), ("status", None)}


def test_the_guarded_process_knows_it_too(folder: Path) -> None:
    reads = "Pool() as pool: sys.stdout.write(str(pool.read(sys.stdin.buffer.read()).reading"
    program = f"import sys\nfrom inzet.reading.guard import Pool\nwith {reads}.document.language))"
    assert _python(program, folder, _PAPER) == b"zz"


def test_a_language_of_small_words_alone_is_told_and_its_text_read(folder: Path) -> None:
    for path in (folder / "zz").iterdir():
        if path.name != "stopwords.toml":
            path.unlink()
    reading = json.loads(_python(_PROGRAM, folder, _PAPER))
    assert reading["document"]["language"] == "zz"
    assert reading["statements"] == []
    assert any("no cues for the language “zz”" in note for note in reading["notes"])


def test_readings_by_other_data_are_told_apart(folder: Path) -> None:
    program = "from inzet.reading.version import reader_version; print(reader_version())"
    first = _python(program, folder)
    (folder / "zz" / "phrases.toml").write_text("own = []\n", encoding="utf-8")
    assert _python(program, folder) != first
