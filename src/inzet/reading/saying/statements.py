"""Sixth stage: sentences → statements, each with its act, party, holder, content and dossiers.

Reads a paper's sentences with their mentions; writes :class:`ReadStatement`. One sentence can
carry several statements, never two of the same act and holder.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

import msgspec

from inzet.reading.contents import Extra, content_of, extra
from inzet.reading.contents.context import PaperContext, Said
from inzet.reading.languages import table
from inzet.reading.linking.dossiers import Linker
from inzet.reading.mentions.presidencies import presided
from inzet.reading.result import ReadStatement
from inzet.reading.saying.along import along
from inzet.reading.saying.among import among
from inzet.reading.saying.choose import Choice, choose
from inzet.reading.saying.cues import Cue
from inzet.reading.saying.found import Found, Match
from inzet.reading.saying.frames import ASKING, PETITIONED
from inzet.reading.saying.grammar import Grammar, grammar, spoken
from inzet.reading.saying.hearing import implied, is_heard, voiced
from inzet.reading.saying.holders import GROUP, Holders, Named
from inzet.reading.saying.made import made
from inzet.reading.saying.modality import modality
from inzet.reading.saying.polarity import polarity
from inzet.reading.saying.signers import signers
from inzet.reading.saying.signs import signs
from inzet.reading.saying.talk import unaddressed
from inzet.reading.text import Block, Sentence
from inzet.reading.turns.model import Turn
from inzet.reading.turns.quoted import unquoted
from inzet.reading.verify import is_quoted
from inzet.vocabulary.acts import Act, procedure_of

_READ = frozenset(("paragraph", "list_item", "table_row", "note"))
_LONGEST = 3_000
"""Characters beyond which a sentence is no sentence (a table without marks, a flood)."""


class Statements:
    """Reads the statements of one paper.

    Args:
        paper: the paper with everything the earlier stages found.
        sha256: of its bytes, for the ids.
    """

    def __init__(self, paper: PaperContext, sha256: str, linker: Linker) -> None:
        self._paper = paper
        self._sha256 = sha256
        self._grammars: dict[str, Grammar] = {}
        speaker = _speaker(paper)
        for language in spoken():
            known = grammar(language, speaker)
            if known is not None:
                known.own_names = signers(paper.structured)
                known.agreed = paper.genre in _AGREED
                known.petitions = _petitioned(paper)
                self._grammars[language] = known
        self._linker = linker
        main = paper.main
        body, day = (main.body, main.from_ or paper.said_on) if main else (None, None)
        self._holders = Holders(speaker, body, presided(body, day))
        self._other_spoke = (-1, -1)
        self._leads: bool | None = None
        """Whether the list at hand is of what the government wants; None where there is none."""
        self.dropped = 0
        self.silent: list[Sentence] = []
        """Sentences in which nothing was found."""
        self.refused: dict[int, tuple[tuple[str, str], ...]] = {}
        """Of those, by their id, the cues that were refused: (cue, reason)."""
        self.signs: dict[int, frozenset[str]] = {}
        """What the grammar saw in each sentence, by its id."""
        self.leads: dict[int, tuple[str | None, str | None]] = {}
        """Whose the main verb of a sentence is, by its id: (party, words)."""
        self.named: dict[int, tuple[Named, ...]] = {}
        """Everybody who is named in a sentence, by its id."""
        self.passed: dict[int, dict[str, tuple[tuple[str | None, str | None], ...]]] = {}
        """What cues found in a sentence and did not stand, by its id: act → whose it would be."""

    def read(self) -> list[ReadStatement]:
        """All statements, in text order."""
        found: list[ReadStatement] = []
        for sentence in self._paper.structured.sentences:
            block = self._paper.block(sentence)
            if block.kind not in _READ or sentence.language not in self._grammars:
                continue
            if len(sentence.text) > _LONGEST:
                self.silent.append(sentence)
                continue
            self._holders.learn(self._paper.mentioned(sentence))
            here = list(self._verified(sentence, self._sentence(sentence, block)))
            if not here:
                self.silent.append(sentence)
            found.extend(here)
        return found

    def _is_led(self, sentence: Sentence, block: Block) -> bool:
        """Whether a line is one of those that a sentence such as "Our aims will be:" leads."""
        text = sentence.text
        if text.endswith(":"):
            self._leads = _leads(sentence.language).search(text) is not None
            return False
        item = block.kind == "list_item" or text[:1].islower() or text.startswith(_AIMS)
        self._leads = self._leads if item else None
        return bool(self._leads)

    def _verified(
        self, sentence: Sentence, read: Iterable[ReadStatement]
    ) -> Iterator[ReadStatement]:
        """Only what stands in the text; the rest is counted as dropped."""
        structured = self._paper.structured
        quoted: bool | None = None
        for statement in read:
            if quoted is None:
                quoted = is_quoted(sentence.text, sentence.offsets, structured)
            if quoted:
                yield statement
            else:
                self.dropped += 1

    def _sentence(self, sentence: Sentence, block: Block) -> Iterator[ReadStatement]:
        matcher = self._grammars[sentence.language]
        turn = self._paper.turn(sentence)
        said = unquoted(sentence.text) if turn.voice == "quoted" else sentence.text
        said = unaddressed(said, sentence.language) if turn.spoken else said
        matcher.told = _TOLD.get(turn.voice) if turn.told else None
        found = matcher.find(said)
        self._holders.sits(self._paper.meeting(sentence))
        if found.refused:
            self.refused[sentence.id] = tuple(dict.fromkeys(found.refused))
        here: dict[tuple[str, str | None], ReadStatement] = {}
        if turn.voice in _PARTLY:
            heard = (m for m in found.matches if is_heard(m, found, turn, sentence.language))
            found.matches = list(heard)
        led = self._is_led(sentence, block)
        if self._leads and not led:
            found.matches = []  # what it leads says it, not the line itself
        choices = choose(found, matcher)
        bare = all(one.match.cue.id == "context.open.title" for one in choices)
        announced = block.path and _announces(sentence.language).search(block.path[-1])
        if bare and (led or (announced and self._leads is not False)):
            match = matcher.sectional(found)
            choices = [Choice(match, ())] if match is not None else choices
        stood: list[Match] = []
        for choice in choices:
            if not is_heard(choice.match, found, turn, sentence.language):
                continue
            if self._goes_on(choice.match, sentence):
                continue
            statement = self._statement(sentence, found, choice)
            if self._is_nobodys(statement, choice.match):
                continue
            here.setdefault((statement.act, statement.holder), statement)
            stood.append(choice.match)
            beside = among(choice.match, found)
            if beside is None and sentence.language == "nl":
                beside = along(choice.match, found)
            if beside is not None:
                second = self._statement(sentence, found, Choice(beside, choice.rivals))
                here.setdefault((second.act, second.holder), second)
            together = (
                self._holders.beside(choice.match, found) if sentence.language == "en" else None
            )
            if together is not None and statement.act == Act.POSITION:
                # "The UK and several others supported …": theirs, and the group's.
                party, holder = together
                joint = self._statement(sentence, found, choice, party, holder)
                here.setdefault((joint.act, joint.holder), joint)
        lead = matcher.lead(found)
        self.signs[sentence.id] = signs(found, lead, stood, self._whereabouts(sentence, block))
        self._pass(sentence, found, stood)
        self._name(sentence, found)
        if lead is not None and lead.actor is not None:
            self.leads[sentence.id] = self._holders.of_lead(
                lead, found, self._paper.mentioned(sentence)
            )
        self._holders.seen(found, self._paper.mentioned(sentence))
        speaks = turn.speaker.party if turn.speaker and turn.voice == "speaker" else None
        whose = speaks or self._paper.on_behalf_of
        parties = {s.party for s in here.values() if s.act == "position"}
        if parties and whose not in parties:
            self._other_spoke = (sentence.block, sentence.id)
        for more in extra(sentence, self._paper, self._linker):
            key = next((key for key in here if key[0] == str(more.act)), None)
            if key is None:
                further = self._made(
                    sentence,
                    more.act,
                    None,
                    None,
                    more.rule,
                    more.content,
                    more.dossiers,
                    {},
                )
                here[further.act, further.holder] = further
            else:
                here[key] = _enriched(here[key], more)
        self._imply(sentence, turn, here)
        yield from here.values()

    def _pass(self, sentence: Sentence, found: Found, stood: list[Match]) -> None:
        """Keeps what cues found and another was preferred to."""
        if len(found.matches) <= len(stood):
            return
        turn, mentioned = self._paper.turn(sentence), self._paper.mentioned(sentence)
        passed: dict[str, tuple[tuple[str | None, str | None], ...]] = {}
        for match in found.matches:
            if any(match is one for one in stood):
                continue
            if not is_heard(match, found, turn, sentence.language):
                continue
            party, holder = self._holders.would_be(match, found, mentioned)
            act = match.cue.act if match.cue.act != Act.CONTEXT else "agenda"
            one = (voiced(party, holder, match, turn, self._paper), holder)
            if one not in passed.get(act, ()):
                passed[act] = (*passed.get(act, ()), one)
        if passed:
            self.passed[sentence.id] = passed

    def _name(self, sentence: Sentence, found: Found) -> None:
        """Keeps who is named."""
        if found.actors:
            mentioned = self._paper.mentioned(sentence)
            self.named[sentence.id] = tuple(
                Named(self._holders.of_actor(one, found, mentioned), one.kind, one.preposition)
                for one in found.actors
            )

    def _whereabouts(self, sentence: Sentence, block: Block) -> list[str]:
        """What the paper around a sentence tells of it."""
        turn, own = self._paper.turn(sentence), self._paper.on_behalf_of
        before = self._paper.previous(sentence)
        return [
            f"genre {self._paper.genre}",
            f"voice {turn.voice}{' spoken' if turn.spoken else ''}",
            f"implies {turn.implies}",
            "own " + ("nobody" if own is None else "country" if len(own) == 3 else "body"),
            f"block {block.kind}",
            "first" if before is None else "later",
        ]

    def _imply(
        self,
        sentence: Sentence,
        turn: Turn,
        here: dict[tuple[str, str | None], ReadStatement],
    ) -> None:
        """Adds what the sentence is by its place in a turn, where no cue told it."""
        more = implied(turn, self._paper)
        if more is None or any(
            one.party == more.party and one.act in (more.act, Act.POSITION) for one in here.values()
        ):
            return
        if more.act is Act.CONTEXT:
            # What a question asks about is not on the table, and where it stands is what is asked.
            for key in [key for key, one in here.items() if _is_asked(one)]:
                del here[key]
        dossiers = self._linker.of(sentence, more.act)
        said = Said(sentence, more.act, more.party, modality=more.modality, rule=more.rule)
        procedure = procedure_of(dossiers[0]) if dossiers else None
        content = more.content or content_of(more.act, procedure, said, self._paper)
        further = self._made(sentence, more.act, more.party, None, more.rule, content, dossiers, {})
        here[further.act, further.holder] = further

    def _is_nobodys(self, statement: ReadStatement, match: Match) -> bool:
        """Whether a stance is of a speaker of whom nothing is known.

        In a paper of a known kind "we" at least are those who issue it.
        """
        asked = not match.own and match.cue.id in ASKING and not _petitioned(self._paper)
        if asked and (statement.party or "").startswith("parl"):
            return True  # "Zij vragen de regering om een overzicht": parliament asks
        if statement.act not in _HELD or statement.party is not None:
            return False
        if not match.own:
            # Who "it" was, nothing told.
            return statement.holder is not None and statement.holder.lower() in ("it", "het")
        return statement.holder is None or self._paper.genre is None

    def _goes_on(self, match: Match, sentence: Sentence) -> bool:
        """Whether an unmarked "must" only goes on with what somebody else was just saying."""
        weak = match.own and match.holder is None and match.cue.strength == 1
        return weak and self._other_spoke == (sentence.block, sentence.id - 1)

    def _statement(
        self,
        sentence: Sentence,
        found: Found,
        choice: Choice,
        party: str | None = None,
        holder: str | None = None,
    ) -> ReadStatement:
        """What a choice says; of whom is looked for unless it is given."""
        match = choice.match
        act = Act(match.cue.act)
        if party is None:
            party, holder = self._holders.resolve(match, found, self._paper.mentioned(sentence))
            party = voiced(party, holder, match, self._paper.turn(sentence), self._paper)
        if act is Act.CONTEXT:
            # What is on the table is nobody's stance, whoever talks about it.
            party = holder = None
        elif act in _OF_NOBODY and match.holder is None:
            party = None
        said = Said(
            sentence=sentence,
            act=act,
            party=party,
            holder=holder,
            polarity=polarity(match, found, sentence.language),
            modality=modality(match.cue.family),
            tense=match.tense,
            matched=match.matched,
            rule=match.cue.id,
            step=_step(found, match),
        )
        dossiers = self._linker.of(sentence, act)
        procedure = procedure_of(dossiers[0]) if dossiers else None
        content = content_of(act, procedure, said, self._paper)
        if act is Act.CONTEXT:
            content = {"kind": "agenda", **content}
        return self._made(
            sentence,
            act,
            party,
            holder,
            match.cue.id,
            content,
            dossiers,
            _explanation(choice, found),
        )

    def _made(
        self,
        sentence: Sentence,
        act: Act,
        party: str | None,
        holder: str | None,
        rule: str,
        content: dict[str, Any],
        dossiers: tuple[str, ...],
        explanation: dict[str, Any],
    ) -> ReadStatement:
        return made(
            self._paper,
            self._sha256,
            sentence,
            act=act,
            party=party,
            holder=holder,
            rule=rule,
            content=content,
            dossiers=dossiers,
            explanation=explanation,
        )


def _is_asked(one: ReadStatement) -> bool:
    """Whether a question only asks about a statement; what belongs to a dossier is kept."""
    return one.act == Act.CONTEXT or (one.act in _ASKED and one.dossier is None)


@lru_cache(maxsize=8)
def _announces(language: str) -> re.Pattern[str]:
    """Headings under which bare wishes are the government's ("Nederlandse inzet")."""
    words = table(language, "layout").get("positions", ())
    return re.compile("|".join(rf"\b(?:{one})\b" for one in words) or r"(?!)", re.I)


