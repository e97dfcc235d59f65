"""What runs on a worker of the cluster: hand a text to a guarded process, and its answer back.

A worker of Dask may have no children of ``multiprocessing``; the guard starts a program, which any
process may. What is given back is bytes, an error too: Dask would write the arguments of what
raises into its log, and they are a paper.
"""

from __future__ import annotations

import msgspec

from inzet.reading.cluster.mark import Mark, difference, mark
from inzet.reading.guard import shared
from inzet.reading.guard.protocol import Answer, Job, Refusal, refusal_of
from inzet.vocabulary.errors import InzetError

OTHER = "OtherVersion"
"""Kind of the refusal of a worker that would read otherwise than whoever asks."""


def statements(job: bytes, text: bytes, ours: Mark) -> bytes:
    """What a text says.

    Args:
        job: a guard's :class:`Job` in msgpack.
        text: what the guard is given with it.
        ours: of the machine that asks.

    Returns:
        An :class:`Answer` in msgpack.
    """
    return msgspec.msgpack.encode(_answer(job, text, ours))


def _answer(job: bytes, text: bytes, ours: Mark) -> Answer:
    try:
        other = difference(ours, mark())
        if other:
            return Answer(refusal=Refusal(kind=OTHER, what=other))
        return shared().answer(msgspec.msgpack.decode(job, type=Job), text)
    except InzetError as error:
        return Answer(refusal=refusal_of(error))
    except Exception as error:
        return Answer(refusal=Refusal(kind="", what=type(error).__name__))
