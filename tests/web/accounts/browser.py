"""A browser without a screen that keeps cookies and sends forms as they stand on the page."""

from __future__ import annotations

import re
from typing import Any

import httpx

from tests.web.client import Client

PASSWORD = "four unrelated words here"
_TOKEN = re.compile(r'name="csrf" value="([0-9a-f]{64})"')


class Browser(Client):
    """Keeps cookies; ``send`` posts a form with the token that its page bears."""

    def __init__(self, app: Any, **options: Any) -> None:
        super().__init__(app, **options)
        self.cookies = httpx.Cookies()

    def ask(self, method: str, path: str, **options: Any) -> httpx.Response:
        """Any request, with the cookies, which are then those of the answer."""
        headers = dict(options.pop("headers", {}))
        if self.cookies and "Cookie" not in headers:
            headers["Cookie"] = "; ".join(f"{k}={v}" for k, v in self.cookies.items())
        answer = super().ask(method, path, headers=headers, **options)
        for line in answer.headers.get_list("set-cookie"):
            name, _, value = line.partition(";")[0].partition("=")
            if value in ("", '""'):
                self.cookies.delete(name)
            else:
                self.cookies.set(name, value)
        return answer

    def token(self, page: str = "/account") -> str:
        """What the forms of a page bear."""
        found = _TOKEN.search(self.get(page).text)
        assert found, page
        return found[1]

    def send(
        self, path: str, form: dict[str, str] | None = None, *, page: str = "/account", **more: Any
    ) -> httpx.Response:
        """Posts a form from a page."""
        return self.post(path, data={"csrf": self.token(page), **(form or {})}, **more)

    def login(self, name: str, password: str = PASSWORD, *, back: str = "") -> httpx.Response:
        """Logs in by the page."""
        form = {"name": name, "password": password, "back": back}
        return self.send("/login", form, page="/login")
