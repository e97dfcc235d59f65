"""Messages over two streams: JSON-RPC 2.0, one a line, in the order in which they come."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable
from typing import Any, BinaryIO

import msgspec

LONGEST = 1 << 20
"""Bytes of a message; a longer one is answered with an error and passed over."""
PARSE, REQUEST, METHOD, PARAMS, INTERNAL = -32700, -32600, -32601, -32602, -32603


class Refused(Exception):
    """A request that cannot be answered as asked; what it says goes to the client."""

    def __init__(self, code: int, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


Answer = Callable[[str, dict[str, Any]], dict[str, Any]]
"""From a method and its params to its result; raises ``Refused``."""


def serve(answer: Answer, source: BinaryIO, sink: BinaryIO) -> None:
    """Answers every message until the client closes its end."""
    while line := source.readline(LONGEST + 1):
        if len(line) > LONGEST:
            while line and not line.endswith(b"\n"):
                line = source.readline(LONGEST)
            told: Any = _error(None, REQUEST, f"a message has at most {LONGEST} bytes")
        else:
            told = _told(answer, line) if line.strip() else None
        if told is not None:
            sink.write(encoded(told) + b"\n")
            sink.flush()


def encoded(value: Any) -> bytes:
    """Any value of plain types, structs, dataclasses or days as JSON on one line."""
    return msgspec.json.encode(value, enc_hook=str)


def _told(answer: Answer, line: bytes) -> Any:
    try:
        message = msgspec.json.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return _error(None, PARSE, "this is no JSON")
    if isinstance(message, list):
        # Protocol versions before June 2025 knew batches.
        answers = [each for one in message if (each := _one(answer, one)) is not None]
        return (answers or None) if message else _error(None, REQUEST, "an empty batch")
    return _one(answer, message)


def _one(answer: Answer, message: Any) -> dict[str, Any] | None:
    if not isinstance(message, dict):
        return _error(None, REQUEST, "a message is an object")
    method, asked, id_ = message.get("method"), message.get("params", {}), message.get("id")
    if method is None and ("result" in message or "error" in message):
        # We ask the client nothing, so there is nothing to be answered.
        return None
    if message.get("jsonrpc") != "2.0" or not isinstance(method, str):
        return _error(id_, REQUEST, "no JSON-RPC 2.0 request")
    if "id" not in message:
        return None
    if not isinstance(asked, dict):
        return _error(id_, PARAMS, "params are an object")
    try:
        return {"jsonrpc": "2.0", "id": id_, "result": answer(method, asked)}
    except Refused as refused:
        return _error(id_, refused.code, refused.message)
    except Exception:
        # Where the code failed is for whoever started it, not for the model.
        traceback.print_exc(file=sys.stderr)
        return _error(id_, INTERNAL, "something went wrong in Inzet itself")


def _error(id_: Any, code: int, message: str) -> dict[str, Any]:
    if not isinstance(id_, str | int) or isinstance(id_, bool):
        id_ = None
    return {"jsonrpc": "2.0", "id": id_, "error": {"code": code, "message": message}}
