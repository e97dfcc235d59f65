"""A procedure from outside the package: the file that the guide shows, found by its entry point."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from inzet.dossiers import answer, procedures, registry
from inzet.vocabulary.acts import Act
from inzet.vocabulary.errors import InputError, UnknownValue
from tests.dossiers.planting import Planted

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "guides" / "procedure.md"


def install(folder: Path, module: str, source: str, points: str) -> None:
    """A package as an installer would leave it: a module, and beside it what it offers."""
    (folder / f"{module}.py").write_text(source, encoding="utf-8")
    about = folder / f"{module}-1.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {module}\nVersion: 1.0\n")
    (about / "entry_points.txt").write_text(points)


@pytest.fixture
def fresh(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """A folder of installed packages, and a registry that looks for procedures again."""
    procedures()  # Those inside register once, when they are first imported.
    before = dict(registry._registered)
    folder = tmp_path / "site"
    folder.mkdir()
    monkeypatch.syspath_prepend(str(folder))
    registry._load.cache_clear()
    yield folder
    registry._registered.clear()
    registry._registered.update(before)
    registry._load.cache_clear()


def block(language: str) -> str:
    found = re.search(rf"(?ms)^```{language}\n(.*?)^```", GUIDE.read_text(encoding="utf-8"))
    assert found
    return found[1]


def test_the_procedure_of_the_guide_answers(fresh: Path, planted: Planted) -> None:
    name, target = re.findall(r'(?m)^(\w+) = "([\w:]+)"', block("toml"))[0]
    module = target.partition(":")[0]
    install(fresh, module, block("python"), f"[inzet.procedures]\n{name} = {target}\n")
    assert "sanctions" in procedures()
    for when in ("2023-02-25", "2023-06-23", "2023-12-18"):
        planted.say(
            Act.DECISION,
            "sanctions/belarus",
            said=when,
            valid_from=when,
            content={"kind": "package", "when": when},
        )
    planted.say(Act.DECISION, "sanctions/other", content={"kind": "package", "when": "2023-01-01"})
    told = answer(planted.view(as_of="2023-06-30"), "sanctions/belarus")
    assert told.line.text == "2 packages adopted"
    assert [row[1].text for row in told.tables[0].rows] == ["2023-02-25", "2023-06-23"]
    assert answer(planted.view(), "sanctions").values["packages"].value == 4
    assert len(list(told.sources())) == 2
    sys.modules.pop(module)


def test_what_is_no_procedure_is_refused_by_name(fresh: Path) -> None:
    install(fresh, "no_procedure", "x = 1\n", "[inzet.procedures]\nbad = no_procedure:x\n")
    with pytest.raises(InputError, match="bad does not name a procedure"):
        procedures()
    sys.modules.pop("no_procedure")


def test_an_unknown_procedure_lists_the_known(fresh: Path) -> None:
    with pytest.raises(UnknownValue, match="there is no procedure “nonsense”"):
        registry.procedure("nonsense")
