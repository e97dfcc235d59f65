"""What every kind of turn-giving paper is read with: the paper, its words, who its speakers are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from inzet.reading.publisher import published_by
from inzet.reading.text import Block, Sentence, Structured
from inzet.reading.turns.groups import group_named
from inzet.reading.turns.words import TurnWords, turn_words
from inzet.vocabulary.parties import is_country
from inzet.vocabulary.speakers import Speaker, group_party

TEXT = frozenset(("paragraph", "list_item", "table_row", "note"))
_PARLIAMENT = "parliament"
"""The party of a member whose country is not known."""
_LEAD = frozenset(("secretary general",))
_GUESTS = frozenset(("minister", "prime minister", "president"))
_OFFICES = frozenset(("minister", "state secretary", "prime minister", "government"))


@dataclass(frozen=True)
class Setting:
    """A paper whose speakers are looked for."""

    structured: Structured
    language: str
    own: str | None
    """Code of the party whose government answers."""
    parliament: str | None
    """Code of the party whose parliament asks."""

    @cached_property
    def words(self) -> TurnWords:
        """The words of its language."""
        return turn_words(self.language)

    @cached_property
    def _by_block(self) -> dict[int, list[Sentence]]:
        found: dict[int, list[Sentence]] = {}
        for sentence in self.structured.sentences:
            found.setdefault(sentence.block, []).append(sentence)
        return found

    def blocks(self) -> Iterator[tuple[Block, Sequence[Sentence]]]:
        """The blocks in order, each with its sentences (none for headings)."""
        for index, block in enumerate(self.structured.blocks):
            yield block, self._by_block.get(index, ())

    def member(self, name: str | None, printed: str | None, role: str = "member") -> Speaker:
        """A member of parliament, or a group of them, with the group as printed."""
        group = group_named(printed, self.language) if printed else None
        party = group_party(self.parliament, group) or _PARLIAMENT
        return Speaker(role=role, name=name, group=group, party=party)

    def members(self, groups: Sequence[str]) -> Speaker:
        """The members of one or several groups."""
        group = ", ".join(groups) or None
        return Speaker(role="group", group=group, party=group_party(self.parliament, group))

    def office(self, role: str, name: str | None = None) -> Speaker:
        """Who speaks for the government; a chair or guest speaks for no party.

        In the paper of a body, such as a press conference with a guest, who leads it speaks for
        it, and a minister or president for the country whose office the top names.
        """
        if self.of_body:
            guest = self._guest if role in _GUESTS else None
            return Speaker(role=role, name=name, party=self.own if role in _LEAD else guest)
        return Speaker(role=role, name=name, party=self.own if role in _OFFICES else None)

    @property
    def of_body(self) -> bool:
        """Whether it is the paper of a body, not of a government."""
        return self.own is not None and not is_country(self.own)

    @cached_property
    def _guest(self) -> str | None:
        """The country whose office is named at the top."""
        return published_by(self.structured, anywhere=True)
