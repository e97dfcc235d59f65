"""Makes a new edition of the reference entries from the tables, and pins it.

    python scripts/build_reference.py 2026-11

The edition is a feed of its own. Its key is made here, signs once and is gone: nobody can add to
the feed afterwards. What is pinned goes into ``inzet/reference/editions.py``, the organisation's
id at the end of ``PINNED`` in ``inzet/record/editions.py``: a record that holds both shows the
newer. With ``--replace`` it takes the place of the last edition, for one that nobody has yet.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import re
import secrets
from pathlib import Path

from inzet.record.editions import PINNED
from inzet.record.keys import Key, fingerprint
from inzet.record.moments import utc_text
from inzet.reference import feed

PACKAGE = Path(__file__).resolve().parents[1] / "src" / "inzet"
_CURRENT = re.compile(r"CURRENT = Edition\(\n.*?\n\)", re.S)
_PINNED = re.compile(r"PINNED: tuple\[str, \.\.\.\] = \(.*?\)\n", re.S)


def build(name: str, *, replace: bool) -> str:
    """Writes the feed and its pins; tells what was made."""
    key = Key(secrets.token_bytes(32))
    now = utc_text(dt.datetime.now(dt.UTC))
    packed = feed.sealed(feed.organisation_of(name), key, now, feed.statements())
    data = feed.pack(packed)
    head = feed.parcel_of(packed).head.hex()
    (PACKAGE / "reference" / feed.FILE).write_bytes(data)
    current = {
        "name": name,
        "public_key": key.public.hex(),
        "head": head,
        "sha256": hashlib.sha256(data).hexdigest(),
    }
    fields = "".join(f'    {field}="{value}",\n' for field, value in current.items())
    _rewrite(PACKAGE / "reference" / "editions.py", _CURRENT, f"CURRENT = Edition(\n{fields})")
    pinned = (*(PINNED[:-1] if replace else PINNED), fingerprint(key.public))
    listed = "".join(f'    "{one}",\n' for one in pinned)
    _rewrite(
        PACKAGE / "record" / "editions.py", _PINNED, f"PINNED: tuple[str, ...] = (\n{listed})\n"
    )
    return f"Edition {name}: {len(packed.bodies)} statements, {len(data):,} bytes, head {head}"


def _rewrite(path: Path, pattern: re.Pattern[str], text: str) -> None:
    before = path.read_text(encoding="utf-8")
    if len(pattern.findall(before)) != 1:
        raise SystemExit(f"{path}: what is pinned cannot be found")
    path.write_text(pattern.sub(lambda _: text, before), encoding="utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("name", help="year and month, such as 2026-11")
    parser.add_argument("--replace", action="store_true", help="in the place of the last edition")
    asked = parser.parse_args()
    print(build(asked.name, replace=asked.replace))
