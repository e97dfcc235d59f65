"""Matching 500 positions with 500, and what changed in a record of 200 papers.

The matcher stands beside ``difflib``, which finds for each earlier sentence the most alike later
one by its characters and knows nothing of subjects or of the best for all; beside it the share
of positions whose own later version was found, which is known here, as the later ones are made
from the earlier. Times are of the processor.
"""

from __future__ import annotations

import datetime as dt
import difflib
import random
import tempfile
from collections.abc import Iterable
from pathlib import Path

import msgspec

from bench.ground import new_record, timed_cpu
from inzet.changes import NOW, Moment, Only, Said, changes, lineage, match
from inzet.changes.thesaurus import thesaurus
from inzet.record import Filter, Record
from inzet.vocabulary import entries as kinds
from inzet.vocabulary.acts import Act
from inzet.vocabulary.citations import SpanCitation
from inzet.vocabulary.entries import statement_identity
from inzet.vocabulary.meetings import NOTICE_RULE, Item, MeetingNotice, Session

POSITIONS, PAPERS, SAID, SERIES = 500, 200, 30, 5
_DIFFLIB = 60
"""Earlier sentences that difflib gets, as all would take minutes; its time is reckoned up."""
_DOSSIERS = 40


def measure() -> Iterable[str]:
    """Lines to print."""
    yield from _matcher()
    yield from _record()


def _matcher() -> Iterable[str]:
    chance = random.Random(4)
    earlier = [_sentence(chance) for _ in range(POSITIONS)]
    later = [_reworded(chance, words) for words in earlier]
    order = list(range(POSITIONS))
    chance.shuffle(order)
    dossier = [f"watch/subject-{place % _DOSSIERS}" for place in range(POSITIONS)]
    ones = [_said(words, dossier[place]) for place, words in enumerate(earlier)]
    others = [_said(later[place], dossier[place]) for place in order]
    match(ones[:5], others[:5])
    found: list[int] = []

    def ours() -> None:
        for each in match(ones, others):
            found.append(order[each.later] == each.earlier)

    mine = timed_cpu(ours)
    texts = [said.text for said in others]

    def theirs() -> None:
        for said in ones[:_DIFFLIB]:
            difflib.get_close_matches(said.text, texts, n=1, cutoff=0.3)

    base = timed_cpu(theirs) * POSITIONS / _DIFFLIB
    yield (
        f"match {POSITIONS} × {POSITIONS}  difflib {base:.1f} s (reckoned from {_DIFFLIB})   "
        f"ours {mine:.2f} s, times {mine / base:.3f}   "
        f"right {sum(found) / POSITIONS:.2f} of all, {sum(found) / max(1, len(found)):.2f} of found"
    )


def _record() -> Iterable[str]:
    with tempfile.TemporaryDirectory() as folder, new_record(Path(folder)) as record:
        _fill(record)
        reader = record.reader()
        every = record.view(reader)
        read = timed_cpu(
            lambda: [every.statements(limit=1000, after=None), every.papers(limit=500)]
        )
        since = Moment(dt.date(2016, 1, 1))
        changes(record, reader, since, NOW)
        papers = timed_cpu(lambda: changes(record, reader, since, NOW, only=Only(states=False)))
        whole = timed_cpu(lambda: changes(record, reader, since, NOW))
        line = [f"{papers * 1000:.0f} ms, times {papers / read:.1f}", f"{whole * 1000:.0f} ms"]
        yield (
            f"changes, {PAPERS} papers of {SAID} positions  one page of each list "
            f"{read * 1000:.0f} ms   papers and commitments {line[0]}   with how all dossiers "
            f"stand at both moments {line[1]}, times {whole / read:.1f}"
        )
        phrase = " ".join(
            every.statements(Filter(act="position"), limit=1).items[0].quote.split()[4:9]
        )
        lineage(every, phrase)
        again = timed_cpu(lambda: lineage(every, phrase))
        texts = timed_cpu(lambda: [every.text(paper.id) for paper in every.papers(limit=500).items])
        yield (
            f"language, {PAPERS} papers  their texts {texts * 1000:.0f} ms   "
            f"a phrase through them {again * 1000:.0f} ms, times {again / texts:.1f}"
        )


