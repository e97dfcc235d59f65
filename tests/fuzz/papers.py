"""Targets: papers, data sets and what is found in their words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from functools import cache

import msgspec

from inzet.datasets import Settings, recognised
from inzet.datasets.cells import Numbers
from inzet.datasets.findings import Fault
from inzet.following.bekendmakingen.answers import Refused, read_answer
from inzet.following.mailbox import Mailbox
from inzet.following.source import Since
from inzet.following.tweedekamer import entities
from inzet.following.tweedekamer.feed import _entry, _parsed
from inzet.reading.gold.annotation import read_annotations
from inzet.reading.gold.whole import compare_whole
from inzet.reading.layout.structure import structure
from inzet.reading.load import load
from inzet.reading.load.docx.edited import extract_edited
from inzet.reading.load.office import extract_package
from inzet.reading.load.publication import extract_publication, is_publication
from inzet.reading.mentions.dates import find_dates
from inzet.reading.mentions.quantities import find_quantities
from inzet.reading.mentions.references import find_references
from inzet.reading.mentions.references.identifier import address_of, normalise
from inzet.reading.reader import read_paper
from inzet.reading.tables import load_tables
from inzet.vocabulary.classifications import borne, mentions_classification
from inzet.vocabulary.errors import InzetError
from tests.datasets import files
from tests.fuzz.scratch import folder, text
from tests.fuzz.target import Target, given
from tests.reading.guard.mutants import originals, pdf
from tests.reading.office import docx, odt, zipped
from tests.reading.sheets import xlsx

_DAY = dt.date(2023, 3, 1)
_PUBLICATION = """<?xml version="1.0" encoding="utf-8"?>
<officiele-publicatie><kamerstuk><titel>Milieuraad</titel><al>Nederland steunt het voorstel.</al>
<lijst><li><li.nr>1.</li.nr><al>haven<noot id="n1"><noot.nr>1</noot.nr><noot.al>Zie.</noot.al>
</noot></al></li></lijst><spreekbeurt><spreker><voorvoegsels>De heer</voorvoegsels><naam>
<achternaam>X</achternaam></naam><politiek>ABC</politiek></spreker><tekst><al>Dank.</al></tekst>
</spreekbeurt></kamerstuk></officiele-publicatie>"""
_WORDS = (
    """Den Haag, 7 juni 2019. Uiterlijk 1 juli, in het derde kwartaal van 2023, binnen zes weken,
van 3 op 4 mei en eind volgend jaar. On 5-6 June 2019, by the end of Q3, within two weeks.""",
    """Kamerstuk 21 501-08, nrs. 771 en 772; Handelingen II 2018/19, nr. 34, item 5; COM(2022) 105
final; Verordening (EU) 2021/1119; motie-Jansen/De Vries c.s. (36 045, nr. 12); 2022D12345.""",
    "12,5 miljoen euro, € 1.234,56, 2% van het bbp, twee derde, US$ 3.4bn, 1 000 000 man, 15.000",
    "STAATSGEHEIM ZEER GEHEIM\nDep. VERTROUWELIJK\nLIMITE\nRESTREINT UE/EU RESTRICTED\nTLP:AMBER",
    "10 de 9 e 31-12-9999 0-0-0 29 februari 2023 32 januari 99999 1e 2e 3e kwartaal week 53",
)
_ANSWER = """<srw:searchRetrieveResponse
 xmlns:srw="http://docs.oasis-open.org/ns/search-ws/sruResponse"
 xmlns:dcterms="http://purl.org/dc/terms/"><srw:numberOfRecords>1</srw:numberOfRecords>
<srw:records><srw:record><srw:recordData><gzd><originalData><meta><owmskern>
<dcterms:identifier>kst-1-2</dcterms:identifier><dcterms:title>T</dcterms:title>
<dcterms:modified>2023-01-01</dcterms:modified></owmskern></meta></originalData><enrichedData>
<url>https://a.example/x.xml</url></enrichedData></gzd></srw:recordData></srw:record></srw:records>
<srw:nextRecordPosition>2</srw:nextRecordPosition></srw:searchRetrieveResponse>"""
_FEED = """<feed xmlns="http://www.w3.org/2005/Atom"><link rel="next"
 href="https://a.example/?skiptoken=9"/><entry><id>a</id><updated>2023-01-01T00:00:00Z</updated>
