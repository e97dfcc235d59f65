"""Schemathesis against the running application: what the description allows, and what it does not.

It makes questions and bodies from the description, right ones and wrong ones, and holds every
answer against it: no server error, no status, header or shape that is not described.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from inzet.record import Filter
from inzet.vocabulary.acts import Act
from inzet.web.app import create_app
from tests.web.serving import served
from tests.web.workspace import AGENDA_MEETING, Workspace

SETTINGS = """\
request-timeout = 60
[checks]
# What is right by its form may still not be known here: a day, a place in a list, an edition.
positive_data_acceptance.expected-statuses = ["2xx", "304", "4xx"]
negative_data_rejection.expected-statuses = ["4xx"]
missing_required_header.expected-statuses = ["4xx"]
"""
CHECKS = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
    "negative_data_rejection",
    "missing_required_header",
    "unsupported_method",
    "use_after_free",
)


def _run(workspace: Workspace, folder: Path, *options: str, there: bool) -> None:
    """Runs it; ``there``: asks for what is there, not for names that it makes up."""
    settings = SETTINGS + (_names(workspace) if there else "")
    (folder / "schemathesis.toml").write_text(settings, "utf-8")
    with served(create_app(workspace.open)) as address:
        ran = subprocess.run(
            [
                *(sys.executable, "-m", "schemathesis.cli", "run"),
                f"{address}/api/v1/openapi.json",
                *("--checks", ",".join(CHECKS)),
                "--no-color",
                "--continue-on-failure",
                *options,
            ],
            cwd=folder,
            env={**os.environ, "HYPOTHESIS_STORAGE_DIRECTORY": str(folder / "hypothesis")},
            capture_output=True,
            text=True,
            check=False,
        )
    assert ran.returncode == 0, ran.stdout[-6000:] + ran.stderr[-2000:]


def _names(workspace: Workspace) -> str:
    """Names of what is there, for every part of a path."""
    with workspace.open() as record:
        view = record.view(record.reader())
        promise = view.statements(Filter(act=Act.COMMITMENT)).items[0].identity
        said = view.statements(Filter(act=Act.DECISION)).items[0].identity
    known = {
        "paper": workspace.agenda,
        "statement": said,
        "commitment": promise,
        "meeting": AGENDA_MEETING,
        "procedure": "pledge",
        "name": "new-pledge",
    }
    return "[parameters]\n" + "".join(f'"path.{key}" = "{each}"\n' for key, each in known.items())


def test_right_and_wrong_questions_are_answered_as_described(
    workspace: Workspace, tmp_path: Path
) -> None:
    options = ("--phases", "examples,fuzzing", "--max-examples", "6", "--max-time", "30")
    _run(workspace, tmp_path, *options, "--generation-deterministic", there=True)


@pytest.mark.soak
@pytest.mark.parametrize("there", [True, False])
def test_many_more_are(there: bool, workspace: Workspace, tmp_path: Path) -> None:
    options = ("--phases", "examples,coverage,fuzzing,stateful", "--max-examples", "60")
    _run(workspace, tmp_path, *options, there=there)
