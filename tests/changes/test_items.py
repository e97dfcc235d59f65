"""Items of two agendas: where a title or a dossier tells that they are one."""

from __future__ import annotations

from inzet.changes.items import AgendaItem, Went, compare_items
from tests.changes.planting import Archive, council


def item(row: object, title: str, session: int = 1, *dossiers: str) -> AgendaItem:
    return AgendaItem(title, session, None, dossiers, "nl", row)  # type: ignore[arg-type]


def test_items_pair_by_title_and_dossier(archive: Archive) -> None:
    archive.paper("2020-03-01", [], council("2020-03-10"))
    [row] = archive.view().statements().items
    earlier = [
        item(row, "Kabeljauw", 1, "watch/cod"),
        item(row, "Handel met Noorwegen", 1, "dialogue/norway"),
        item(row, "Rondvraag", 2),
    ]
    later = [
        item(row, "Handel met Noorwegen", 2, "dialogue/norway"),
        item(row, "Kabeljauwquota", 1, "watch/cod"),
        item(row, "Handel met IJsland", 1, "dialogue/iceland"),
    ]
    found = compare_items(earlier, later)
    assert [(each.went, each.item.title) for each in found] == [
        (Went.MOVED, "Handel met Noorwegen"),
        (Went.RETITLED, "Kabeljauwquota"),
        (Went.NEW, "Handel met IJsland"),
        (Went.DROPPED, "Rondvraag"),
    ]
