"""How to call the commands of the library and of requests, for the crawl of commands."""

from __future__ import annotations

_RELEASED = "--marking x --dry-run --yes --by x"
_DESCRIBED = (
    "--title x --summary x --text x --language nl --title-in en x --summary-in en x"
    " --evidence {statement} --domain cyber --instrument sanctions --technique x --region NLD"
    " --handling LIMITE --dossier {dossier} --review 2031-01-01 --reliability A --credibility 1"
    " --originator x"
)
WRITES = {
    ("library", "add"): f"practice {_DESCRIBED} --paper {{paper}} --quote x --source x"
    f" --dated 2023-02-01 --says x {_RELEASED}",
    ("library", "edit"): f"{{lying}} {_DESCRIBED} --clear review --dry-run --yes --by x",
    ("library", "use"): f"{{lying}} --outcome worked --why x --dossier {{dossier}} {_RELEASED}",
    ("library", "grade"): f"{{lying}} --reliability A --credibility 1 --why x {_RELEASED}",
    ("library", "withdraw"): "{lying} --ground x --by x",
    ("requests", "ask"): f"x --to Allyland --due 2031-01-01 --about {{lying}} --dossier {{dossier}}"
    f" {_RELEASED}",
    ("requests", "answer"): f"{{request}} --gives whole --text x --item {{lying}} {_RELEASED}",
    ("requests", "close"): "{request} --withdrawn --why x --dry-run --yes --by x",
}
"""Refused to others whatever they ask, so every option is tried at once."""
_FILE = {
    path: ["--from", "{file}"]
    for path in (
        ("library", "add"),
        ("library", "edit"),
        ("requests", "ask"),
        ("requests", "answer"),
    )
}
ARGUMENTS: dict[tuple[str, ...], list[list[str]]] = {
    ("library", "list"): [[], ["--domain", "cyber", "--json"]],
    ("library", "show"): [["{lying}"], ["{statement}"]],
    ("library", "due"): [[]],
    ("requests", "list"): [[], ["--json"]],
    ("requests", "show"): [["{request}"], ["{statement}"]],
    # Words typed and words out of a file are refused together, so both ways are tried.
    **{
        path: [[*line.split(), *_FILE.get(path, [])], line.split()] for path, line in WRITES.items()
    },
}
VALUES = {
    "--domain": ["cyber"],
    "--instrument": ["sanctions"],
    "--technique": ["{word}"],
    "--of": ["{word}"],
    "--region": ["NLD"],
    "--grade": ["B2"],
}
