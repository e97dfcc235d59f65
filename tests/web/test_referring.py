"""A paper's page leads to the papers it refers to, and names those that refer to it."""

from __future__ import annotations

from pathlib import Path

from inzet.reading.intake import take
from inzet.record import Record
from inzet.web.app import create_app
from tests.web.client import Client

_HEAD = "Aan de Voorzitter van de Tweede Kamer der Staten-Generaal\n\nDen Haag, 9 februari 2017\n\n"
_FIRST = f"""33 694 Goedkeuring van een verdrag

Nr. 12 BRIEF VAN DE MINISTER VAN BUITENLANDSE ZAKEN

{_HEAD}Hierbij bied ik u een overzicht aan van de verdragen die dit jaar in werking treden.
"""
_SECOND = f"""33 694 Goedkeuring van een verdrag

Nr. 15 BRIEF VAN DE MINISTER VAN BUITENLANDSE ZAKEN

{_HEAD}In mijn vorige brief (Kamerstuk 33 694, nr. 12) staat Verordening (EU) nr. 36/2012 al.
"""


def test_there_and_back(tmp_path: Path) -> None:
    path = tmp_path / "inzet.db"
    with Record.create(path, "Ministry of Examples") as record:
        first = take(record, _FIRST.encode(), name="first.txt", marking="PUBLIC").paper_id
        second = take(record, _SECOND.encode(), name="second.txt", marking="INTERNAL").paper_id
    assert first
    assert second
    look = Client(create_app(lambda: Record.open(path)))
    citing = look.get(f"/papers/{second}").text
    assert f'href="/papers/{first[:12]}"' in citing
    assert "https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX:32012R0036" in citing
    cited = look.get(f"/papers/{first}").text
    assert f'href="/papers/{second[:12]}#s-' in cited
    public = Client(create_app(lambda: Record.open(path), reader="PUBLIC"))
    page = public.get(f"/papers/{first}").text
    assert second[:12] not in page
    assert "that refer to this one" not in page