@lru_cache(maxsize=8)
def _leads(language: str) -> re.Pattern[str]:
    """Sentences before a list of what the government wants ("The UK's aims will be to:")."""
    words = table(language, "layout").get("led", ())
    return re.compile("|".join(f"(?:{one})" for one in words) or r"(?!)", re.I)


def _petitioned(paper: PaperContext) -> bool:
    """Whether a paper is one of the government, in which nobody of parliament speaks."""
    return paper.genre in PETITIONED or (paper.genre is None and paper.on_behalf_of is not None)


def _speaker(paper: PaperContext) -> str | None:
    """Whose the paper's own voice is: its party, or all who agreed it where none issued it."""
    if paper.on_behalf_of is None and paper.genre == "communiqué":
        return GROUP
    return paper.on_behalf_of


_AIMS = ("To ", "That ")
"""How an item of a list of aims begins that is printed as a paragraph."""
_TOLD = {"paper": "government", "speaker": "parliament"}
"""Whom "he" is where a turn is told in the third person, by whose words it gives."""
_ASKED = frozenset((Act.STATUS, Act.EXPECTATION, Act.CONDITION))
"""What a question tells as little as it tells what is on the table."""
_PARTLY = frozenset(("ground", "table", "speaker"))
"""Voices of which only a part is heard, so that the rest must not be preferred to it."""
_HELD = frozenset((Act.POSITION, Act.COMMITMENT))
_AGREED = frozenset(("communiqué", "council conclusions"))
_OF_NOBODY = frozenset((Act.STATUS, Act.CONDITION, Act.EXPECTATION, Act.FIGURE))


