"""The hybrid vocabulary: whole, in two languages, credited, and read by MISP's own tools."""

from __future__ import annotations

import json
from importlib import resources
from pathlib import Path

import jsonschema
import pytaxonomies
import pytest
from pytaxonomies.api import Taxonomies, Taxonomy

from inzet.dossiers.hybrid import taxonomy
from inzet.dossiers.hybrid.vocabulary import (
    PACKAGE,
    grades,
    ids,
    known,
    name_of,
    published,
    term,
    vocabulary,
)
from inzet.vocabulary.errors import UnknownValue

KINDS = ("domains", "tools", "phases", "instruments", "steps")
GRADES = ("reliability", "credibility", "likelihood", "confidence", "outcome")


def test_the_thirteen_domains_of_the_model_in_their_order() -> None:
    assert [each.id for each in vocabulary().domains] == [
        *("infrastructure", "cyber", "space", "economy", "military-defence", "culture"),
        *("social-societal", "public-administration", "legal", "intelligence", "diplomacy"),
        *("political", "information"),
    ]


def test_four_ordered_steps_and_three_ordered_phases() -> None:
    assert [each.number for each in vocabulary().steps] == [1, 2, 3, 4]
    assert [each.number for each in vocabulary().phases] == [1, 2, 3]


def test_every_part_has_a_source() -> None:
    assert {part for source in vocabulary().sources for part in source.gives} == set(KINDS)
    model = next(source for source in vocabulary().sources if "domains" in source.gives)
    assert (model.date, model.identifier) == ("2021", "doi:10.2760/44985")
    assert "Hybrid CoE" in model.by
    graded = {part for source in grades().sources for part in source.gives}
    assert set(GRADES) <= graded


@pytest.mark.parametrize("kind", KINDS + GRADES)
def test_every_term_is_named_in_both_languages_and_told_apart(kind: str) -> None:
    terms = known(kind)
    for language in ("en", "nl"):
        names = [each.names[language] for each in terms]
        assert len({name.casefold() for name in names}) == len(terms)
        for each in terms:
            assert term(kind, each.names[language].upper()) is each
            assert kind == "likelihood" or each.says[language].endswith(".")


@pytest.mark.parametrize("kind", ["tools", "instruments"])
def test_every_domain_has_its_tools_and_instruments(kind: str) -> None:
    used = {domain for each in known(kind) for domain in each.domains}
    assert used == {each.id for each in vocabulary().domains}


def test_likelihoods_run_on_without_gap_from_low_to_high() -> None:
    ranges = [each.percent or (0, 0) for each in grades().likelihood]
    assert ranges[0][0] == 1
    assert ranges[-1][1] == 99
    assert all(low < high for low, high in ranges)
    assert [high for _, high in ranges[:-1]] == [low for low, _ in ranges[1:]]


def test_an_unknown_term_names_those_there_are() -> None:
    with pytest.raises(UnknownValue, match="Use one of: A, B, C, D, E, F"):
        term("reliability", "G")
    assert ids("domains", ["Space", "ruimte", "cyber"]) == ("space", "cyber")
    assert name_of("domains", "made-elsewhere", "nl") == "made-elsewhere"


def test_what_is_published_is_what_the_program_uses() -> None:
    shown = json.loads(published())
    assert [each["id"] for each in shown["domains"]] == [each.id for each in vocabulary().domains]
    file = resources.files(PACKAGE).joinpath("machinetag.json").read_bytes()
    assert file == taxonomy.machinetag(), "write machinetag.json anew with taxonomy.machinetag()"


def misp_schema() -> dict[str, object]:
    """MISP's own schema of taxonomies, as its tools carry it."""
    folder = Path(str(pytaxonomies.__file__)).parent / "data" / "misp-taxonomies"
    schema: dict[str, object] = json.loads((folder / "schema.json").read_text(encoding="utf-8"))
    return schema


def test_the_taxonomy_fits_the_schema_of_misp() -> None:
    made = json.loads(taxonomy.machinetag())
    validator = jsonschema.Draft7Validator(misp_schema())
    assert list(validator.iter_errors(made)) == []
    made["values"][0]["entry"][0]["says"] = "not a word of theirs"
    assert [error.validator for error in validator.iter_errors(made)] == ["additionalProperties"]
    # Their schema names "required" in the wrong place, so it does not ask for what the tools need.
    for predicate in (each for key in ("predicates", "values") for each in made[key]):
        entries = predicate.get("entry", [predicate])
        assert all(each["value"] and each["uuid"] for each in entries)


@pytest.mark.filterwarnings("ignore:The metaschema specified:DeprecationWarning")
def test_misp_tools_load_the_taxonomy(tmp_path: Path) -> None:
    name = vocabulary().name
    folder = tmp_path / name
    folder.mkdir()
    (folder / "machinetag.json").write_bytes(taxonomy.machinetag())
    manifest = {
        "version": "20261128",
        "license": "EUPL-1.2",
        "description": "Of one taxonomy.",
        "url": "",
        "path": "machinetag.json",
        "taxonomies": [{"name": name, "version": vocabulary().version, "description": ""}],
    }
    path = tmp_path / "MANIFEST.json"
    path.write_text(json.dumps(manifest), encoding="utf-8")
    loaded = Taxonomies(manifest_path=path)
    loaded.validate_with_schema()
    assert sorted(loaded[name].machinetags()) == sorted(taxonomy.tags())
    found = loaded.revert_machinetag(taxonomy.tag("domains", "cyber"))
    assert [str(each) for each in found[1:]] == ["domain", "cyber"]


def test_uuids_are_each_others_never() -> None:
    made = taxonomy.taxonomy()
    found = [made["uuid"], *(each["uuid"] for each in made["predicates"])]
    found += [entry["uuid"] for values in made["values"] for entry in values["entry"]]
    assert len(set(found)) == len(found) == 1 + len(KINDS) + len(taxonomy.tags())


@pytest.mark.seed
def test_grades_have_the_tags_of_misp(shared: Path) -> None:
    """Every letter, number and term is one of MISP's; its deliberate deceiver (G) is not ours."""
    for kinds, name in (
        (("reliability", "credibility"), "admiralty-scale"),
        (("likelihood", "confidence"), "estimative-language"),
    ):
        path = shared / "data" / "threat" / f"taxonomy-{name}.json"
        theirs = Taxonomy(json.loads(path.read_text(encoding="utf-8")))
        ours = {each.tag for kind in kinds for each in known(kind)}
        assert ours <= set(theirs.machinetags())
        assert set(theirs.machinetags()) - ours <= {'admiralty-scale:source-reliability="g"'}


@pytest.mark.seed
def test_likelihoods_have_the_ranges_of_the_field(shared: Path) -> None:
    path = shared / "data" / "threat" / "taxonomy-estimative-language.json"
    [values, _] = json.loads(path.read_text(encoding="utf-8"))["values"]
    printed = {entry["value"]: entry["expanded"].rsplit(" - ", 1)[1] for entry in values["entry"]}
    for each in grades().likelihood:
        low, high = each.percent or (0, 0)
        assert printed[str(each.tag).split('"')[1]] == f"{low:02}-{high:02}%"
