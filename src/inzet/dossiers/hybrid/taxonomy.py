"""The hybrid vocabulary as a MISP taxonomy: tags such as ``inzet-hybrid:domain="cyber"``.

The form is that of MISP's taxonomies (their ``schema.json``, and the Internet draft on the MISP
taxonomy format): a namespace with predicates, and values of each.
"""

from __future__ import annotations

import json
import uuid
from typing import Any

from inzet.dossiers.hybrid.vocabulary import Term, Vocabulary, known, vocabulary

PREDICATES = {
    "domains": "domain",
    "tools": "tool",
    "phases": "phase",
    "instruments": "instrument",
    "steps": "step",
}
"""Fields of the vocabulary, and what they are called in tags."""
_EXPANDED = {
    "domain": ("Domain", "Where a hybrid threat works.", False),
    "tool": ("Tool", "What it works with.", False),
    "phase": ("Phase", "How far it has come.", True),
    "instrument": ("Instrument", "What a response works with.", False),
    "step": ("Step", "The step at which a case about it stands.", True),
}
_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:inzet:hybrid")


def taxonomy(source: Vocabulary | None = None) -> dict[str, Any]:
    """The taxonomy as plain data, in English, as ``machinetag.json`` holds it.

    ``uuid`` of everything follows from its name, so the same word keeps its own for ever.
    """
    source = source or vocabulary()
    return {
        "namespace": source.name,
        "expanded": source.title["en"],
        "description": f"{source.note} Version {source.version} of {source.date}.",
        "version": source.version,
        "uuid": _uuid(source.name),
        "refs": [_address(each.identifier) for each in source.sources if ":" in each.identifier],
        "predicates": [_predicate(source.name, each) for each in PREDICATES.values()],
        "values": [
            {
                "predicate": predicate,
                "entry": [_entry(source.name, predicate, each) for each in getattr(source, field)],
            }
            for field, predicate in PREDICATES.items()
        ],
    }


def machinetag() -> bytes:
    """``machinetag.json``: what MISP and its tools load."""
    text = json.dumps(taxonomy(), indent=2, ensure_ascii=False)
    return f"{text}\n".encode()


def tag(field: str, id_: str) -> str:
    """The tag of a term: ``tag("domains", "cyber")`` is ``inzet-hybrid:domain="cyber"``."""
    return f'{vocabulary().name}:{PREDICATES[field]}="{id_}"'


def tags() -> list[str]:
    """Every tag of the taxonomy."""
    return [tag(field, each.id) for field in PREDICATES for each in known(field)]


def _predicate(namespace: str, value: str) -> dict[str, Any]:
    expanded, description, exclusive = _EXPANDED[value]
    return {
        "value": value,
        "expanded": expanded,
        "description": description,
        "exclusive": exclusive,
        "uuid": _uuid(f"{namespace}:{value}"),
    }


def _entry(namespace: str, predicate: str, term: Term) -> dict[str, Any]:
    return {
        "value": term.id,
        "expanded": term.names["en"][:1].upper() + term.names["en"][1:],
        "description": term.says["en"],
        "uuid": _uuid(f'{namespace}:{predicate}="{term.id}"'),
    }


def _uuid(name: str) -> str:
    return str(uuid.uuid5(_NAMESPACE, name))


def _address(identifier: str) -> str:
    scheme, _, rest = identifier.partition(":")
    return f"https://doi.org/{rest}" if scheme == "doi" else identifier