def _enriched(statement: ReadStatement, more: Extra) -> ReadStatement:
    """A statement with what the sentence holds beside its cue."""
    dossiers = tuple(dict.fromkeys((*more.dossiers, *statement.dossiers)))
    return msgspec.structs.replace(
        statement,
        content={**statement.content, **more.content},
        dossiers=dossiers,
        dossier=dossiers[0] if dossiers else None,
    )


def _explanation(choice: Choice, found: Found) -> dict[str, Any]:
    """Why it was read so: matched words, tense, the cues it was preferred to and those refused."""
    match = choice.match
    made: dict[str, Any] = {
        "matched": list(match.matched),
        "words": found.words.tokens[match.at] if found.words.tokens else "",
        "tense": match.tense,
        "clause": "main" if match.main else "subordinate",
    }
    if match.negated:
        made["negated"] = True
    if match.joint:
        made["joint"] = [found.words.span(a.start, a.end) for a in match.joint]
    if choice.rivals:
        made["rivals"] = list(choice.rivals)
    if found.refused:
        made["refused"] = [list(pair) for pair in dict.fromkeys(found.refused)][:4]
    return made


def _step(found: Found, match: Match) -> str:
    """The step that a cue names; none where another clause may be what a date belongs to."""
    alone = found.clauses is not None and len(found.clauses.clauses) == 1
    event = match.cue.event if isinstance(match.cue, Cue) else ""
    return event if alone and not match.negated and event in _STEPS else ""


_STEPS = frozenset(
    [
        "ratified",
        "signed",
        "deposited",
        "adopted",
        "in force",
        "provisionally applied",
        "transposed",
        "national approval completed",
    ]
)
"""Events of cues that are steps; "pending" or "stage" only say that something stands."""
