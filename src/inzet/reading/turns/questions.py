"""Written questions and lists of questions: the asker's words and the government's answers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from inzet.reading.layout.openers import opener
from inzet.reading.text import Block, Sentence
from inzet.reading.turns.model import NOBODY, Turn
from inzet.reading.turns.setting import TEXT, Setting
from inzet.vocabulary.speakers import Speaker

_REACH = 600
_TOP = 30
"""In how many blocks from the top it is said who asks."""
_NUMBER = re.compile(r"\(?\d{1,3}[a-z]?\)?[.)]?\Z")


_BEFORE = re.compile(r"\(?(\d{1,3})[a-z]?\)?[.)]?\s+(?=[A-ZÀ-Þ«“‘])")


def number_before(text: str, last: int | None = None) -> int | None:
    """The number with which a question begins; of a list, if it is the next one.

    Args:
        last: number of the question before it, 0 before the first; None where any will do.
    """
    match = _BEFORE.match(text)
    if not match or not text.rstrip("”’\"' )").endswith("?"):
        return None
    number = int(match[1])
    return number if last is None or number == last + 1 else None


def questions(setting: Setting) -> Iterator[tuple[Sentence, Turn]]:
    """Sentences of questions and answers with whose they are."""
    ask = Turn(asker(setting), "speaker", implies="question")
    answer = Turn(setting.office("government"), "paper")
    now = NOBODY
    if _unlabelled(setting):
        yield from _put(setting, ask, answer)
        return
    last = 0
    labelled = any(
        label is not None and label.labels and label.role == "answer"
        for label in (opener(block.text, setting.language) for block, _ in setting.blocks())
    )
    for block, sentences in setting.blocks():
        if block.kind not in TEXT and block.kind not in {"turn", "heading"}:
            continue
        label = opener(block.text, setting.language)
        if label is not None and label.labels:
            now = ask if label.role == "question" else answer
        elif number_before(block.text, last) is not None:
            last, now = last + 1, ask
        elif _NUMBER.match(block.text) or _asks(block, sentences, now, labelled):
            now = ask
        elif _answers(block, setting) or (
            # Where nothing is labelled, what follows a question and asks nothing answers it.
            not labelled and now is ask and sentences and not _is_question(block, sentences)
        ):
            now = answer
        for sentence in sentences:
            yield sentence, now


def _unlabelled(setting: Setting) -> bool:
    """Whether a paper puts its questions ("To ask the …") without a label for any answer."""
    puts = False
    for block, _ in setting.blocks():
        label = opener(block.text, setting.language)
        if label is not None and label.labels:
            return False
        puts = puts or setting.words.puts.search(block.text) is not None
    return puts


def _put(setting: Setting, ask: Turn, answer: Turn) -> Iterator[tuple[Sentence, Turn]]:
    """What is put is asked; what follows it answers."""
    for block, sentences in setting.blocks():
        asks = setting.words.puts.search(block.text) or (
            block.kind in TEXT and _is_question(block, sentences)
        )
        for sentence in sentences:
            yield sentence, ask if asks else answer


def _asks(block: Block, sentences: Sequence[Sentence], now: Turn, labelled: bool) -> bool:
    """Whether an unlabelled block is the next question."""
    may = now is NOBODY or block.kind == "list_item" or not labelled
    return may and _is_question(block, sentences)


def _answers(block: Block, setting: Setting) -> bool:
    """Whether a heading says that answers follow."""
    return block.kind == "heading" and setting.words.answers.search(block.text) is not None


def _is_question(block: Block, sentences: Sequence[Sentence]) -> bool:
    return (
        bool(sentences) and block.kind != "note" and block.text.rstrip("0123456789 )").endswith("?")
    )


def asker(setting: Setting) -> Speaker:
    """Who asks, as the title or the top of the paper says; else members of parliament."""
    structured = setting.structured
    texts = [structured.title, *(block.text for block in structured.blocks[:_TOP])]
    for pattern in (setting.words.asker, setting.words.movers):
        for text in texts:
            match = pattern.search(text[:_REACH])
            if match:
                found = match.groupdict()
                name = next((v for k, v in found.items() if k.startswith("name") and v), None)
                group = next((v for k, v in found.items() if k.startswith("group") and v), None)
                return setting.member(name, group)
    return setting.member(None, None)
