"""Links: which dossiers a sentence or an agenda item belongs to.

Reads the words of the sentence, the heading it stands under, what the whole item speaks of and,
where the sentence leans on it, the sentence before; writes dossier names, best first. What
belongs to no procedure is watched under the parties or the heading it is about.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import msgspec

from inzet.reading.contents.context import PaperContext
from inzet.reading.languages import languages, table, usable
from inzet.reading.layout.headings import is_closing, is_subhead, session_heading, strip_number
from inzet.reading.linking.dossier_names import DossierNames
from inzet.reading.mentions import SentenceMentions, mentions_in
from inzet.reading.mentions.subject_terms import SubjectTerms, subject_terms
from inzet.reading.text import Sentence
from inzet.vocabulary.acts import Act
from inzet.vocabulary.meetings import Item, MeetingNotice, Session

_ENOUGH = 1.9
"""The least score by which a procedure is chosen."""
_HEADING = 3.0
"""How many sentences a heading weighs as."""
_NAMED_BY_HEADING = 2.5
"""What an item adds to its sentences when its own heading names the procedure."""
_LEANING = 0.6
"""What the sentence before counts for where a sentence leans on it."""
_ALSO = 3.0
"""From which score of its own a second procedure of a sentence is kept."""
_CLIP = 3.0

Scores = dict[str, float]


@dataclass(frozen=True, slots=True)
class _Spoken:
    """The procedure an item speaks of, and its weight for each sentence under it."""

    top: str | None
    weight: float


class Linker:
    """Finds the dossiers of one paper's sentences and items."""

    def __init__(self, paper: PaperContext) -> None:
        self._paper = paper
        self._names = DossierNames(paper)
        self._own: dict[int, Scores] = {}
        self._items: dict[tuple[str, ...], _Spoken] = {}
        self._keys: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._found: dict[int, tuple[str, ...]] = {}
        self._heading_said: dict[str, SentenceMentions] = {}
        self._by_item: dict[tuple[str, ...], list[Sentence]] = {}
        for sentence in paper.structured.sentences:
            self._by_item.setdefault(self._key(sentence), []).append(sentence)

    def of(self, sentence: Sentence, act: Act) -> tuple[str, ...]:
        """The dossiers of a sentence, best first; none where nothing tells what it is about.

        Args:
            act: what the sentence does; a promise to report on a meeting has no dossier.
        """
        found = self._found.get(sentence.id)
        if found is None:
            # In order from the start of the paragraph: a sentence may lean on the one before.
            pending: list[Sentence] = []
            one: Sentence | None = sentence
            while one is not None and one.id not in self._found:
                pending.append(one)
                one = self._paper.previous(one)
            for one in reversed(pending):
                self._found[one.id] = self._of(one)
            found = self._found[sentence.id]
        if act is Act.COMMITMENT and found and found[0].startswith("watch/"):
            parties = self._paper.standing.codes(self._paper.mentioned(sentence))
            if not self._own_scores(sentence) and not parties and not self._key(sentence):
                return ()
        return found

    def item(
        self, title: str | None, sentences: Sequence[Sentence]
    ) -> tuple[str | None, tuple[str, ...]]:
        """Procedure and dossiers of an agenda item or topic.

        Args:
            title: its heading or the words of the topic; None where it has none.
            sentences: what is said under it.
        """
        language = usable(sentences[0].language if sentences else self._paper.structured.language)
        heading = _bare(title or "")
        procedure, _ = self._chosen(heading, sentences, language, ())
        parties = self._names.of_item(procedure or "watch", heading, language, sentences)
        if procedure is None and not parties:
            return None, ()
        return procedure or "watch", parties

    def named(self, procedure: str, sentence: Sentence) -> tuple[str, ...]:
        """The dossiers of a sentence in one procedure, whatever else it speaks of."""
        return self._names.of_sentence(procedure, sentence, self._key(sentence), ())

    def notice(self, notice: MeetingNotice) -> MeetingNotice:
        """A meeting with the procedures and dossiers of its items and topics filled in."""
        sessions = tuple(self._session(one) for one in notice.sessions)
        return msgspec.structs.replace(notice, sessions=sessions)

    def _session(self, session: Session) -> Session:
        items = tuple(self._filled(one, self._under(one, session)) for one in session.items)
        topics = tuple(self._topic(one, session) for one in session.topics)
        procedures = {one.procedure for one in topics}
        if not items and len(procedures) <= 1 and session.title:
            items = tuple(self._untitled(session))
            if items and topics:
                topics = tuple(
                    msgspec.structs.replace(
                        one, procedure=items[0].procedure, dossiers=items[0].dossiers
                    )
                    for one in topics
                )
        return msgspec.structs.replace(session, items=items, topics=topics)

    def _untitled(self, session: Session) -> list[Item]:
        """A session about one thing, under its own heading only, is one item without a title."""
        sentences = self._by_session.get(session.number, [])
        procedure, dossiers = self.item(session.title, sentences)
        return [Item(procedure=procedure, dossiers=dossiers)] if procedure else []

    def _filled(self, item: Item, sentences: Sequence[Sentence]) -> Item:
        procedure, dossiers = self.item(item.title, sentences)
        return msgspec.structs.replace(item, procedure=procedure, dossiers=dossiers)

    def _topic(self, topic: Item, session: Session) -> Item:
        """A topic by its words and its sentence; where they tell nothing, by its session."""
        sentences = self._quoted(topic)
        if not sentences:
            return self._filled(topic, sentences)
        sentence = sentences[0]
        key = self._key(sentence)
        language = usable(sentence.language)
        title = self._heading_scores(topic.title or "", language)
        procedure, _ = self._chosen(topic.title or "", sentences, language, ())
        if not title and key:
            procedure = self._items_of(key).top or procedure
        chosen = procedure or "watch"
        dossiers = self._names.of_sentence(chosen, sentence, key, ())
        return msgspec.structs.replace(topic, procedure=chosen, dossiers=dossiers)

    def _under(self, item: Item, session: Session) -> list[Sentence]:
        """What is said under the heading of an item, its divisions included."""
        return [
            one
            for one in self._by_heading.get(item.quote or "", ())
            if self._paper.block(one).session in {session.number, None}
        ]

    def _quoted(self, item: Item) -> list[Sentence]:
        sentences = self._paper.structured.sentences
        at = bisect.bisect_left(sentences, item.start or 0, key=lambda one: one.start)
        found = sentences[at : at + 1]
        return [one for one in found if one.start == item.start]

    @cached_property
    def _by_heading(self) -> dict[str, list[Sentence]]:
        found: dict[str, list[Sentence]] = {}
        for sentence in self._paper.structured.sentences:
            for heading in dict.fromkeys(self._paper.headings(sentence)):
                found.setdefault(heading, []).append(sentence)
        return found

    @cached_property
    def _by_session(self) -> dict[int | None, list[Sentence]]:
        found: dict[int | None, list[Sentence]] = {}
        for sentence in self._paper.structured.sentences:
            found.setdefault(self._paper.block(sentence).session, []).append(sentence)
        return found

    def _of(self, sentence: Sentence) -> tuple[str, ...]:
        own = self._own_scores(sentence)
        before = self._paper.previous(sentence)
        words = subject_terms(sentence.language)
        leans = before is not None and words.leans(sentence.text)
        key = self._key(sentence)
        scores = dict(own)
        if before is not None:
            for spoken, score in self._own_scores(before).items():
                if leans or (spoken in own and not key):
                    _add(scores, spoken, min(score, 2 * _CLIP) * _LEANING)
        if key:
            item = self._items_of(key)
            if item.top is not None:
                _add(scores, item.top, item.weight)
        procedure = _best(scores)
        inherited = self._found.get(before.id, ()) if before is not None else ()
        here = self._paper.standing.codes(self._paper.mentioned(sentence))
        points = procedure is None or words.points(sentence.text)
        if points and leans and inherited and not own and not here:
            return inherited
        if procedure is None:
            return self._names.of_sentence("watch", sentence, key, inherited if leans else ())
        carried = tuple(one for one in inherited if one.startswith(f"{procedure}/"))
        if carried and procedure not in own and not key:
            return carried
        found = list(self._names.of_sentence(procedure, sentence, key, carried if leans else ()))
        for also, score in sorted(own.items(), key=lambda one: -one[1]):
            if also not in {procedure, "watch"} and score >= _ALSO:
                found += self._names.of_sentence(also, sentence, key, ())
        return tuple(dict.fromkeys(found))

    def _own_scores(self, sentence: Sentence) -> Scores:
        """What the words of a sentence speak of."""
        found = self._own.get(sentence.id)
        if found is None:
            paper, standing = self._paper, self._paper.standing
            said = paper.mentioned(sentence)
            words = subject_terms(sentence.language)
            here = standing.codes(said)
            abroad = bool(here) or self._abroad_around(sentence)
            found = words.score(sentence.text, abroad=abroad, places=standing.places(said))
            if "dialogue" in found and not self._with_partners(sentence, here, words):
                del found["dialogue"]
            elif "dialogue" in found and len(here) > 1:
                found["dialogue"] += 2.0
            if paper.packages.named(sentence.text):
                _add(found, "assistance", _CLIP)
            self._own[sentence.id] = found
        return found

    def _abroad_around(self, sentence: Sentence) -> bool:
        """Whether a country outside stands in the heading or shortly before."""
        standing = self._paper.standing
        for heading in self._paper.headings(sentence):
            if standing.codes(self._said_in(heading, sentence.language)):
                return True
        under = bool(self._key(sentence))
        return any(
            standing.codes(self._paper.mentioned(one))
            for one in self._paper.before(sentence, 4)
            if under or one.block == sentence.block
        )

    def _with_partners(self, sentence: Sentence, here: Sequence[str], words: SubjectTerms) -> bool:
        """Whether a talk is with partners: named here, in the heading, or as "deze landen"."""
        if here or words.regions.find(sentence.text):
            return True
        key = self._key(sentence)
        if key and self._heading_scores(key[-1], sentence.language).get("dialogue"):
            return True
        return bool(words.they.find(sentence.text)) and any(
            self._paper.standing.codes(self._paper.mentioned(one))
            for one in self._paper.before(sentence, 3)
        )

    def _items_of(self, key: tuple[str, ...]) -> _Spoken:
        """What an item speaks of, and how much that tells of a sentence under it."""
        found = self._items.get(key)
        if found is None:
            sentences = self._by_item.get(key, [])
            language = usable(sentences[0].language if sentences else None)
            found = self._items[key] = _Spoken(
                *self._chosen(key[-1], sentences, language, key[:-1])
            )
        return found

    def _chosen(
        self, heading: str, sentences: Sequence[Sentence], language: str, above: Sequence[str]
    ) -> tuple[str | None, float]:
        """The procedure of an item, and what it adds to the sentences under it.

        A procedure that the heading does not name must be spoken of by several of its sentences.
        """
        standing, paper = self._paper.standing, self._paper
        abroad = sum(1 for one in sentences if standing.codes(paper.mentioned(one)))
        here = 3 * abroad >= len(sentences) > 0 or any(
            standing.codes(self._said_in(one, language)) for one in above
        )
        spoken = self._heading_scores(heading, language, abroad=here)
        scores = {procedure: weight * _HEADING for procedure, weight in spoken.items()}
        speaking: dict[str, int] = {}
        for sentence in sentences:
            for procedure, score in self._own_scores(sentence).items():
                _add(scores, procedure, min(score, _CLIP))
                speaking[procedure] = speaking.get(procedure, 0) + 1
        if (
            "dialogue" in spoken
            and "accession" in scores
            and self._lists_parties(heading, language)
        ):
            spoken["accession"] = _HEADING
            scores["accession"] += 1.5 * _HEADING
        total = len(sentences)
        for procedure in sorted(scores, key=lambda one: (-scores[one], one == "watch")):
            if scores[procedure] < _ENOUGH:
                break
            if spoken.get(procedure):
                return procedure, _NAMED_BY_HEADING
            some = speaking.get(procedure, 0)
            if some >= min(2, total) and 3 * some >= total:
                share = scores[procedure] / sum(scores.values())
                return procedure, _CLIP * share * min(1.0, 2 * some / total)
        return None, 0.0

    def _lists_parties(self, heading: str, language: str) -> bool:
        return _only_parties(heading, self._said_in(heading, language))

    def _heading_scores(self, heading: str, language: str, *, abroad: bool = False) -> Scores:
        """What a heading speaks of; one that is nothing but parties is about those."""
        if not heading:
            return {}
        said = self._said_in(heading, language)
        standing = self._paper.standing
        codes = standing.codes(said)
        words = subject_terms(language)
        regions = bool(words.regions.find(heading))
        found = words.score(
            heading, abroad=abroad or bool(codes) or regions, places=standing.places(said)
        )
        if "dialogue" not in found and regions:
            found["dialogue"] = 2.0
        if "dialogue" in found and not codes and not regions and "partner" not in heading.lower():
            del found["dialogue"]
        if "partner" in heading.lower():
            _add(found, "dialogue", 2.0)
        if not found and codes and _only_parties(heading, said):
            found["watch" if len(codes) == 1 else "dialogue"] = 2.0
        return found

    def _said_in(self, heading: str, language: str) -> SentenceMentions:
        found = self._heading_said.get(heading)
        if found is None:
            found = self._heading_said[heading] = mentions_in(heading, usable(language))
        return found

    def _key(self, sentence: Sentence) -> tuple[str, ...]:
        """The headings of the item a sentence stands under; empty outside any item."""
        path = self._paper.headings(sentence)
        known = self._keys.get(path)
        if known is None:
            known = self._keys[path] = self._item_key(path)
        return known

    def _item_key(self, path: tuple[str, ...]) -> tuple[str, ...]:
        found: list[str] = []
        for heading in path:
            bare = _bare(heading)
            if is_subhead(heading) or _frames(bare):
                continue
            if is_closing(heading):
                return ()
            found.append(bare)
        return tuple(found)


