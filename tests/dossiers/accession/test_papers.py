"""The seed and a Swedish press release on the same meeting: two holders, two candidates."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from inzet.dossiers import answer
from inzet.reading import intake
from tests.dossiers.accession.approvals import APPROVED, Approvals

pytestmark = pytest.mark.seed
RELEASE = "sv_se_pressmeddelanden_2023_04_utrikesminister-tobias-billstrom-deltar-vid-natos"


def read(shared: Path, folder: Path) -> Approvals:
    """A record with both papers."""
    planting = Approvals(folder)
    seed = shared / "seed" / "annotated-agenda-2023-04-04.txt"
    release = next((shared / "data" / "docs").glob(f"{RELEASE}*.md"))
    for path, said in ((seed, "2023-03-17"), (release, "2023-04-04")):
        intake.take(planting.record, path.read_bytes(), name=path.name, said_on=said)
    return planting


@pytest.fixture(scope="module")
def papers(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Approvals]:
    """Both papers and nothing else."""
    planting = read(shared, tmp_path_factory.mktemp("papers"))
    yield planting
    planting.record.close()


@pytest.fixture(scope="module")
def listed(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Approvals]:
    """Both papers with the list by ally beside them."""
    planting = read(shared, tmp_path_factory.mktemp("listed"))
    for candidate in ("FIN", "SWE"):
        planting.all_of(candidate)
    planting.memberships()
    yield planting
    planting.record.close()


def test_papers_alone_tell_who_is_open(papers: Approvals) -> None:
    answered = answer(papers.view(as_of="2023-03-17"), "accession/FIN")
    assert answered.values["open"].value == ["HUN", "TUR"]
    assert (answered.values["completed"].value, answered.values["of"].value) == (28, 30)
    assert answered.values["completed"].rule.startswith("reckoned")
    assert answered.values["invited to accede"].value == "2022-06"


def test_a_second_holder_and_a_second_candidate(listed: Approvals) -> None:
    view = listed.view(as_of="2023-04-05")
    sweden = answer(view, "accession/SWE")
    told = sweden.state["told of all"]
    assert [(each["of"], each["says"], each["verdict"]) for each in told] == [
        ("2023-03-17", "nearly all allies, still to come: Hungary and Türkiye", "agrees"),
        ("2023-04-04", "28 of 30", "agrees"),
    ]
    papers = {row.paper.id for row in sweden.said if row.paper}
    assert len(papers) == 2
    assert sweden.values["open"].value == ["HUN", "TUR"]
    finland = answer(view, "accession/FIN")
    member = finland.values["member since"]
    assert member.value == "2023-04-04"
    assert any(row.paper for row in member.sources), "the press release says so too"
    assert any(row.paper is None for row in member.sources)


def test_the_seed_and_the_list_are_both_cited(listed: Approvals) -> None:
    answered = answer(listed.view(as_of="2023-03-17"), "accession")
    first, second = answered.headline[:2]
    assert first.text == (
        "Finland: national approval completed by 28 of 30 allies; open: Hungary and Türkiye."
    )
    assert {bool(row.paper) for row in first.sources} == {True, False}
    assert "the list by ally says the same" in second.text
    assert all(row.paper for row in second.sources)
    assert answered.values["FIN.stage"].value == APPROVED


def test_known_on_the_day_of_the_seed(listed: Approvals) -> None:
    answered = answer(listed.view(known_on="2023-03-17"), "accession/SWE")
    assert [each["of"] for each in answered.state["told of all"]] == ["2023-03-17"]
    assert answered.values["members"].value == 30