def _words(language: str) -> list[str]:
    known = thesaurus(language)
    return sorted(known.groups)


def _sentence(chance: random.Random) -> list[str]:
    words = _words("nl")
    return ["het", "kabinet", "vindt", "dat", *chance.choices(words, k=chance.randint(5, 14))]


def _reworded(chance: random.Random, words: list[str]) -> list[str]:
    """A third of the words for others of the same group, one left out, two put elsewhere."""
    known = thesaurus("nl")
    by_group: dict[int, list[str]] = {}
    for word, groups in known.groups.items():
        for group in groups:
            by_group.setdefault(group, []).append(word)
    said = [
        chance.choice(by_group[min(known.groups[word])])
        if word in known.groups and chance.random() < 1 / 3
        else word
        for word in words
    ]
    said.pop(chance.randrange(4, len(said)))
    said.append(said.pop(4))
    return said


def _said(words: list[str], dossier: str) -> Said:
    return Said(" ".join(words).capitalize() + ".", "nl", "NLD", None, (dossier,))


def _fill(record: Record) -> None:
    chance = random.Random(5)
    agendas = [[_sentence(chance) for _ in range(SAID)] for _ in range(SERIES)]
    with record.batch("PUBLIC") as batch:
        for number in range(PAPERS):
            series = number % SERIES
            agenda = agendas[series]
            agendas[series] = [
                _reworded(chance, words) if chance.random() < 0.3 and len(words) > 7 else words
                for words in agenda
            ]
            sentences = [_said(words, "").text for words in agendas[series]]
            day = dt.date(2015, 1, 1) + dt.timedelta(days=number * 10)
            notice = _notice(series, day)
            text = "\n".join(sentences)
            sha256 = batch.keep(text.encode())
            paper = batch.add(
                kinds.Paper(
                    sha256=sha256,
                    media_type="text/plain",
                    size=len(text.encode()),
                    title=f"Agenda {number}",
                    language="nl",
                    genre="annotated agenda",
                    on_behalf_of="NLD",
                    said=day.isoformat(),
                )
            )
            batch.add(
                kinds.Extraction(
                    paper=paper, version=1, extractor="bench", text_sha256=sha256, length=len(text)
                )
            )
            told = [("notice", 0, Act.CONTEXT, {"meeting": msgspec.to_builtins(notice)})]
            start = 0
            for place, sentence in enumerate(sentences):
                told.append((sentence, start, Act.POSITION, {}))
                batch.add(
                    kinds.Statement(
                        identity=statement_identity(
                            sha256, start, start + len(sentence), Act.POSITION, "NLD"
                        ),
                        act=Act.POSITION,
                        party="NLD",
                        dossiers=(f"watch/subject-{place % 10}",),
                        meeting=notice.id,
                        quote=sentence,
                        citation=SpanCitation(
                            paper=paper, extraction=1, start=start, end=start + len(sentence)
                        ),
                        rule="bench",
                        language="nl",
                        said=day.isoformat(),
                    )
                )
                start += len(sentence) + 1
            batch.add(
                kinds.Statement(
                    identity=statement_identity(sha256, 0, 1, Act.CONTEXT, notice.id),
                    act=Act.CONTEXT,
                    meeting=notice.id,
                    quote=sentences[0],
                    citation=SpanCitation(
                        paper=paper, extraction=1, start=0, end=len(sentences[0])
                    ),
                    content={"meeting": msgspec.to_builtins(notice)},
                    rule=NOTICE_RULE,
                    language="nl",
                    said=day.isoformat(),
                )
            )


def _notice(series: int, day: dt.date) -> MeetingNotice:
    items = tuple(
        Item(title=f"Onderwerp {place}", dossiers=(f"watch/subject-{place}",)) for place in range(5)
    )
    return MeetingNotice(
        id=f"body-{series}-{day}",
        name=f"Council {series}",
        body=f"Body {series}",
        format="ministers",
        from_=day.isoformat(),
        sessions=(Session(number=1, title="Sessie", items=items),),
    )
