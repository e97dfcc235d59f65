"""A parser as a target: how it is called, what it may answer with, and within which bounds."""

from __future__ import annotations

import json
import random
import time
import traceback
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from inzet.vocabulary.errors import InzetError
from tests.reading.guard.mutants import mutant


@dataclass(frozen=True)
class Target:
    """One parser.

    Attributes:
        name: what is parsed.
        call: gives it bytes; raises only what is allowed.
        seeds: what is right, or nearly; made in code.
        allowed: errors with which it may refuse.
        seconds: processor time in which any input must be dealt with.
        largest: bytes of an input.
        tries: inputs of the slice in the tests.
        packed: seeds are archives; accidents happen within a part of them too.
    """

    name: str
    call: Callable[[bytes], object]
    seeds: Callable[[], tuple[bytes, ...]]
    allowed: tuple[type[Exception], ...] = (InzetError,)
    seconds: float = 5.0
    largest: int = 4096
    tries: int = 60
    packed: bool = False


@dataclass
class Finding:
    """What should not have happened, where, and by which input."""

    what: str
    where: str
    data: bytes = field(repr=False)

    def __str__(self) -> str:
        return f"{self.what} at {self.where} by {self.data[:200]!r}"


def given(*seeds: str | bytes) -> Callable[[], tuple[bytes, ...]]:
    """Seeds as they stand."""
    return lambda: tuple(each.encode() if isinstance(each, str) else each for each in seeds)


def as_json(*values: object) -> Callable[[], tuple[bytes, ...]]:
    """Seeds as JSON."""
    return lambda: tuple(json.dumps(each).encode() for each in values)


def tried(target: Target, data: bytes) -> Finding | None:
    """Gives a target an input; what was wrong with how it took it."""
    began = time.process_time()
    try:
        target.call(data)
    except target.allowed as error:
        # What is told to people is one line or two, whatever was in the input.
        if len(str(error)) > 2000:
            return Finding(f"{type(error).__name__} without end", _place(error), data)
    except Exception as error:
        return Finding(f"{type(error).__name__}: {str(error)[:160]}", _place(error), data)
    took = time.process_time() - began
    if took > target.seconds:
        return Finding(f"{took:.1f} s of processor time", target.name, data)
    return None


def _place(error: BaseException) -> str:
    """The innermost line of Inzet that it came through."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [each for each in frames if "/inzet/" in each.filename] or list(frames)
    last = ours[-1]
    return f"{last.filename.rpartition('/inzet/')[2]}:{last.lineno}"


def accidents(target: Target, count: int, *, seed: int = 0) -> Iterator[bytes]:
    """Inputs by chance, the same for the same seed: the seeds, then what accidents make of them."""
    seeds = target.seeds()
    yield from seeds
    for number in range(count):
        dice = random.Random(zlib.crc32(f"{target.name} {seed} {number}".encode()))
        data = dice.choice(seeds)
        if not target.packed and dice.random() < 0.15:
            other = dice.choice(seeds)
            data = data[: dice.randrange(len(data) + 1)] + other[dice.randrange(len(other) + 1) :]
        yield mutant(data or b"\0", dice, packed=target.packed)[: target.largest]
