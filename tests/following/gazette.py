"""Official publications in memory, searched by SRU 2.0 and served on loopback.

Answers have the shapes of repository.overheid.nl/sru: records with OWMS metadata and the addresses
of manifestations, a count that is called an estimate, diagnostics with status 200 for a question
that cannot be parsed.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, unquote, urlsplit
from xml.sax.saxutils import escape

from tests.following.serving import Reply

_NAMES = (
    'xmlns:overheidwetgeving="http://standaarden.overheid.nl/wetgeving/" '
    'xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:sru="http://docs.oasis-open.org/ns/search-ws/sruResponse" '
    'xmlns:gzd="http://standaarden.overheid.nl/sru" '
    'xmlns:c="http://standaarden.overheid.nl/collectie/"'
)
_CLAUSE = re.compile(r'([a-z]+\.[a-z-]+)(==|>=|<=)"?([^" ]+)"?')
_XML = {"Content-Type": "application/xml"}


@dataclass
class Issue:
    """One publication."""

    identifier: str
    dossier: str
    title: str
    date: str
    modified: str
    files: dict[str, bytes]
    """Bytes by manifestation: html, xml, pdf, odt; ``page`` stands at the address for people."""
    status: str = ""


@dataclass
class Gazette:
    """What is published, and what was asked."""

    address: str
    issues: list[Issue] = field(default_factory=list)
    page: int = 100
    sorts: bool = True
    """Whether it understands that it is asked to sort."""
    tells_next: bool = False
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    _replies: dict[str, list[Reply]] = field(default_factory=lambda: defaultdict(list))

    def publish(self, number: int, text: bytes, *, day: str, kind: str = "html") -> Issue:
        """A parliamentary paper of dossier 28676."""
        issue = Issue(f"kst-28676-{number}", "28676", f"Brief nr. {number}", day, day, {kind: text})
        self.issues.append(issue)
        return issue

    def next(self, path: str, *replies: Reply) -> None:
        """Answers that come first to requests whose path begins so, one each."""
        self._replies[path].extend(replies)

    def reply(self, target: str, headers: dict[str, str]) -> Reply:
        """The answer to a request."""
        self.asked.append((unquote(target), headers))
        for path, waiting in self._replies.items():
            if target.startswith(path) and waiting:
                return waiting.pop(0)
        parts = urlsplit(target)
        if parts.path == "/sru":
            return self._search(dict(parse_qsl(parts.query)))
        return self._file(parts.path, headers)

    def _search(self, asked: dict[str, str]) -> Reply:
        question, _, order = asked["query"].partition(" sortBy ")
        if order and not self.sorts:
            return Reply(200, _diagnostic("mismatched input 'sortBy'").encode(), _XML)
        clauses = _CLAUSE.findall(question)
        if len(clauses) != question.count(" AND ") + 1:
            return Reply(200, _diagnostic("line 1:1 mismatched input").encode(), _XML)
        found = [each for each in self.issues if all(_fits(each, *clause) for clause in clauses)]
        if order:
            assert order == "dt.modified/sort.ascending"
            found.sort(key=lambda each: each.modified)
        start = int(asked["startRecord"])
        size = min(self.page, int(asked["maximumRecords"]))
        shown = found[start - 1 : start - 1 + size]
        onward = ""
        if self.tells_next and start - 1 + size < len(found):
            onward = f"<sru:nextRecordPosition>{start + size}</sru:nextRecordPosition>"
        body = (
            f'<?xml version="1.0" encoding="UTF-8"?><sru:searchRetrieveResponse {_NAMES}>'
            f"<sru:version>2.0</sru:version><sru:numberOfRecords>{len(found)}"
            f"</sru:numberOfRecords><sru:records>{''.join(self._record(each) for each in shown)}"
            f"</sru:records>{onward}<sru:resultCountPrecision>"
            "info:srw/vocabulary/resultCountPrecision/1/estimate</sru:resultCountPrecision>"
            "</sru:searchRetrieveResponse>"
        )
        return Reply(200, body.encode(), _XML)

    def _record(self, issue: Issue) -> str:
        here = f"{self.address}/frbr/officielepublicaties/kst/{issue.dossier}/{issue.identifier}/1"
        items = "".join(
            f"<gzd:preferredUrl>{here}/page</gzd:preferredUrl>"
            if kind == "page"
            else f'<gzd:itemUrl manifestation="{kind}">{here}/{kind}</gzd:itemUrl>'
            for kind in issue.files
        )
        wet = "overheidwetgeving"
        status = f"<{wet}:documentstatus>{escape(issue.status)}</{wet}:documentstatus>"
        return (
            "<sru:record><sru:recordSchema>http://standaarden.overheid.nl/sru/</sru:recordSchema>"
            f"<sru:recordData><gzd:gzd><gzd:originalData><{wet}:meta><{wet}:owmskern>"
            f"<dcterms:identifier>{issue.identifier}</dcterms:identifier>"
            f"<dcterms:title>NAVO; {escape(issue.title)}</dcterms:title>"
            "<dcterms:type>Kamerstuk</dcterms:type>"
            f"<dcterms:modified>{issue.modified}</dcterms:modified></{wet}:owmskern>"
            f"<{wet}:owmsmantel><dcterms:available>{issue.date}</dcterms:available>"
            f"<dcterms:date>{issue.date}</dcterms:date></{wet}:owmsmantel><{wet}:tpmeta>"
            "<c:product-area>officielepublicaties</c:product-area>"
            f"<{wet}:documenttitel>{escape(issue.title)}</{wet}:documenttitel>"
            f"<{wet}:dossiernummer>{issue.dossier}</{wet}:dossiernummer>"
            f"{status if issue.status else ''}</{wet}:tpmeta></{wet}:meta></gzd:originalData>"
            f"<gzd:enrichedData>{items}</gzd:enrichedData></gzd:gzd></sru:recordData></sru:record>"
        )

    def _file(self, path: str, headers: dict[str, str]) -> Reply:
        for issue in self.issues:
            for kind, data in issue.files.items():
                if path.endswith(f"/{issue.identifier}/1/{kind}"):
                    tag = f'"{issue.modified}"'
                    told = {"Content-Type": _TYPES[kind], "ETag": tag}
                    known = headers.get("If-None-Match") == tag
                    return Reply(304, b"", told) if known else Reply(200, data, told)
        return Reply(404)


_TYPES = {
    "html": "text/html; charset=utf-8",
    "page": "text/html; charset=utf-8",
    "xml": "application/xml",
    "pdf": "application/pdf",
}


def _fits(issue: Issue, index: str, relation: str, wanted: str) -> bool:
    told = {
        "c.product-area": "officielepublicaties",
        "w.dossiernummer": issue.dossier,
        "dt.modified": issue.modified,
        "dt.date": issue.date,
    }[index]
    if relation == "==":
        return told == wanted
    return told >= wanted if relation == ">=" else told <= wanted


def _diagnostic(message: str) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><searchRetrieveResponse '
        'xmlns="http://docs.oasis-open.org/ns/search-ws/sruResponse" '
        'xmlns:ns3="http://docs.oasis-open.org/ns/search-ws/diagnostic"><version>2.0</version>'
        "<diagnostics><ns3:diagnostic><ns3:uri>info:srw/diagnostic/1/10</ns3:uri><ns3:message>"
        f"{escape(message)}</ns3:message></ns3:diagnostic></diagnostics></searchRetrieveResponse>"
    )
