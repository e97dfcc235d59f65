"""The process in which an office's template runs: ``python -m … FOLDER NAME SECONDS``."""

from __future__ import annotations

import resource
import sys
from importlib import resources
from pathlib import Path

import typst

from inzet.vocabulary.errors import InputError
from inzet.writing.render.pdf.setting import set_paper

_MEMORY = 2 << 30
_COMPUTING = 50
"""Seconds of processor time."""


def main(folder: str, name: str, made_on: str) -> int:
    """Sets ``draft.json`` in the folder with ``office/NAME`` to ``paper.pdf``."""
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_COMPUTING, _COMPUTING))
    stage = Path(folder)
    office = stage / "office"
    with resources.as_file(resources.files(__package__)) as home:
        fonts = typst.Fonts(include_system_fonts=False, font_paths=[home / "fonts", office])
    try:
        made = set_paper(
            office / name, office, (stage / "draft.json").read_bytes(), int(made_on), fonts
        )
    except InputError as problem:
        sys.stderr.write(f"{problem.what}\n")
        return 1
    (stage / "paper.pdf").write_bytes(made)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
