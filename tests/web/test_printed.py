"""A paper as printed: images of its pages for those who may see it, outlined where it is cited."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from inzet.reading.intake import take
from inzet.record import Record
from inzet.vocabulary.markings import INTERNAL, PUBLIC
from inzet.web.app import create_app
from tests.reading.printing import SINGLE, reprinted
from tests.web.client import Client

AGENDA = """\
Geannoteerde agenda Milieuraad van 24 juni 2019

Den Haag, 7 juni 2019

Op 24 juni 2019 vindt in Luxemburg de Milieuraad plaats. De Minister van Infrastructuur en
Waterstaat is voornemens deel te nemen aan deze Raad.

Waterkwaliteit

Het kabinet steunt het voorstel van de Commissie. Nederland zal pleiten voor een kortere termijn.
"""


@dataclass(frozen=True)
class Print:
    path: Path
    paper: str
    secret: str


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Print:
    path = tmp_path_factory.mktemp("printed") / "inzet.db"
    with Record.create(path, "Ministry of Examples") as record:
        paper = take(record, reprinted(AGENDA.encode(), SINGLE), name="a.pdf", marking=PUBLIC)
        other = AGENDA.replace("24 juni", "25 juni").replace("Water", "Lucht").encode()
        secret = take(
            record, reprinted(other, SINGLE), name="b.pdf", marking=INTERNAL, not_same=True
        )
        assert paper.paper_id
        assert secret.paper_id
        return Print(path, paper.paper_id, secret.paper_id)


@pytest.fixture(scope="module")
def look(kept: Print) -> Client:
    return Client(create_app(lambda: Record.open(kept.path)))


def image(look: Client, path: str) -> Image.Image:
    answer = look.get(path)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "image/png"
    return Image.open(BytesIO(answer.content)).convert("RGB")


def orange(picture: Image.Image) -> int:
    """How many pixels have the colour of an outline."""
    red, _, blue = picture.split()
    return sum(ImageChops.subtract(red, blue).histogram()[100:])


def test_what_was_read_is_outlined_on_its_page(look: Client, kept: Print) -> None:
    every = image(look, f"/papers/{kept.paper}/pages/1")
    assert every.width == 800
    none = image(look, f"/papers/{kept.paper}/pages/1?statement=none")
    row = Record.open(kept.path)
    with row as record:
        rows = record.view(record.reader()).paper_statements(kept.paper)
        position = next(one for one in rows if str(one.act) == "position")
    one = image(look, f"/papers/{kept.paper}/pages/1?statement={position.identity}")
    assert 0 == orange(none) < orange(one) < orange(every)


def test_the_paper_and_the_statement_show_their_pages(look: Client, kept: Print) -> None:
    page = look.get(f"/papers/{kept.paper}").text
    assert "1 page as printed" in page
    assert f'src="/papers/{kept.paper[:12]}/pages/1"' in page
    assert 'loading="lazy"' in page
    with Record.open(kept.path) as record:
        row = record.view(record.reader()).paper_statements(kept.paper)[0]
    shown = look.get(f"/statements/{row.identity}").text
    assert f"/pages/1?statement={row.identity}" in shown
    image(look, f"/papers/{kept.paper}/pages/1?statement={row.identity}")


@pytest.mark.parametrize("number", ["0", "2", "-1", "x", "٣", "99999999999"])
def test_pages_that_are_not_there(look: Client, kept: Print, number: str) -> None:
    assert look.get(f"/papers/{kept.paper}/pages/{number}").status_code == 404


def test_who_may_not_see_a_paper_sees_no_page_of_it(kept: Print) -> None:
    public = Client(create_app(lambda: Record.open(kept.path), reader="PUBLIC"))
    assert public.get(f"/papers/{kept.paper}/pages/1").status_code == 200
    assert public.get(f"/papers/{kept.secret}/pages/1").status_code == 404


def test_a_paper_of_text_has_no_pages_to_show(tmp_path: Path) -> None:
    path = tmp_path / "inzet.db"
    with Record.create(path, "Ministry of Examples") as record:
        paper = take(record, AGENDA.encode(), name="a.txt").paper_id
    client = Client(create_app(lambda: Record.open(path)))
    assert client.get(f"/papers/{paper}/pages/1").status_code == 404
    assert "as printed" not in client.get(f"/papers/{paper}").text
