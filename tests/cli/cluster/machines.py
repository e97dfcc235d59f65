"""A Dask cluster of this machine: a scheduler and workers, each a process, on the loopback."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from distributed import Client

_STAGED = Path(__file__).with_name("staged.py")
_HOME = "127.0.0.1"
_PATIENCE = 60.0


class Machines:
    """Processes of a cluster; all end with it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._processes: list[subprocess.Popen[bytes]] = []
        self._file = folder / "scheduler.json"
        self._start("scheduler", "--port", "0", "--scheduler-file", str(self._file))
        until = time.monotonic() + _PATIENCE
        while not self._file.exists() or not self._file.read_text().endswith("}"):
            assert time.monotonic() < until, "the scheduler does not start"
            time.sleep(0.02)
        self.address: str = json.loads(self._file.read_text())["address"]

    def worker(self, name: str, *options: str) -> subprocess.Popen[bytes]:
        """Start a worker with one thread."""
        return self._start(
            *("worker", self.address, "--name", name, "--nthreads", "1", *options),
            *("--preload", str(_STAGED), "--local-directory", str(self._folder)),
        )

    def client(self) -> Any:
        """Somebody else who looks at the cluster; to be closed."""
        client: Any = Client
        return client(self.address, set_as_default=False)

    def workers(self) -> dict[str, str]:
        """Names of the workers that are there, and their addresses."""
        with self.client() as client:
            found = client.scheduler_info(n_workers=-1)["workers"]
        return {str(each["name"]): address for address, each in found.items()}

    def wait_for(self, *names: str) -> None:
        """Wait until these workers are there, others or not."""
        until = time.monotonic() + _PATIENCE
        while not set(names) <= set(self.workers()):
            assert time.monotonic() < until, "the workers do not come"
            time.sleep(0.05)

    def end(self, process: subprocess.Popen[bytes]) -> None:
        """End one process at once."""
        process.kill()
        process.wait()

    def close(self) -> None:
        """End all processes; a nanny's worker ends with it, and a guarded process with its own."""
        for process in self._processes:
            self.end(process)

    def _start(self, *line: str) -> subprocess.Popen[bytes]:
        with (self._folder / "log").open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "dask", *line, "--host", _HOME, "--no-dashboard"],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        self._processes.append(process)
        return process
