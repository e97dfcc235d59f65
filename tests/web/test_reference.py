"""Reference entries in the workspace: counted apart, shown when asked for, not reviewed."""

from __future__ import annotations

import pytest

from inzet.record import Filter
from inzet.reference import install
from inzet.web.app import create_app
from tests.web.client import Client
from tests.web.workspace import Workspace


@pytest.fixture
def full(workspace: Workspace) -> Client:
    with workspace.open() as record:
        install(record)
    return Client(create_app(workspace.open))


def row_of(workspace: Workspace, rule: str) -> str:
    with workspace.open() as record:
        view = record.view(record.reader())
        return view.statements(Filter(rule=rule), limit=1).items[0].identity


@pytest.mark.parametrize("path", ["/papers", "/review", "/search?q=Nederland", "/meetings"])
def test_pages_are_the_same_with_and_without_them(workspace: Workspace, path: str) -> None:
    with workspace.open() as record:
        before = Client(create_app(workspace.open)).get(path).text
        install(record)
    assert Client(create_app(workspace.open)).get(path).text == before


def test_a_dossier_shows_rows_of_data_when_asked(full: Client) -> None:
    alone = full.get("/dossiers/accession/FIN").text
    assert "NATO Parliamentary Assembly, Finland and Sweden accession" in alone
    figures = full.get("/dossiers/pledge/defence-expenditure?data=1&act=figure").text
    assert "NATO, Defence Expenditure of NATO Countries" in figures


def test_a_row_of_data_has_its_source_and_is_not_reviewed(
    full: Client, workspace: Workspace
) -> None:
    page = full.get(f"/statements/{row_of(workspace, 'data:memberships')}").text
    assert "https://www.nato.int/cps/en/natohq/topics_52044.htm" in page
    assert "/confirm" not in page
    cell = full.get(f"/statements/{row_of(workspace, 'data:figures')}").text
    assert "Table 3, defence expenditure as share of GDP, constant 2021 prices, 20" in cell
    assert "/reject" not in cell


def test_forms_offer_only_parties_and_dossiers_of_which_papers_speak(full: Client) -> None:
    form = full.get("/search").text
    assert "Mauretani" not in form
    assert "Mauritani" not in form
