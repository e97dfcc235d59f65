"""`inzet serve` as a service: several processes on one port, stopped without losing anything."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from inzet.web.pending import Pending, Upload
from inzet.web.running.crew import Crew
from tests.web.workspace import Workspace

UPLOAD = Upload(
    data=b"\x00paper",
    name="p.txt",
    media_type=None,
    marking="INTERNAL",
    said_on=None,
    on_behalf_of="NLD",
)


@dataclass
class Service:
    """A server process and where it answers."""

    process: subprocess.Popen[str]
    site: str

    def stop(self) -> list[dict[str, object]]:
        """Stops it; gives its log."""
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(timeout=20)
        assert self.process.stderr is not None
        return [json.loads(line) for line in self.process.stderr]


@contextmanager
def service(workspace: Workspace, *options: str) -> Iterator[Service]:
    arguments = ["serve", "--record", str(workspace.path), "--port", "0", "--log", "json"]
    process = subprocess.Popen(
        [sys.executable, "-c", "from inzet.cli import main; main()", *arguments, *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONUNBUFFERED": "1"},
    )
    try:
        assert process.stdout is not None
        found = re.search(r"http://\S+", process.stdout.readline())
        assert found
        site = found[0]
        for _ in range(200):
            try:
                httpx.get(f"{site}/health")
                break
            except httpx.TransportError:
                time.sleep(0.05)
        yield Service(process, site)
    finally:
        if process.poll() is None:
            process.terminate()
        process.communicate(timeout=20)


def ask(site: str) -> int:
    return httpx.get(f"{site}/papers", timeout=20).status_code


def test_several_processes_answer_on_one_port(workspace: Workspace) -> None:
    with service(workspace, "--workers", "2") as running:
        with ThreadPoolExecutor(8) as pool:
            assert set(pool.map(ask, [running.site] * 60)) == {200}
        text = httpx.get(f"{running.site}/metrics").text
        assert 'worker="1"' in text
        assert 'worker="2"' in text
        assert re.search(r'route="/papers",status="200"} 60\n', text), "all workers are counted"
        log = running.stop()
    assert running.process.returncode == 0
    requests = [each for each in log if each["message"] == "request"]
    assert {each["worker"] for each in requests} == {1, 2}
    assert log[0]["message"] == "started"
    assert log[-1]["message"] == "stopped"


def test_a_worker_that_dies_is_begun_again(workspace: Workspace) -> None:
    with service(workspace, "--workers", "2") as running:
        children = Path(f"/proc/{running.process.pid}/task/{running.process.pid}/children")
        first, second = map(int, children.read_text("ascii").split())
        os.kill(first, signal.SIGKILL)
        for _ in range(200):
            now = set(map(int, children.read_text("ascii").split()))
            if len(now) == 2 and first not in now:
                break
            time.sleep(0.05)
        assert second in now
        with ThreadPoolExecutor(4) as pool:
            assert set(pool.map(ask, [running.site] * 12)) == {200}
        log = running.stop()
    ended = [each for each in log if each["message"] == "worker ended"]
    assert [each["code"] for each in ended] == [-signal.SIGKILL]


def test_workers_go_when_the_one_that_watches_is_killed(workspace: Workspace) -> None:
    with service(workspace, "--workers", "2") as running:
        children = Path(f"/proc/{running.process.pid}/task/{running.process.pid}/children")
        workers = list(map(int, children.read_text("ascii").split()))
        running.process.kill()
        for _ in range(200):
            if not any(Path(f"/proc/{each}").exists() for each in workers):
                break
            time.sleep(0.05)
        else:
            pytest.fail("a worker outlives the server")


def test_what_is_under_way_is_finished_before_a_stop(workspace: Workspace) -> None:
    paper = (
        "Het kabinet vindt dat bondgenoten elkaar moeten waarschuwen bij sabotage op zee.\n" * 40
    )
    with service(workspace) as running, ThreadPoolExecutor(1) as pool:
        asked = pool.submit(
            httpx.post,
            f"{running.site}/papers",
            files={"file": ("brief.txt", paper.encode())},
            data={"said_on": "2027-06-01", "on_behalf_of": "NLD"},
            timeout=30,
        )
        for _ in range(400):
            if "inzet_readings_in_progress 1" in httpx.get(f"{running.site}/metrics").text:
                break
        else:
            pytest.fail("the paper was never under way")
        log = running.stop()
        assert asked.result().status_code == 303
    assert running.process.returncode == 0
    assert ("/papers", 303) in {(each.get("route"), each.get("status")) for each in log}


def test_a_paper_that_waits_is_found_by_every_worker(tmp_path: Path) -> None:
    folder = tmp_path / "crew"
    folder.mkdir()
    first, second = Crew(1, folder), Crew(2, folder)
    one, two = Pending(first), Pending(second)
    first.listen()
    second.listen()
    token = one.hold(UPLOAD)
    assert two.take(token) == UPLOAD
    assert two.take(token) is None, "once"
    assert one.take(token) is None
    gone = one.hold(UPLOAD)
    assert two.take(gone.replace("1.", "7.", 1)) is None
    assert two.take("nonsense") is None
    assert two.take("999.x\nupload y") is None
    shutil.rmtree(folder)
    assert two.take(gone) is None
    assert one.take(gone) == UPLOAD
