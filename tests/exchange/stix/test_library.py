"""Items of the library as objects: reports, courses of action, and what came of using them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from inzet.exchange.misp import Feed
from inzet.exchange.misp.events import event_uuid
from inzet.exchange.stix import statements_of
from inzet.library import Parts, add, use
from inzet.record import DOSSIER
from tests.exchange.stix.test_tools import check
from tests.exchange.stix.worlds import emitted, feed_of, last
from tests.library.partners import Partners, hand, practice, seen

DOSSIER_NAME = "hybrid/undersea-infrastructure"


@pytest.fixture
def both(tmp_path: Path) -> Iterator[Partners]:
    made = Partners(tmp_path)
    yield made
    made.close()


def shown(both: Partners) -> dict[str, dict[str, Any]]:
    return last(emitted(seen(both.home), feed_of(both.home, "REL-ALLY")))


def test_a_practice_is_a_course_of_action_and_its_use_an_opinion(both: Partners) -> None:
    name = practice(both.home, dossiers=[DOSSIER_NAME], domains=["infrastructure"])
    use(
        both.home,
        both.home.reader(),
        name,
        hand("REL-ALLY", ground="we did so"),
        outcome="worked in part",
        text="Half of the operators call.",
    )
    there = shown(both)
    check(list(there.values()))
    (action,) = (each for each in there.values() if each["type"] == "course-of-action")
    assert action["name"] == "One desk for reports of cable damage"
    assert 'inzet-hybrid:domain="infrastructure"' in action["labels"]
    (opinion,) = (each for each in there.values() if each["type"] == "opinion")
    assert (opinion["opinion"], opinion["object_refs"]) == ("agree", [action["id"]])


def test_an_analysis_is_a_report_under_the_strictest_label(both: Partners) -> None:
    practice(both.home, dossiers=[DOSSIER_NAME])
    parts = Parts(
        title="Anchors on purpose",
        summary="It is done on purpose.",
        text="Three ships, one pattern.",
        techniques=["T0002", "words of our own"],
        handling=["red"],
        dossiers=[DOSSIER_NAME],
    )
    add(both.home, both.home.reader(), "analysis", hand("REL-ALLY"), parts)
    there = shown(both)
    check(list(there.values()))
    report = next(each for each in there.values() if each.get("name") == "Anchors on purpose")
    assert report["type"] == "report"
    assert "It is done on purpose." in report["description"]
    assert "Three ships, one pattern." in report["description"]
    named = [there[each] for each in report["object_refs"]]
    assert [each["name"] for each in named if each["type"] == "attack-pattern"] == ["T0002"]
    labels = {
        each["type"]: there[each["object_marking_refs"][1]]["name"]
        for each in there.values()
        if len(each.get("object_marking_refs", ())) > 1
    }
    # The dossier quotes it, so it is handled alike; the practice beside it is not.
    assert labels["report"] == labels["grouping"] == "TLP:RED"
    assert labels["course-of-action"] == "TLP:AMBER+STRICT"
    read = {each.statement.content["title"] for each in statements_of(there.values())}
    assert read == {"Anchors on purpose", "One desk for reports of cable damage"}
    feed = Feed(seen(both.home), feed_of(both.home, "REL-ALLY"))
    event = feed.event(event_uuid(feed.id, DOSSIER, DOSSIER_NAME))
    assert "tlp:red" in {each["name"] for each in event["Tag"]}
    assert "Three ships" in json.dumps(event["EventReport"])
