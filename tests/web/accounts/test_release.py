"""A tear-line between two accounts: one writes, another that may release checks."""

from __future__ import annotations

import re

from tests.web.accounts.browser import PASSWORD
from tests.web.accounts.conftest import Kept

TEXT = "Allies spoke of cables.\n"


def test_another_account_checks_and_releases(kept: Kept) -> None:
    kept.accounts.people.add("dirk", roles=["releaser"], password=PASSWORD)
    kept.accounts.people.add("els", roles=["editor"], password=PASSWORD)
    els, anna, dirk, carla = kept("els"), kept("anna"), kept("dirk"), kept("carla")
    form = {"source": kept.workspace.report, "marking": "PUBLIC", "text": TEXT}
    path = els.send("/tearlines", form).headers["location"]
    assert anna.get(path).status_code == 404, "a draft is its writer's alone"
    assert els.send(path, {"do": "send", "text": TEXT}).status_code == 303
    assert carla.get(path).status_code == 404
    assert els.send(path, {"do": "release", "shown": "x"}).status_code == 403
    back = anna.send(path, {"do": "back", "reason": "zeg minder"})
    assert back.status_code == 303
    assert dirk.get(path).status_code == 404
    assert "zeg minder" in els.get(path).text
    assert els.send(path, {"do": "send", "text": "Allies spoke.\n"}).status_code == 303
    page = dirk.get(path).text
    shown = re.search(r'name="shown" value="([0-9a-f]+)"', page)
    assert shown
    done = dirk.send(path, {"do": "release", "shown": shown[1]})
    assert done.status_code == 303
    paper = done.headers["location"].partition("?")[0]
    assert "els" in dirk.get(paper).text
    assert "els" not in kept("bert").get(paper).text
