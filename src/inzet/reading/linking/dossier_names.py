"""Names of dossiers: ``procedure/name``, from the parties, the pledge, the package or the heading.

Reads one sentence or item with its headings; writes names, best first. A name says no more than
the paper does.
"""

from __future__ import annotations

from collections.abc import Sequence

from inzet.reading.contents.context import PaperContext
from inzet.reading.contents.pledges import UNNAMED
from inzet.reading.languages import usable
from inzet.reading.mentions import PartyMention, SentenceMentions, mentions_in
from inzet.reading.mentions.standing_parties import group_of, groups, joined, slug, slug_of
from inzet.reading.mentions.subject_terms import subject_terms
from inzet.reading.text import Sentence

_AND = frozenset(("en", "and", "alsmede", "alsook", "evenals", "de", "het", "en de", "and the"))
_RIGHT_AFTER = 8
"""How many characters may stand between a word and the party it is about ("… van de …")."""
_MOST = 4
"""Up to how many parties a name lists."""


class DossierNames:
    """Names the dossiers of one paper."""

    def __init__(self, paper: PaperContext) -> None:
        self._paper = paper
        self._said_in: dict[tuple[str, str], SentenceMentions] = {}

    def of_sentence(
        self,
        procedure: str,
        sentence: Sentence,
        headings: Sequence[str],
        carried: tuple[str, ...],
    ) -> tuple[str, ...]:
        """The dossiers of a sentence in one procedure.

        Args:
            headings: those of its item, outermost first.
            carried: dossiers of the sentence it leans on, in the same procedure.
        """
        said = self._paper.mentioned(sentence)
        heading = headings[-1] if headings else ""
        if carried and procedure == "watch" and not self._paper.standing.codes(said):
            return carried
        found = self._of(procedure, sentence.text, sentence.language, said, heading, sentence)
        if found and found[0] != UNNAMED:
            return found
        if carried:
            return carried
        for above in reversed(headings):
            found = self._of(
                procedure, above, sentence.language, self._said(above, sentence.language), above
            )
            if found and found[0] != UNNAMED:
                return found
        for earlier in self._paper.leads(sentence, procedure):
            if self._silent(procedure):
                break
            found = self._of(
                procedure,
                earlier.text,
                earlier.language,
                self._paper.mentioned(earlier),
                heading,
                earlier,
            )
            if found and found[0] != UNNAMED:
                return found
        return self._unnamed(procedure, heading)

    def of_item(
        self, procedure: str, heading: str, language: str, sentences: Sequence[Sentence]
    ) -> tuple[str, ...]:
        """The dossiers of an item: by its heading, else by what is said under it."""
        said = self._said(heading, language)
        found = self._of(procedure, heading, language, said, heading)
        if procedure == "assistance":
            for sentence in sentences:
                package = self._paper.packages.named(sentence.text)
                if package:
                    return tuple(dict.fromkeys((package.dossier, *found)))
        if found and found[0] != UNNAMED:
            return found
        if not self._silent(procedure) or not heading:
            for sentence in sentences:
                found = self._of(
                    procedure,
                    sentence.text,
                    sentence.language,
                    self._paper.mentioned(sentence),
                    heading,
                    sentence,
                )
                if found and found[0] != UNNAMED:
                    return found
        return self._unnamed(procedure, heading)

    def _silent(self, procedure: str) -> bool:
        """Whether a procedure is named after its heading rather than after other sentences."""
        return procedure in {"watch", "hybrid"}

    def _of(
        self,
        procedure: str,
        text: str,
        language: str,
        said: SentenceMentions,
        heading: str,
        sentence: Sentence | None = None,
    ) -> tuple[str, ...]:
        match procedure:
            case "accession":
                return tuple(
                    f"accession/{code}"
                    for code in self._helped(said, text, language, procedure)[:_MOST]
                )
            case "pledge":
                return self._paper.pledges.dossiers(text, language)
            case "assistance":
                return self._assistance(text, language, said, sentence)
            case "criteria":
                codes = self._helped(said, text, language, procedure)
                return tuple(f"criteria/{slug_of(code)}" for code in codes[:1])
            case "hybrid":
                return self._hybrid()
            case "dialogue":
                return self._dialogue(text, language, said)
        return self._watch(text, said, heading, language)

    def _assistance(
        self, text: str, language: str, said: SentenceMentions, sentence: Sentence | None
    ) -> tuple[str, ...]:
        package = (
            self._paper.packages.meant(sentence)
            if sentence is not None
            else self._paper.packages.named(text)
        )
        codes = self._helped(said, text, language, "assistance")
        found = [package.dossier] if package else []
        found += [f"assistance/{slug_of(code)}" for code in codes[: 1 if package else 2]]
        return tuple(found)

    def _hybrid(self) -> tuple[str, ...]:
        main = self._paper.main
        body = main.body if main else None
        return (f"hybrid/{slug(body)}",) if body else ()

    def _dialogue(self, text: str, language: str, said: SentenceMentions) -> tuple[str, ...]:
        codes = self._helped(said, text, language)
        group = next((code for code in codes if code in groups()), None) or group_of(codes)
        if group is None:
            regions = subject_terms(language).regions.find(text)
            group = regions[0].value if regions else None
        if group:
            return (f"dialogue/{slug_of(group)}",)
        return self._listed("dialogue", codes)

    def _watch(
        self, text: str, said: SentenceMentions, heading: str, language: str
    ) -> tuple[str, ...]:
        """The parties watched: those of the heading with whom a sentence joins them."""
        standing = self._paper.standing
        named = standing.named(said)
        names = [one for one in named if not one.adjective] or named
        lists = [[one.party for one in listed] for listed in joined(names, text, _AND)]
        about = standing.codes(self._said(heading, language)) if heading else []
        for one in lists:
            if set(about) & set(one):
                return self._listed("watch", one)
        if about and text != heading:
            return self._listed("watch", about)
        groups_named = [one.group for one in said.groups if standing.outside(one.group)]
        if not lists and groups_named:
            return self._listed("watch", groups_named[:1])
        if heading and text != heading:
            return ()
        return self._listed("watch", lists[0]) if lists else ()

    def _listed(self, procedure: str, codes: Sequence[str]) -> tuple[str, ...]:
        if not codes:
            return ()
        group = group_of(codes)
        if group:
            return (f"{procedure}/{slug_of(group)}",)
        slugs = sorted(slug_of(code) for code in dict.fromkeys(codes))
        return (f"{procedure}/{'-'.join(slugs[:_MOST])}",)

    def _unnamed(self, procedure: str, heading: str) -> tuple[str, ...]:
        """What a dossier is called where no party, pledge or package is named."""
        main = self._paper.main
        body = slug(main.body) if main and main.body else None
        match procedure:
            case "pledge":
                return (UNNAMED,)
            case "accession" if body:
                return (f"accession/{body}",)
        name = slug(heading)
        return (f"{procedure}/{name}",) if name else ()

    def _helped(
        self, said: SentenceMentions, text: str, language: str, procedure: str = ""
    ) -> list[str]:
        """Countries outside, without those that a sentence names as the threat ("tegen …").

        Args:
            procedure: of several lists of countries, the one that stands nearest to its words.
        """
        standing = self._paper.standing
        words = subject_terms(language)
        kept: list[PartyMention] = []
        for one in standing.named(said):
            after = words.against.find(text[one.end : one.end + 40])
            before = words.against.find(text[max(0, one.start - 12) : one.start])
            threat = one.adjective and any(term.value == "noun" for term in after)
            if not threat and not any(term.value == "preposition" for term in before):
                kept.append(one)
        names = [one for one in kept if not one.adjective] or kept
        lists = joined(names, text, _AND)
        if len(lists) > 1 and procedure:
            places = words.places_of(text, procedure)
            if places:
                names = min(lists, key=lambda one: _distance(one, places))
        found = [one.party for one in names]
        found += [one.group for one in said.groups if one.members and standing.outside(one.group)]
        if not found and procedure == "accession":
            # Whoever joined of late, or is named right after the word though it has joined since.
            places = words.places_of(text, procedure)
            found = [
                one.party
                for one in said.parties
                if standing.recent(one.party)
                or (
                    standing.inside(one.party)
                    and any(0 <= one.start - end <= _RIGHT_AFTER for _, end in places)
                )
            ]
        return list(dict.fromkeys(found))

    def _said(self, heading: str, language: str) -> SentenceMentions:
        found = self._said_in.get((heading, language))
        if found is None:
            found = self._said_in[heading, language] = mentions_in(heading, usable(language))
        return found


def _distance(parties: Sequence[PartyMention], places: Sequence[tuple[int, int]]) -> int:
    """How far a list of parties stands from the nearest of some places in a sentence."""
    first, last = parties[0].start, parties[-1].end
    return min(max(first - end, start - last, 0) for start, end in places)
