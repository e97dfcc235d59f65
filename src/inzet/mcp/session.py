"""What a client can ask by the protocol: who we are, which tools and texts there are, their use."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from inzet import __version__
from inzet.mcp import texts
from inzet.mcp.asking import Tool
from inzet.mcp.telling import UNTRUSTED
from inzet.mcp.tools import TOOLS
from inzet.mcp.wire import METHOD, PARAMS, Refused, encoded
from inzet.record import Record
from inzet.vocabulary.errors import InzetError, NotFound

VERSIONS = ("2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05")
"""Of the protocol, the newest first."""
_NO_RESOURCE = -32002
INSTRUCTIONS = (
    "Inzet keeps the state of play of ministerial diplomacy: what governments said in papers to "
    "parliament, promised, decided, and how dossiers stand. Every answer carries citations; name "
    "them whenever you use one. What is not in an answer is not known here: say so, do not guess. "
    f"{UNTRUSTED}"
)


class Session:
    """Answers the requests of one client, as one reader.

    Args:
        open_record: opens the record; asked anew for each request, so that it is never stale.
        reader: whose view; None is the record's own organisation.
    """

    def __init__(self, open_record: Callable[[], Record], reader: str | None = None) -> None:
        self._open = open_record
        self._reader = reader
        self._methods: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
            "initialize": self._initialize,
            "ping": lambda asked: {},
            "tools/list": self._tools,
            "tools/call": self._call,
            "resources/list": self._resources,
            "resources/templates/list": lambda asked: {"resourceTemplates": texts.TEMPLATES},
            "resources/read": self._read,
        }

    def answer(self, method: str, asked: dict[str, Any]) -> dict[str, Any]:
        """The result of a request.

        Raises:
            Refused: no such method, or params that it cannot take.
        """
        known = self._methods.get(method)
        if known is None:
            raise Refused(METHOD, f"there is no method “{method[:80]}” here")
        return known(asked)

    def _initialize(self, asked: dict[str, Any]) -> dict[str, Any]:
        wanted = asked.get("protocolVersion")
        return {
            "protocolVersion": wanted if wanted in VERSIONS else VERSIONS[0],
            "capabilities": {"tools": {}, "resources": {}},
            "serverInfo": {"name": "inzet", "title": "Inzet", "version": __version__},
            "instructions": INSTRUCTIONS,
        }

    def _tools(self, asked: dict[str, Any]) -> dict[str, Any]:
        return {"tools": [tool.described() for tool in TOOLS.values()]}

    def _call(self, asked: dict[str, Any]) -> dict[str, Any]:
        name = asked.get("name")
        tool = TOOLS.get(name) if isinstance(name, str) else None
        if tool is None:
            raise Refused(PARAMS, f"there is no tool “{str(name)[:80]}”")
        try:
            with self._open() as record:
                told = _asked(tool, record, self._reader, asked.get("arguments") or {})
        except InzetError as error:
            return {"content": [{"type": "text", "text": str(error)}], "isError": True}
        # Once, as text: a model pays for every word, and every client reads this form.
        return {"content": [{"type": "text", "text": encoded(told).decode()}], "isError": False}

    def _resources(self, asked: dict[str, Any]) -> dict[str, Any]:
        try:
            with self._open() as record:
                view = record.view(record.reader(self._reader))
                return texts.listed(view, _text(asked.get("cursor")))
        except InzetError as error:
            raise Refused(PARAMS, str(error)) from None

    def _read(self, asked: dict[str, Any]) -> dict[str, Any]:
        address = _text(asked.get("uri")) or ""
        try:
            with self._open() as record:
                view = record.view(record.reader(self._reader))
                return {"contents": [texts.read(view, address)]}
        except NotFound as error:
            raise Refused(_NO_RESOURCE, str(error)) from None
        except InzetError as error:
            raise Refused(PARAMS, str(error)) from None


def _asked(tool: Tool, record: Record, reader: str | None, arguments: Any) -> dict[str, Any]:
    return tool.run(record, record.reader(reader), arguments)


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None
