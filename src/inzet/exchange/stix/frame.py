"""What every object of a feed stands in: who made it, who may read it, and what its extensions are.

The organisation, countries and extensions are the same objects in every feed; release markings
are of an audience of an organisation, other parties and what cases name are of a feed.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from inzet.exchange.stix.countries import two_letters
from inzet.exchange.stix.ids import BEGINNING, made
from inzet.record.audiences import Feed
from inzet.vocabulary.markings import INTERNAL, PUBLIC
from inzet.vocabulary.parties import party_name

Object = dict[str, Any]

_TLP_FORM = "extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d"
_TLP = {
    "clear": "marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487",
    "green": "marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb",
    "amber": "marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421",
    "amber+strict": "marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003",
    "red": "marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1",
}
"""The ids that OASIS gave the objects of TLP 2.0, widest first."""
_STRICTER = tuple(_TLP)
STATEMENT, COLLECTION = "statement", "collection"
SCHEMAS = {
    STATEMENT: (
        "Inzet: statement",
        "What a statement says beside what STIX has a place for: whose act, on what, where said.",
    ),
    COLLECTION: (
        "Inzet: collection",
        "What a dossier or meeting is called, and how far its object lists what is said of it.",
    ),
}
"""Title and description of each extension; its schema lies beside this module."""
_VERSION = "1.0.0"
MAKER = made("identity", "inzet")


def extension_id(name: str) -> str:
    """The key of an extension in ``extensions``."""
    return made("extension-definition", name)


def schema(name: str) -> bytes:
    """The JSON schema of an extension as it is published."""
    return resources.files(__package__ or "").joinpath(f"{name}.schema.json").read_bytes()


def ceiling(marking: str) -> str:
    """The label of TLP 2.0 above which nothing of a feed may be handed on.

    What is released to some may be read in their organisations; who else may read it is for its
    originator to say, so it is no wider than AMBER+STRICT.
    """
    return "clear" if marking == PUBLIC else "amber+strict"


class Frame:
    """What the objects of one feed have in common.

    Args:
        feed: the feed.
        born: when its first entry was sealed, as a stamp.
    """

    def __init__(self, feed: Feed, born: str) -> None:
        self.feed = feed
        self.born = born
        self.owner = made("identity", feed.organisation_id)
        self.release = made("marking-definition", feed.organisation_id, feed.marking)
        self.ceiling = ceiling(feed.marking)
        self.marking_refs = [self.release, _TLP[self.ceiling]]
        self._parties: dict[str, Object] = {}

    def objects(self) -> list[Object]:
        """Organisation, markings and extensions: what comes before all else."""
        return [
            _identity(self.owner, self.feed.organisation_name, "organization"),
            _identity(MAKER, "Inzet", "system"),
            *(tlp(label) for label in dict.fromkeys(("clear", self.ceiling))),
            self._release(),
            *(_extension(name) for name in SCHEMAS),
        ]

    def marked(self, label: str) -> list[str]:
        """The markings of an object that is handled as a label of TLP says, if that is stricter
        than what its feed is."""
        if not label or _STRICTER.index(label) <= _STRICTER.index(self.ceiling):
            return self.marking_refs
        return [self.release, _TLP[label]]

    def party(self, code: str) -> Object:
        """Whose a statement is: a country as a place, another party as a group."""
        found = self._parties.get(code)
        if found is None:
            found = self._parties[code] = self._party(code)
        return found

    def _party(self, code: str) -> Object:
        letters = two_letters(code)
        if letters is not None:
            return {
                "type": "location",
                "spec_version": "2.1",
                "id": made("location", code),
                "created": BEGINNING,
                "modified": BEGINNING,
                "name": party_name(code),
                "country": letters,
                "object_marking_refs": [_TLP["clear"]],
            }
        found = made("identity", self.feed.id, code)
        return self.of_feed("identity", found) | {
            "name": party_name(code),
            "identity_class": "group",
        }

    def of_feed(self, kind: str, id_: str) -> Object:
        """How an object begins that was made with the feed."""
        return {
            "type": kind,
            "spec_version": "2.1",
            "id": id_,
            "created_by_ref": self.owner,
            "created": self.born,
            "modified": self.born,
            "object_marking_refs": self.marking_refs,
        }

    def _release(self) -> Object:
        name, owner = self.feed.marking, self.feed.organisation_name
        told = {
            PUBLIC: f"{PUBLIC}: released by {owner} to everybody.",
            INTERNAL: f"{INTERNAL}: of {owner} alone.",
        }.get(name, f"{name}: released by {owner} to the members of its audience {name}.")
        return {
            "type": "marking-definition",
            "spec_version": "2.1",
            "id": self.release,
            "created_by_ref": self.owner,
            "created": BEGINNING,
            "definition_type": "statement",
            "name": name,
            "definition": {"statement": told},
        }


def _identity(id_: str, name: str, of_class: str) -> Object:
    return {
        "type": "identity",
        "spec_version": "2.1",
        "id": id_,
        "created": BEGINNING,
        "modified": BEGINNING,
        "name": name,
        "identity_class": of_class,
        "object_marking_refs": [_TLP["clear"]],
    }


def strictest(labels: Iterable[str]) -> str:
    """The strictest of labels; "" of none."""
    return max((each for each in labels if each), key=_STRICTER.index, default="")


def tlp_of(handling: object) -> str:
    """The strictest label of TLP among what a content says of handling; "" of none.

    Labels of TLP 1 are read as those of 2.0.
    """
    told = [handling] if isinstance(handling, str) else handling
    found = []
    for each in told if isinstance(told, list) else ():
        label = str(each).lower().removeprefix("tlp:")
        label = "clear" if label == "white" else label
        found += [label] if label in _TLP else []
    return strictest(found)


@lru_cache(maxsize=8)
def tlp(label: str) -> Object:
    """The object of a label of TLP 2.0."""
    return {
        "type": "marking-definition",
        "spec_version": "2.1",
        "id": _TLP[label],
        "created": "2022-10-01T00:00:00.000Z",
        "name": f"TLP:{label.upper()}",
        "extensions": {_TLP_FORM: {"extension_type": "property-extension", "tlp_2_0": label}},
    }


@cache
def _extension(name: str) -> Object:
    title, description = SCHEMAS[name]
    return {
        "type": "extension-definition",
        "spec_version": "2.1",
        "id": extension_id(name),
        "created_by_ref": MAKER,
        "created": BEGINNING,
        "modified": BEGINNING,
        "name": title,
        "description": description,
        "schema": schema(name).decode(),
        "version": _VERSION,
        "extension_types": ["property-extension"],
        "object_marking_refs": [_TLP["clear"]],
    }
