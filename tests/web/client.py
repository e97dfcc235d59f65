"""A browser without a screen: asks an application in this process, one request at a time."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
from starlette.applications import Starlette

HERE = "http://127.0.0.1:8000"


class Client:
    """Asks an application; ``html`` of a page, ``post`` of a form from one of its pages."""

    def __init__(self, app: Starlette, *, headers: dict[str, str] | None = None) -> None:
        self.app = app
        self._headers = headers or {}

    def get(self, path: str, **options: Any) -> httpx.Response:
        """``GET``."""
        return self.ask("GET", path, **options)

    def post(self, path: str, **options: Any) -> httpx.Response:
        """``POST``, as a browser sends a form of the same site."""
        headers = {"Sec-Fetch-Site": "same-origin", **options.pop("headers", {})}
        return self.ask("POST", path, headers=headers, **options)

    def ask(self, method: str, path: str, **options: Any) -> httpx.Response:
        """Any request; redirects are shown, not followed."""
        headers = {**self._headers, **options.pop("headers", {})}

        async def asked() -> httpx.Response:
            transport = httpx.ASGITransport(app=self.app)
            async with httpx.AsyncClient(transport=transport, base_url=HERE) as client:
                return await client.request(method, path, headers=headers, **options)

        try:
            asyncio.get_running_loop()
        except RuntimeError:
            return asyncio.run(asked())
        # A browser that is open in this thread keeps a loop running in it.
        with ThreadPoolExecutor(1) as apart:
            return apart.submit(asyncio.run, asked()).result()
