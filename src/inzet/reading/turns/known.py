"""Who is who in a debate: as lines name them, as they come back, as they tell themselves."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field, replace

from inzet.reading.publisher import leads
from inzet.reading.text import Block
from inzet.reading.turns.lone import Lone, lone, stands_alone
from inzet.reading.turns.model import Turn
from inzet.reading.turns.setting import Setting
from inzet.vocabulary.speakers import Speaker

_SAID = 1_500
"""Characters of a paragraph in which its speaker tells what he is."""
_TOP = 20
"""Blocks at the top in which it is told who attends."""
_OWN = frozenset(("minister", "prime minister", "government"))


@dataclass
class Known:
    """The speakers of one debate so far."""

    setting: Setting
    named: bool = False
    """Whether a line named who has the floor."""
    announced: bool = False
    """Whether it was told what he is, so that nothing he says can tell another."""
    _seen: dict[str, Speaker] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Remembers who is introduced at the top as one who answers."""
        for block, _ in itertools.islice(self.setting.blocks(), _TOP):
            for found in self.setting.words.attends.finditer(block.text):
                name = next(
                    (v for k, v in found.groupdict().items() if k[:4] == "name" and v), None
                )
                self.remember(name, self.setting.office("minister", name))

    def before(self, name: str | None) -> Speaker | None:
        """Who spoke under that name, or under its last word, before."""
        return next((self._seen[one] for one in _forms(name) if one in self._seen), None)

    def remember(self, name: str | None, speaker: Speaker) -> None:
        """Keeps who spoke, to know "Mr Smith" the second time."""
        for one in _forms(name):
            self._seen.setdefault(one, speaker)

    def minister(self, name: str | None) -> Turn | None:
        """The turn of whoever was introduced as one who answers: "Deputy Smith" again."""
        speaker = self.before(name)
        return self.paper(speaker) if speaker is not None and speaker.role in _OWN else None

    def paper(self, speaker: Speaker) -> Turn:
        """The turn of one who answers for the government."""
        return Turn(speaker, "paper" if speaker.party else "nobody", spoken=True)

    def alone(self, block: Block) -> Turn | None:
        """Who a line without a colon names as the next to speak."""
        found = lone(block.text, self.setting.language) if stands_alone(block) else None
        if found is None:
            return None
        # A member by name alone may be a minister: what he says first tells.
        self.named = True
        self.announced = found.role != "person" and (found.sure or found.role != "member")
        if found.role == "chair":
            return Turn(self.setting.office("chair"), "nobody", spoken=True)
        speaker = self._speaker(found)
        self.remember(found.name, speaker)
        if speaker.role in _OWN:
            return self.paper(speaker)
        return Turn(speaker, "speaker", spoken=True)

    def _speaker(self, found: Lone) -> Speaker:
        known = self.before(found.name)
        if known is not None and not (found.sure and found.role != known.role):
            self.announced = True
            return known
        if found.role in _OWN:
            return self.setting.office(found.role, found.name)
        opens = not self._seen and self.setting.words.attended.search(self.setting.structured.title)
        if not self.announced and (opens or self._leads(found)):
            self.announced = True
            return self.setting.office("minister", found.name)
        return self.setting.member(found.name, found.group)

    def _leads(self, found: Lone) -> bool:
        return leads(found.name, self.setting.own, self.setting.language)

    def of_himself(self, text: str, now: Turn) -> Turn | None:
        """Who speaks in a paragraph by what he says of himself; None where he says nothing.

        Args:
            text: the paragraph.
            now: who had the floor until here.
        """
        if self.announced:
            return None
        # Whoever was named is known from his first paragraph, or is a member.
        self.announced = self.named
        words, said = self.setting.words, text[:_SAID]
        minister, member = words.says_minister.search(said), words.says_member.search(said)
        first = member is None or (
            minister is not None and (self.named or minister.start() <= member.start())
        )
        if minister is not None and first:
            answers = now.speaker is not None and now.speaker.role in _OWN
            return None if answers else self.paper(self.setting.office("government"))
        if member is not None:
            if now.voice == "speaker" and now.speaker is not None:
                return replace(now, spoken=True)
            return Turn(self.setting.member(None, None), "speaker", spoken=True)
        return None


def _forms(name: str | None) -> tuple[str, ...]:
    """A name as it may come back: whole, and its last word."""
    if not name:
        return ()
    whole = name.casefold()
    return tuple(dict.fromkeys((whole, whole.split()[-1])))
