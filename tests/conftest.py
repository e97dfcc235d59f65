"""What all tests share: the folder of real papers beside the checkout."""

from __future__ import annotations

import gc
import os
import smtplib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from tests.alerts.postoffice import ALLOWED
from tests.record.engines.cluster import Cluster, cluster
from tests.record.engines.everywhere import Everywhere

# As the commands have it; a test leaves little that only a search for garbage would find.
gc.set_threshold(20_000, 20, 20)
# How quick the machine is fails no test: Hypothesis takes a slow one for a slow strategy.
settings.register_profile(
    "any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("any machine")
SHARED = Path(__file__).resolve().parents[2] / "shared"


def pytest_collection_finish() -> None:
    """What was collected stays to the end: nobody need look through it for what can go."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the seed and the data; absent on most machines, never in CI."""
    if not (SHARED / "seed").is_dir():
        reason = "the folder ../shared with the seed paper is not beside this checkout"
        if os.environ.get("INZET_CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    return SHARED


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Cluster]:
    """A server of PostgreSQL."""
    with cluster() as running:
        yield running


@pytest.fixture(scope="session", autouse=True)
def everywhere(request: pytest.FixtureRequest) -> Iterator[Everywhere | None]:
    """With ``INZET_TEST_ENGINE=postgresql`` every record that a test makes is in a database."""
    if os.environ.get("INZET_TEST_ENGINE") != "postgresql":
        yield None
        return
    made = Everywhere(request.getfixturevalue("postgresql"))
    with made.begun():
        yield made


@pytest.fixture(autouse=True)
def _engine(request: pytest.FixtureRequest, everywhere: Everywhere | None) -> Iterator[None]:
    """Leaves out what is about files, and lets databases go that nobody asks any more."""
    if everywhere is None:
        yield
        return
    if request.node.get_closest_marker("file") is not None:
        pytest.skip("it is about a record's file")
    folder = request.getfixturevalue("tmp_path") if "tmp_path" in request.fixturenames else None
    yield
    if folder is not None:
        everywhere.end(folder)


@pytest.fixture(autouse=True)
def no_mail(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test mails anybody: only a server that a test itself started on this machine is asked."""
    for name in list(os.environ):
        if name.startswith("INZET_MAIL_"):
            monkeypatch.delenv(name)
    for kind in (smtplib.SMTP, smtplib.SMTP_SSL):
        monkeypatch.setattr(kind, "_get_socket", _guarded(vars(kind)["_get_socket"]))


def _guarded(connect: Any) -> Any:
    def guarded(self: Any, host: str, port: int, timeout: float) -> Any:
        assert host == "127.0.0.1", f"a test would mail by {host}"
        assert port in ALLOWED, f"a test would mail by port {port}"
        return connect(self, host, port, timeout)

    return guarded
