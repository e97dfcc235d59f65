"""Fuzzing by coverage: what each target was given, what that met and what was found.

Everything of Inzet is instrumented once, which takes longest; each target then runs in a fork of
that process, so that a crash, in a library in C too, ends that target alone and is told.
"""

from __future__ import annotations

import json
import os
import re
import resource
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

_MEMORY = 6 << 30
_HANGS = 60
"""Seconds after which an input is taken to be one that never ends."""
_MOST = 20
"""Findings that are written down of one target; each place counts once."""
_FIGURES = re.compile(r"#(\d+)\s+\w+\s+(?:cov: (\d+) ft: \d+ )?corp: (\d+)")
"""What libFuzzer tells; nothing of coverage where all is done in a library in C."""
HEADER = f"{'target':26} {'inputs':>10} {'counters':>9} {'corpus':>7} {'findings':>9}"


@dataclass(frozen=True)
class Result:
    """Of one target: inputs tried, counters of coverage met, inputs kept as new, findings."""

    target: str
    inputs: int
    counters: int
    corpus: int
    findings: tuple[str, ...]

    def __str__(self) -> str:
        figures = f"{self.inputs:10,} {self.counters:9,} {self.corpus:7,} {len(self.findings):9}"
        return "\n  ".join((f"{self.target:26} {figures}", *self.findings))


def campaign(seconds: int, names: Iterable[str] = ()) -> Iterator[Result]:
    """Fuzzes targets one after another, each for so many seconds; all where none is named."""
    import atheris

    with atheris.instrument_imports(include=["inzet"]):
        from tests.fuzz.targets import TARGETS
    for name in list(names) or list(TARGETS):
        with tempfile.TemporaryDirectory(prefix="fuzz") as folder:
            yield _fuzzed(name, seconds, Path(folder))


def _fuzzed(name: str, seconds: int, folder: Path) -> Result:
    child = os.fork()
    if child == 0:
        try:
            _fuzz(name, seconds, folder)
        finally:
            os._exit(1)
    _, status = os.waitpid(child, 0)
    said = (folder / "told").read_text("utf-8", "replace")
    found = [_shown(each) for each in sorted((folder / "findings").glob("*"))]
    if status:
        found.append(f"ended with {os.waitstatus_to_exitcode(status)}: {said[-1500:]}")
    figures = _FIGURES.findall(said)
    inputs, counters, corpus = (int(each or 0) for each in (figures[-1] if figures else "000"))
    return Result(name, inputs, counters, corpus, tuple(found))


def _shown(path: Path) -> str:
    told = json.loads(path.read_text())
    return f"{told['what']} at {told['where']} by {bytes.fromhex(told['data'])[:300]!r}"


def _fuzz(name: str, seconds: int, folder: Path) -> None:
    import atheris

    from tests.fuzz.target import tried
    from tests.fuzz.targets import TARGETS

    with (folder / "told").open("wb") as sink:
        os.dup2(sink.fileno(), 1)
        os.dup2(sink.fileno(), 2)
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    # Whatever is made on the way goes with it.
    tempfile.tempdir = str(folder)
    target, corpus, findings = TARGETS[name], folder / "corpus", folder / "findings"
    corpus.mkdir()
    findings.mkdir()
    known: set[str] = set()

    def once(data: bytes) -> None:
        found = tried(target, data)
        # Gone past, so that one finding hides no other.
        if found is not None and found.where not in known and len(known) < _MOST:
            known.add(found.where)
            told = {"what": found.what, "where": found.where, "data": found.data.hex()}
            (findings / f"{len(known):03}").write_text(json.dumps(told))

    for number, seed in enumerate(target.seeds()):
        (corpus / f"seed{number}").write_bytes(seed)
        # What is loaded on first use is no part of what is measured.
        once(seed)
    options = [
        *("fuzz", str(corpus), f"-max_total_time={seconds}", f"-max_len={target.largest}"),
        *(f"-timeout={_HANGS}", "-rss_limit_mb=3072", "-seed=20261129"),
        # What is right goes on to be altered, also where no coverage tells that it is new.
        *(f"-artifact_prefix={folder}/", "-keep_seed=1"),
    ]
    atheris.Setup(options, once)
    atheris.Fuzz()
