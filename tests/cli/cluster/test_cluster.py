"""Reading on a Dask cluster gives what reading at home gives, whatever becomes of its workers."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bench.papers import write_papers
from inzet.reading.bulk import Done, HomeReaders, Keeping, Readers, read_many
from inzet.reading.ceiling import refuse_above
from inzet.reading.cluster import readers as cluster_readers
from inzet.reading.cluster.readers import ClusterReaders
from inzet.reading.intake import Outcome, Taken
from inzet.reading.read import PaperRead
from inzet.record import Record
from inzet.record.findings import Fault
from inzet.vocabulary.errors import InputError, UnknownValue, Unreachable, UnreadableFile
from inzet.vocabulary.markings import Classification
from tests.cli.cluster.machines import Machines
from tests.cli.cluster.staged import DEADLY, SLOW
from tests.cli.conftest import PROGRAM, Run, clean_environment
from tests.cli.test_bulk import kept


@dataclass
class Desk:
    """Keeps what was read in memory, by name."""

    papers: dict[str, PaperRead] = field(default_factory=dict)
    errors: dict[str, InputError] = field(default_factory=dict)

    def read(self, names: list[str], readers: Readers) -> Iterator[Done]:
        """What became of each, as it comes."""
        keeping = Keeping(lambda name: Path(name).read_bytes(), lambda _: False, self._keep)
        for done in read_many(names, keeping, readers):
            if done.error is not None:
                self.errors[Path(done.name).name] = done.error
            yield done

    def _keep(self, paper: PaperRead, data: bytes, name: str) -> Taken:
        refuse_above(Classification.UNCLASSIFIED, paper, name=name)
        assert name not in self.papers, "kept twice"
        self.papers[name] = paper
        return Taken(outcome=Outcome.NEW, paper_id=None, reading=paper.reading)


@pytest.fixture(scope="module")
def scheduler(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machines]:
    """A cluster without workers."""
    machines = Machines(tmp_path_factory.mktemp("cluster"))
    try:
        yield machines
    finally:
        machines.close()


@pytest.fixture(scope="module")
def both(scheduler: Machines) -> tuple[Machines, subprocess.Popen[bytes]]:
    """The cluster with two workers; the second nobody begins again."""
    scheduler.worker("kept")
    mortal = scheduler.worker("mortal", "--no-nanny")
    scheduler.wait_for("kept", "mortal")
    return scheduler, mortal


@pytest.fixture
def machines(both: tuple[Machines, subprocess.Popen[bytes]]) -> Machines:
    """The cluster, with the worker that a nanny begins again when it dies."""
    both[0].wait_for("kept")
    return both[0]


def there(machines: Machines, **more: object) -> ClusterReaders:
    """The readers of the cluster."""
    return ClusterReaders(
        machines.address,
        jobs=1,
        ceiling=lambda: Classification.UNCLASSIFIED,
        **more,  # type: ignore[arg-type]
    )


def written(folder: Path, count: int, tail: str = "") -> list[str]:
    """Paths of papers in three formats, or of a third of them as text that ends in ``tail``."""
    write_papers(folder, count)
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    if not tail:
        return [str(path) for path in paths]
    for path in paths:
        if path.suffix == ".txt":
            path.write_text(f"{path.read_text()}\n{tail}\n")
        else:
            path.unlink()
    return [str(path) for path in paths if path.exists()]


def test_without_workers_it_is_told_in_time(scheduler: Machines) -> None:
    with pytest.raises(Unreachable, match="no workers"):
        there(scheduler, patience=0.2)


def test_a_worker_that_dies_midway_costs_no_paper_and_doubles_none(
    both: tuple[Machines, subprocess.Popen[bytes]], tmp_path: Path
) -> None:
    machines, mortal = both
    names = written(tmp_path, 42, SLOW)
    desk = Desk()
    busy: dict[str, object] = {}
    with machines.client() as client:
        addresses = machines.workers()
        for _ in desk.read(names, there(machines)):
            if len(desk.papers) == len(names) // 3:
                busy = client.processing()
                machines.end(mortal)
        assert busy[addresses["mortal"]], "it had nothing to lose"
        assert list(client.nthreads()) == [addresses["kept"]]
    home = Desk()
    for _ in home.read(names, HomeReaders(1)):
        pass
    assert desk.papers == home.papers
    assert len(desk.papers) == len(names) == 14
    assert not desk.errors


def test_other_formats_and_refusals_are_as_at_home(
    machines: Machines, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = written(tmp_path, 3)
    for name, data in (
        ("kapot.docx", b"PK\x03\x04word/document.xml"),
        ("geheim.txt", b"STAATSGEHEIM ZEER GEHEIM\n\nNederland steunt het voorstel."),
    ):
        (tmp_path / name).write_bytes(data)
        names.append(str(tmp_path / name))
    sent: list[str] = []
    put = ClusterReaders._put

    def seen(self: ClusterReaders, text: cluster_readers._Text) -> None:
        sent.append(text.name)
        put(self, text)

    monkeypatch.setattr(ClusterReaders, "_put", seen)
    home, desk = Desk(), Desk()
    for _ in home.read(names, HomeReaders(1, said_on="2019-03-01", on_behalf_of="NLD")):
        pass
    for _ in desk.read(names, there(machines, said_on="2019-03-01", on_behalf_of="NLD")):
        pass
    assert desk.papers == home.papers
    assert sorted(sent) == sorted(home.papers) == sorted(names[:3])
    assert set(desk.errors) == set(home.errors) == {"kapot.docx", "geheim.txt"}
    for name, error in home.errors.items():
        assert (type(error), str(error)) == (type(desk.errors[name]), str(desk.errors[name]))


def test_a_paper_that_kills_workers_is_refused_by_name_and_the_rest_is_read(
    machines: Machines, tmp_path: Path
) -> None:
    names = written(tmp_path, 12, SLOW)
    deadly = tmp_path / "dodelijk.txt"
    deadly.write_text(f"Geannoteerde agenda\n\n{DEADLY}\n")
    names.insert(2, str(deadly))
    with machines.client() as client:
        # Each death costs seconds in which a nanny begins the next.
        client.run_on_scheduler(
            lambda dask_scheduler: setattr(dask_scheduler, "allowed_failures", 0)
        )
    desk = Desk()
    for _ in desk.read(names, there(machines)):
        pass
    assert set(desk.papers) == set(names) - {str(deadly)}
    assert list(desk.errors) == ["dodelijk.txt"]
    assert isinstance(desk.errors["dodelijk.txt"], UnreadableFile)
    assert "died" in desk.errors["dodelijk.txt"].what


@pytest.mark.soak
def test_control_c_stops_it_and_another_run_goes_on(
    machines: Machines, run: Run, tmp_path: Path
) -> None:
    papers = len(written(tmp_path / "stukken", 36, SLOW))
    line = ["read", "stukken", "--cluster", machines.address, "--not-same", "--json"]
    started = subprocess.Popen(
        [*PROGRAM, *line],
        cwd=tmp_path,
        env=clean_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=_default_interrupt,
    )
    record = tmp_path / "inzet.db"
    until = time.monotonic() + 60
    while kept(record) < 3 and started.poll() is None:
        assert time.monotonic() < until
        time.sleep(0.02)
    started.send_signal(signal.SIGINT)
    out, err = started.communicate(timeout=20)
    assert (started.returncode, out) == (130, b""), err
    assert b"Traceback" not in err
    before = kept(record)
    assert 3 <= before < papers
    with machines.client() as client:
        while any(client.processing().values()):
            assert time.monotonic() < until, "the cluster goes on with what nobody waits for"
            time.sleep(0.02)
    assert run(*line).json["outcomes"] == {"known": before, "new": papers - before}
    with Record.open(record) as whole:
        assert not [each for each in whole.verify() if isinstance(each, Fault)]


def _default_interrupt() -> None:
    # A shell has what runs in the background ignore it.
    signal.signal(signal.SIGINT, signal.default_int_handler)


_CURRENT = """
from inzet.reading.cluster import mark
from inzet.reading.version import reader_version
mark.reader_version = reader_version
"""
_OLDER = f"{_CURRENT}mark.reader_version = lambda: 'of yesterday'"


def test_a_worker_of_another_version_is_refused_before_anything_goes_out(
    machines: Machines,
) -> None:
    with machines.client() as client:
        client.run(exec, _OLDER)
        try:
            with pytest.raises(Unreachable, match=r"127\.0\.0\.1:\d+ has its rules of yesterday"):
                there(machines)
        finally:
            client.run(exec, _CURRENT)


def test_a_worker_of_another_version_that_comes_later_stops_it(
    machines: Machines, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = written(tmp_path, 1)
    readers = there(machines)
    monkeypatch.setitem(readers._mark, "its rules", "rules of tomorrow")
    with pytest.raises(Unreachable, match="rules of tomorrow"):
        list(Desk().read(names, readers))


def test_where_nobody_answers_it_is_told_in_time(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(tmp_path, 1)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{taken.getsockname()[1]}"
        monkeypatch.setattr(cluster_readers, "_CONNECT", 0.5)
        begun = time.monotonic()
        ran = run("read", ".", "--cluster", address, "--json")
        assert time.monotonic() - begun < 10
    assert ran.code == Unreachable.exit_code
    told = json.loads(ran.err)["error"]
    assert told["where"] == address
    assert "no scheduler" in told["what"]
    assert not (tmp_path / "inzet.db").exists()
    assert run("read", ".", "--cluster", "nonsense").code == UnknownValue.exit_code


def test_without_dask_it_says_how_to_install_it(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(tmp_path, 1)
    monkeypatch.setitem(sys.modules, "distributed", None)
    ran = run("read", ".", "--cluster", "tcp://127.0.0.1:1")
    assert ran.code == InputError.exit_code
    assert "inzet[cluster]" in ran.err
    assert "pip install" in ran.err
