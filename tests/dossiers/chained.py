"""A record with the sample papers, and where it is there the seed: one chain of meetings."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

from inzet.cli.sample import manifest
from inzet.reading import intake
from tests.dossiers.planting import Planted

NOVEMBER, APRIL, VILNIUS = (
    "nato-fmm-2022-11-29",
    "nato-fmm-2023-04-04",
    "nato-summit-2023-07-11",
)
SEED = "annotated-agenda-2023-04-04.txt"


def chained(folder: Path, *, seed: Path | None = None) -> Planted:
    """The sample papers, as ``inzet sample`` takes them; with the seed, in place of the sample
    that retells it."""
    planting = Planted(folder)
    for paper in manifest():
        if seed is not None and paper["said_on"] == "2023-03-17":
            continue
        data = (resources.files("inzet.samples") / paper["file"]).read_bytes()
        intake.take(
            planting.record,
            data,
            name=paper["file"],
            media_type=paper["media_type"],
            marking="PUBLIC",
            said_on=paper["said_on"],
            on_behalf_of=paper["on_behalf_of"],
            not_same=True,
            stamp=paper["stamp"],
        )
    if seed is not None:
        data = (seed / "seed" / SEED).read_bytes()
        intake.take(planting.record, data, name=SEED, said_on="2023-03-17", not_same=True)
    return planting