def _bare(heading: str) -> str:
    """A heading without its number, and without "Sessie 1:"."""
    session = session_heading(heading)
    if session is not None:
        return session.title or heading
    return strip_number(heading).rstrip(" :")


@lru_cache(maxsize=1)
def _framing() -> tuple[frozenset[str], re.Pattern[str]]:
    """Headings that frame a paper, and the forms of those of a debate or consultation."""
    frames = [table(code, "layout").get("frame", {}) for code in languages()]
    headings = frozenset(one for frame in frames for one in frame.get("headings", ()))
    forms = "|".join(f"(?:{one})" for frame in frames for one in frame.get("debates", ()))
    return headings, re.compile(forms or r"(?!)", re.I)


def _frames(heading: str) -> bool:
    headings, forms = _framing()
    return heading.lower() in headings or forms.fullmatch(heading) is not None


def _only_parties(heading: str, said: SentenceMentions) -> bool:
    """Whether a heading holds hardly a word besides the parties it names."""
    rest = heading
    spans = [(one.start, one.end) for one in said.parties]
    spans += [(one.start, one.end) for one in said.groups]
    for start, end in sorted(spans, reverse=True):
        rest = rest[:start] + rest[end:]
    return len([word for word in rest.replace(",", " ").split() if len(word) > 3]) == 0


def _best(scores: Scores) -> str | None:
    """The procedure with the highest score, if that is enough."""
    if not scores:
        return None
    procedure = max(scores, key=lambda one: (scores[one], one != "watch"))
    return procedure if scores[procedure] >= _ENOUGH else None


def _add(scores: Scores, procedure: str, weight: float) -> None:
    scores[procedure] = scores.get(procedure, 0.0) + weight