<content type="application/xml"><document xmlns="http://www.tweedekamer.nl/xsd/tkData/v1-0" id="1"
 bijgewerkt="2023-01-01T00:00:00"><soort>Brief</soort><titel>T</titel>
<datum>2023-01-01T00:00:00</datum><kamerstukdossier ref="2"/></document></content></entry></feed>"""
_MAIL = b"""From: a@a.example
To: b@a.example
Subject: =?utf-8?q?Verslag_Milieuraad?=
Date: Tue, 03 Jan 2023 10:00:00 +0100
Message-ID: <1@a.example>
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=x

--x
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: quoted-printable

Nederland steunt =E2=82=AC
--x
Content-Type: application/pdf; name*=utf-8''a%20b.pdf
Content-Disposition: attachment; filename="=?utf-8?b?YS5wZGY=?="
Content-Transfer-Encoding: base64

JVBERi0x
--x
Content-Type: message/rfc822

Subject: binnen

tekst
--x--
"""
_ANNOTATION = (
    b'{"type":"Annotation","id":"1","paper":"p","language":"nl","hash":"'
    + b"ab" * 32
    + b'","body":'
    b'[{"act":"position","holder":"NLD","due":"1 juli"}],"target":{"source":"a.txt","selector":'
    b'[{"type":"TextPositionSelector","start":1,"end":9}]}}\n'
)
_ROW = '{"Id":"a","Titel":"T","Datum":"2023-01-01"}'
_TOLD = b'{"language":"nl","genre":"agenda","said_on":"2023-01-01","meetings":[{"body":"FAC"}]}'


def _named(name: str) -> Callable[[bytes], object]:
    return lambda data: structure(load(data, name=name))


def _part(parts: Callable[[], Mapping[str, str | bytes]], name: str) -> Callable[[bytes], object]:
    """What is given stands in an archive, as one part of it."""

    def call(data: bytes) -> object:
        return extract_package(zipped({**parts(), name: data}), "a")

    return call


@cache
def _parts(kind: str) -> Mapping[str, bytes]:
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(originals()[kind])) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@cache
def _sheet() -> Mapping[str, bytes]:
    import io
    import zipfile

    with zipfile.ZipFile(
        io.BytesIO(xlsx({"A": [["edition", "year"], ["a", 2.5], [None, "x"]]}))
    ) as one:
        return {name: one.read(name) for name in one.namelist()}


def _workbook_part(data: bytes) -> object:
    name = next(each for each in _sheet() if each.endswith("sheet1.xml"))
    return load_tables(zipped({**_sheet(), name: data}), name="a.xlsx")


def _pages(data: bytes) -> object:
    """Lines of any kind, as pages of a print: what PDFium gives of them is laid out."""
    pages = [page.split("\n")[:60] for page in text(data).split("\f")][:4]
    return load(pdf(pages), name="a.pdf")


def _publication(data: bytes) -> object:
    found = text(data)
    return extract_publication(found, "a.xml") if is_publication(found) else None


def _data_set(data: bytes) -> object:
    """Every row of a data set that is recognised, and whatever its cells hold."""
    tables = load_tables(data, name="a.csv")
    return list(recognised(tables, "a.csv").rows(tables, Settings(name="a.csv")))


def _cells(data: bytes) -> object:
    found = text(data)
    numbers = Numbers()
    return [numbers.read(each, "a") for each in found.split("\n")]


def _mailed(data: bytes) -> object:
    path = folder() / "a.eml"
    path.write_bytes(data or b"\n")
    box = Mailbox(None)  # type: ignore[arg-type]
    return list(box.news(str(path), Since()))


def _entity(data: bytes) -> object:
    try:
        for kind in (entities.Document, entities.Zaak, entities.Besluit, entities.Toezegging):
            row = msgspec.json.decode(data, type=kind)
            entities.moment(getattr(row, "updated", None))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        pass
    return entities.day(text(data)), entities.moment(text(data))


def _fed(data: bytes) -> object:
    root = _parsed(data)
    if root is None:
        return None
    return [_entry(each) for each in root.iter("{http://www.w3.org/2005/Atom}entry")]


def _gold(data: bytes) -> object:
    path = folder() / "a.jsonl"
    path.write_bytes(data)
    return list(read_annotations(path))


@cache
def _reading() -> object:
    return read_paper(originals()["txt"], name="a.txt")


def _whole(data: bytes) -> object:
    path = folder() / "told.json"
    path.write_bytes(data)
    return compare_whole(path, _reading())  # type: ignore[arg-type]


def _words(*calls: Callable[[str], object]) -> Callable[[bytes], object]:
    def call(data: bytes) -> object:
        found = text(data)
        return [each(found) for each in calls]

    return call


def _original(*kinds: str) -> Callable[[], tuple[bytes, ...]]:
    return lambda: tuple(originals()[kind] for kind in kinds)


_SETS = (files.FIGURES, files.KIEL, files.RATIFICATIONS, files.CONTRIBUTIONS, files.STEPS)
PAPERS = (
    Target("plain text", _named("a.txt"), _original("txt"), tries=20),
    Target("html", _named("a.html"), _original("html")),
    Target(
        "docx",
        lambda data: extract_package(data, "a.docx"),
        lambda: (originals()["docx"], docx("<w:p/>")),
        largest=1 << 16,
        packed=True,
    ),
    Target(
        "docx, its text",
        _part(lambda: _parts("docx"), "word/document.xml"),
        lambda: (_parts("docx")["word/document.xml"],),
        largest=8192,
    ),
    Target(
        "docx, its styles",
        _part(lambda: _parts("docx"), "word/styles.xml"),
        lambda: (_parts("docx")["word/styles.xml"],),
        largest=8192,
        tries=30,
    ),
    Target(
        "docx, its numbers",
        _part(lambda: _parts("docx"), "word/numbering.xml"),
        lambda: (_parts("docx")["word/numbering.xml"],),
        tries=30,
    ),
    Target(
        "docx, as edited",
        lambda data: extract_edited(zipped({**_parts("docx"), "word/document.xml": data}), "a"),
        lambda: (_parts("docx")["word/document.xml"],),
        largest=8192,
    ),
    Target(
        "odt",
        lambda data: extract_package(data, "a.odt"),
        lambda: (originals()["odt"], odt("<text:p/>")),
        largest=1 << 16,
        packed=True,
    ),
    Target(
        "odt, its text",
        _part(lambda: _parts("odt"), "content.xml"),
        lambda: (_parts("odt")["content.xml"],),
        largest=8192,
    ),
    Target("publication", _publication, given(_PUBLICATION)),
    Target("pdf, its lines", _pages, _original("txt"), tries=20),
    Target(
        "a paper, read",
        lambda data: read_paper(data, name="a.txt"),
        _original("txt"),
        tries=10,
        seconds=20,
    ),
    Target("csv", lambda data: load_tables(data, name="a.csv"), given(*_SETS)),
    Target(
        "xlsx",
        lambda data: load_tables(data, name="a.xlsx"),
        lambda: (xlsx({"A": [["a", 1.5], ["b", None]]}),),
        largest=1 << 16,
        packed=True,
    ),
    Target(
        "xlsx, a sheet",
        _workbook_part,
        lambda: tuple(data for name, data in _sheet().items() if name.endswith("sheet1.xml")),
    ),
    Target("data sets", _data_set, given(*_SETS), tries=120),
    Target(
        "cells with figures",
        _cells,
        given("1.234,5", "-0", "1e9", "(12)", "n.a.", "2,5%"),
        allowed=(InzetError, Fault),
    ),
    Target(
        "dates",
        _words(
            lambda words: find_dates(words, "nl", _DAY),
            lambda words: find_dates(words, "en", None),
        ),
        given(*_WORDS),
    ),
    Target("references", _words(find_references, normalise, address_of), given(*_WORDS)),
    Target("quantities", _words(lambda words: find_quantities(words, "nl", [])), given(*_WORDS)),
    Target("classifications", _words(borne, mentions_classification), given(*_WORDS)),
    Target("gold, sentences", _gold, given(_ANNOTATION)),
    Target("gold, papers", _whole, given(_TOLD)),
    Target(
        "answers of a gazette",
        lambda data: read_answer(data, "https://a.example"),
        given(_ANSWER),
        allowed=(InzetError, Refused),
    ),
    Target("a feed of parliament", _fed, given(_FEED)),
    Target(
        "rows of parliament",
        _entity,
        given(_ROW, "2023-01-01T00:00:00+01:00"),
    ),
    Target("mail", _mailed, given(_MAIL), tries=25),
)
