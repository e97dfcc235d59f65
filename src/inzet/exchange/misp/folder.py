"""A feed for MISP as a folder, for a web server or a stick; only what changed is written again."""

from __future__ import annotations

from pathlib import Path

import msgspec

from inzet.exchange.misp.events import Event, listed
from inzet.exchange.misp.feed import Feed, encoded, hashes_line
from inzet.vocabulary.canonical import MALFORMED
from inzet.vocabulary.errors import UnreadableFile

MANIFEST, HASHES = "manifest.json", "hashes.csv"


def write(feed: Feed, folder: Path) -> tuple[int, int]:
    """Writes a feed into a folder of its own: (events written, events that were as they are).

    The manifest is put in place last, so whoever pulls meanwhile finds what it names.

    Raises:
        UnreadableFile: the folder cannot be written to.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        known = _known(folder)
        manifest: dict[str, Event] = {}
        fresh = 0
        lines: list[str] = []
        for uuid, each in feed.listed().items():
            path = folder / f"{uuid}.json"
            before = known.get(uuid)
            if before is not None and before.get("timestamp") == each.timestamp and path.exists():
                made = msgspec.json.decode(path.read_bytes())["Event"]
            else:
                made = feed.event(uuid)
                _put(path, encoded({"Event": made}))
                fresh += 1
            manifest[uuid] = listed(made)
            lines += [hashes_line(one["value"], uuid) for one in made["Attribute"]]
        _put(folder / HASHES, "".join(lines).encode())
        _put(folder / MANIFEST, encoded(manifest))
    except (OSError, *MALFORMED, KeyError, TypeError) as error:
        raise UnreadableFile(
            f"the feed cannot be written there: {error}",
            where=str(folder),
            fix="Choose an empty folder of your own.",
        ) from None
    return fresh, len(manifest) - fresh


def _known(folder: Path) -> dict[str, Event]:
    path = folder / MANIFEST
    if not path.exists():
        return {}
    found = msgspec.json.decode(path.read_bytes())
    return found if isinstance(found, dict) else {}


def _put(path: Path, data: bytes) -> None:
    beside = path.with_name(f"{path.name}.new")
    beside.write_bytes(data)
    beside.replace(path)
