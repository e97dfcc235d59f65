"""The reference client starts the command and talks to it."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from pathlib import Path

from tests.web.workspace import build

RUN = ("-c", "from inzet.cli import main; main()", "mcp")


def test_the_reference_client_finds_its_way(tmp_path: Path) -> None:
    from mcp import ClientSession, StdioServerParameters
    from mcp.client.stdio import stdio_client
    from mcp.types import TextContent, TextResourceContents

    shown = build(tmp_path)
    environment = {
        name: value for name, value in os.environ.items() if name in ("PATH", "PYTHONPATH")
    }
    started = StdioServerParameters(
        command=sys.executable,
        args=[*RUN, "--record", str(shown.path), "--reader", "PUBLIC"],
        env=environment,
    )

    async def talk() -> None:
        async with stdio_client(started) as (source, sink), ClientSession(source, sink) as session:
            begun = await session.initialize()
            assert begun.server_info.name == "inzet"
            tools = {tool.name for tool in (await session.list_tools()).tools}
            assert {"search", "statement", "changes"} <= tools
            told = await session.call_tool("search", {"words": "kabels"})
            assert not told.is_error
            (content,) = told.content
            assert isinstance(content, TextContent)
            items = json.loads(content.text)["items"]
            assert any("citation" in each for each in items)
            wrong = await session.call_tool("dossier", {"dossier": "pledge/none"})
            assert wrong.is_error
            resources = (await session.list_resources()).resources
            assert len(resources) == 1, "the report is not for everybody"
            read = await session.read_resource(resources[0].uri)
            (text,) = read.contents
            assert isinstance(text, TextResourceContents)
            assert "Het kabinet vindt" in text.text

    asyncio.run(asyncio.wait_for(talk(), 60))


def test_it_ends_with_its_client_and_says_nothing_of_its_own(tmp_path: Path) -> None:
    shown = build(tmp_path)
    done = subprocess.run(
        [sys.executable, *RUN, "--record", str(shown.path), "--marking", "PUBLIC"],
        input=b'{"jsonrpc":"2.0","id":1,"method":"ping"}\n',
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert done.stdout == b'{"jsonrpc":"2.0","id":1,"result":{}}\n'
    assert (done.returncode, done.stderr) == (0, b"")
    missing = subprocess.run(
        [sys.executable, *RUN, "--record", str(tmp_path / "none.db")],
        capture_output=True,
        timeout=60,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    assert missing.returncode == 4
    assert b"there is no record here yet" in missing.stderr
