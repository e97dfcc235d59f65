"""An office's own template. It is a program, and is trusted no further than it must be.

It runs in a process of its own, on a copy of its folder, so that it can read what lies in that
folder and nothing else; it has a limit of time and memory, and cannot fetch packages: the way to
the network is shut. It may say anything in the paper that it sets: who takes a template from
others reads it first.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from importlib import resources
from pathlib import Path

from inzet.vocabulary.errors import InputError, UnreadableFile

_FILES, _BYTES = 200, 30 << 20
"""At most in the folder of a template."""
_SECONDS = 60
_NOWHERE = "http://127.0.0.1:1"
_SHUT = ("http_proxy", "https_proxy", "all_proxy")


def render(data: bytes, template: Path, made_on: int) -> bytes:
    """A paper from an office's own template; for its errors see :func:`setting.render`."""
    if not template.is_file():
        raise UnreadableFile("there is no such template", where=str(template))
    with tempfile.TemporaryDirectory() as folder:
        stage = Path(folder)
        _copy(template, stage / "office")
        (stage / "draft.json").write_bytes(data)
        _run(stage, template, made_on)
        return (stage / "paper.pdf").read_bytes()


def _copy(template: Path, to: Path) -> None:
    """The regular files of the folder; links are left out: they may lead anywhere."""
    to.mkdir()
    count = size = 0
    for path in sorted(template.parent.rglob("*")):
        if path.is_symlink() or not path.is_file() or _through_link(path, template.parent):
            continue
        count, size = count + 1, size + path.stat().st_size
        if count > _FILES or size > _BYTES:
            raise InputError(
                f"more than {_FILES} files or {_BYTES >> 20} MB lie beside the template",
                where=str(template.parent),
                fix="Put the template in a folder of its own, with only what it uses.",
            )
        target = to / path.relative_to(template.parent)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    ours = resources.files(__package__).joinpath("inzet.typ").read_bytes()
    (to / "inzet.typ").write_bytes(ours)


def _through_link(path: Path, top: Path) -> bool:
    return any(each.is_symlink() for each in path.parents if each != top and top in each.parents)


def _run(stage: Path, template: Path, made_on: int) -> None:
    shut = {name: _NOWHERE for each in _SHUT for name in (each, each.upper())}
    passed = {name: value for name, value in os.environ.items() if name.lower() != "no_proxy"}
    command = [
        sys.executable, "-m", "inzet.writing.render.pdf.child",
        str(stage), template.name, str(made_on),
    ]  # fmt: skip
    try:
        done = subprocess.run(
            command, capture_output=True, timeout=_SECONDS, env={**passed, **shut}, check=False
        )
    except subprocess.TimeoutExpired as problem:
        raise InputError(
            f"the template was not done after {_SECONDS} seconds", where=str(template)
        ) from problem
    if done.returncode:
        told = done.stderr.decode(errors="replace").strip().splitlines()
        raise InputError(
            told[-1] if told else "the template ended without a paper",
            where=str(template),
            fix="Mend the template, or leave it out to use ours.",
        )
