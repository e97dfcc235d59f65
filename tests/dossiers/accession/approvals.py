"""Facts of the accession of Finland and Sweden, planted as the reference entries hold them.

Facts from the timeline of the NATO Parliamentary Assembly and the press, see SOURCES.md of the
shared data; two states of the timeline differ on Denmark, and Spain has two chambers.
"""

from __future__ import annotations

from inzet.vocabulary.acts import Act
from tests.dossiers.planting import Planted

APPROVED, SIGNED, NOTIFIED = (
    "national approval completed",
    "signed by head of state",
    "acceptance notified or deposited",
)
TIMELINE = "timeline"
BOTH = {
    "CAN": "2022-07-05",
    "DNK": "2022-07-05",
    "ISL": "2022-07-05",
    "NOR": "2022-07-05",
    "EST": "2022-07-06",
    "GBR": "2022-07-06",
    "ALB": "2022-07-07",
    "DEU": "2022-07-08",
    "LUX": "2022-07-12",
    "NLD": "2022-07-12",
    "BGR": "2022-07-13",
    "LVA": "2022-07-14",
    "SVN": "2022-07-14",
    "HRV": "2022-07-15",
    "BEL": "2022-07-20",
    "LTU": "2022-07-20",
    "POL": "2022-07-20",
    "ROU": "2022-07-21",
    "MKD": "2022-07-27",
    "MNE": "2022-07-28",
    "FRA": "2022-08-02",
    "ITA": "2022-08-03",
    "USA": "2022-08-03",
    "CZE": "2022-08-27",
    "GRC": "2022-09-15",
    "PRT": "2022-09-16",
    "ESP": "2022-09-21",
    "SVK": "2022-09-27",
}
LAST = {
    "FIN": {"HUN": "2023-03-27", "TUR": "2023-03-30"},
    "SWE": {"TUR": "2024-01-23", "HUN": "2024-02-26"},
}
IN_FORCE = {"FIN": "2023-04-04", "SWE": "2024-03-07"}


class Approvals(Planted):
    """A record with one statement for each step."""

    def step(
        self,
        candidate: str,
        ally: str,
        when: str,
        event: str = APPROVED,
        *,
        source: str = TIMELINE,
        confidence: str = "two copies",
        said: str | None = None,
        part: str | None = None,
        marking: str = "PUBLIC",
    ) -> str:
        """The entry id of a statement that an ally (or NATO, or the candidate) took a step."""
        content = {
            "procedure": "accession",
            "candidates": [candidate],
            "event": event,
            "when": when,
            "by": [ally],
            "confidence": confidence,
        }
        return self.say(
            Act.STATUS,
            f"accession/{candidate}",
            party=ally,
            source=source,
            said=said or when,
            marking=marking,
            valid_from=when,
            quote=f"{ally}: {event} ({part or 'all'}), {when}.",
            content=content | ({"step": part} if part else {}),
        )

    def count(
        self, candidate: str, holder: str, count: int, when: str, *, marking: str = "PUBLIC"
    ) -> str:
        """The entry id of a statement that so many of 30 had approved."""
        return self.say(
            Act.STATUS,
            f"accession/{candidate}",
            party=holder,
            source=holder,
            said=when,
            marking=marking,
            valid_from=when,
            content={
                "procedure": "accession",
                "candidates": [candidate],
                "event": APPROVED,
                "when": when,
                "count": count,
                "of": 30,
            },
        )

    def words(
        self,
        *candidates: str,
        said: str = "2023-03-17",
        source: str = "a paper",
        marking: str = "PUBLIC",
        **told: object,
    ) -> str:
        """The entry id of what a paper says of all allies together."""
        return self.say(
            Act.STATUS,
            tuple(f"accession/{each}" for each in candidates),
            said=said,
            source=source,
            marking=marking,
            content={"procedure": "accession", "candidates": list(candidates), **told},
        )

    def all_of(self, candidate: str) -> None:
        """Everything that is known of one candidate."""
        self.step(candidate, candidate, "2022-05-18", "applied")
        self.step(candidate, "NATO", "2022-06-29", "invited to accede")
        self.step(candidate, "NATO", "2022-07-05", "protocol signed")
        for ally, when in {**BOTH, **LAST[candidate]}.items():
            unsure = {"confidence": "conflict"} if ally in ("DNK", "ESP") else {}
            self.step(candidate, ally, when, **unsure)
        earlier = {"source": "timeline, an earlier state", "confidence": "conflict"}
        self.step(candidate, "DNK", "2022-07-07", **earlier)
        lower = {"source": "a press agency", "confidence": "conflict", "part": "lower chamber"}
        self.step(candidate, "ESP", "2022-09-15", **lower)
        self.step(candidate, "SVK", "2022-09-28", SIGNED, source="press")
        self.step(candidate, "ESP", "2022-10-05", NOTIFIED, source="press", said="2022-10-08")
        self.step(candidate, "NATO", IN_FORCE[candidate], "in force", source="statement")

    def memberships(self) -> None:
        """Allies by the day they joined, as far as these accessions need them."""
        old = sorted({*BOTH, "HUN", "TUR"})
        for party in (*old, "FIN", "SWE"):
            since = IN_FORCE.get(party, "1999-01-01")
            self.say(
                Act.STATUS,
                party=party,
                source="members",
                said=since,
                valid_from=since,
                marking="PUBLIC",
                rule="data:memberships",
                content={
                    "kind": "membership",
                    "organisation": "NATO",
                    "role": "member",
                },
            )
