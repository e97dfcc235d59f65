"""PDFs that cannot be read say why; nothing in them runs; pages that are images need OCR."""

from __future__ import annotations

import os
import stat
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageDraw

from inzet.reading.load import load
from inzet.reading.load.pdf import MOST_PAGES, ocr
from inzet.reading.reader import read_paper
from inzet.vocabulary.errors import UnreadableFile
from tests.reading.printing import printed

SCRIPTED = b"""%PDF-1.7
1 0 obj<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.launchURL("http://x/"))>>>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Resources<</Font<</F 4 0 R>>>>/Contents 5 0 R
/AA<</O<</S/URI/URI(http://x/)>>>>>>endobj
4 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
5 0 obj<</Length 62>>stream
BT /F 12 Tf 40 200 Td (De raad besloot tot een nieuwe dijk.) Tj ET
endstream endobj
trailer<</Root 1 0 R>>
"""


def pages(count: int) -> bytes:
    """A PDF of empty pages."""
    kids = " ".join(f"{number + 3} 0 R" for number in range(count))
    parts = [
        "%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n",
        f"2 0 obj<</Type/Pages/Kids[{kids}]/Count {count}>>endobj\n",
        *(
            f"{number + 3} 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\n"
            for number in range(count)
        ),
        "trailer<</Root 1 0 R>>\n",
    ]
    return "".join(parts).encode()


def scanned() -> bytes:
    """A PDF of one page that is an image."""
    image = Image.new("L", (600, 800), 255)
    ImageDraw.Draw(image).text((60, 100), "De raad besloot", fill=0)
    out = BytesIO()
    image.save(out, "PDF", resolution=72)
    return out.getvalue()


def refused(data: bytes) -> UnreadableFile:
    with pytest.raises(UnreadableFile) as caught:
        load(data, name="stuk.pdf")
    assert caught.value.where == "stuk.pdf"
    assert caught.value.fix
    return caught.value


def test_broken_truncated_and_empty_files() -> None:
    whole = printed("Een stuk over dijken.")
    for data in (b"%PDF-1.7\n", b"%PDF-1.7\n" + bytes(5000), whole[:200], b"x" * 900 + b"%PDF-1.4"):
        assert "broken or not complete" in refused(data).what
    assert "no pages" in refused(pages(0)).what or "broken" in refused(pages(0)).what
    assert "holds no text" in refused(pages(3)).what


def test_a_file_cut_short_is_refused_or_read_as_far_as_it_goes() -> None:
    whole = printed("Een stuk over dijken. " * 200)
    for part in (2, 3, 5, 8):
        try:
            text = load(whole[: len(whole) * (part - 1) // part]).text
        except UnreadableFile:
            continue
        assert set(text.split()) <= {"Een", "stuk", "over", "dijken."}


def test_a_password(tmp_path: Path) -> None:
    # RC4 of 40 bits with an unknown user password: PDFium asks for it before anything else.
    locked = pages(1).replace(
        b"trailer<<",
        b"trailer<</Encrypt<</Filter/Standard/V 1/R 2/P -44/O<"
        + b"1f" * 32
        + b">/U<"
        + b"2e" * 32
        + b">>>/ID[<00><00>]",
    )
    assert "password" in refused(locked).what


def test_more_pages_than_any_paper_has() -> None:
    assert f"{MOST_PAGES:,} pages" in refused(pages(5000)).what


def test_scripts_and_links_are_never_run() -> None:
    paper = load(SCRIPTED)
    assert paper.text == "De raad besloot tot een nieuwe dijk."


def test_a_pdf_by_its_bytes_whatever_it_is_called() -> None:
    paper = load(b"\n\n" + printed("Een stuk over dijken."), name="agenda.txt")
    assert paper.text == "Een stuk over dijken."
    assert any("it was read as what it is" in note for note in paper.notes)


def test_documents_are_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    closed = []
    close = pypdfium2.PdfDocument.close

    def counted(self: pypdfium2.PdfDocument) -> None:
        closed.append(self)
        close(self)

    monkeypatch.setattr(pypdfium2.PdfDocument, "close", counted)
    load(printed("Een stuk over dijken."))
    refused(pages(2))
    assert len(closed) >= 2


def test_a_scan_says_that_it_needs_ocr(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    error = refused(scanned())
    assert "it needs OCR" in error.what
    assert "Install tesseract" in error.fix
    tesseract(tmp_path, "")
    error = refused(scanned())
    assert error.fix == "Read it with --ocr."


TABLE = """\
level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext
1\t1\t0\t0\t0\t0\t0\t0\t2500\t3333\t-1\t
4\t1\t1\t1\t1\t0\t250\t400\t1400\t50\t-1\t
5\t1\t1\t1\t1\t1\t250\t400\t80\t50\t96\tHet
5\t1\t1\t1\t1\t2\t350\t400\t250\t50\t95\tkabinet
5\t1\t1\t1\t1\t3\t620\t400\t1030\t50\t91\t"zegt"
4\t1\t1\t1\t2\t0\t250\t470\t300\t50\t-1\t
5\t1\t1\t1\t2\t1\t250\t470\t300\t50\t90\tiets.
"""


def tesseract(folder: Path, table: str, *, code: int = 0, says: str = "") -> Path:
    """A program of that name that answers with a table and keeps what it was asked."""
    (folder / "table").write_text(table, encoding="utf-8")
    program = folder / "tesseract"
    program.write_text(
        f"""#!/bin/sh
if [ "$1" = --version ]; then echo "tesseract 5.9.1"; exit 0; fi
echo "$@" > "{folder}/asked"
/bin/cat > "{folder}/image"
echo "{says}" >&2
/bin/cat "{folder}/table"
exit {code}
"""
    )
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    return folder


def test_a_scan_is_read_by_tesseract(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tesseract(tmp_path, TABLE)))
    paper = load(scanned(), ocr=("sv",))
    assert paper.text == 'Het kabinet "zegt"\niets.'
    assert paper.extractor == "pdf 1, tesseract 5.9.1"
    assert "by OCR" in paper.notes[0]
    assert (tmp_path / "asked").read_text().split()[:4] == ["stdin", "stdout", "-l", "swe"]
    with Image.open(tmp_path / "image") as seen:
        assert seen.size == pytest.approx((2500, 3333), abs=1)
    line = paper.places[0]
    assert (line.page, line.left, line.top) == (1, 600, 960)
    reading = read_paper(scanned(), ocr=()).reading
    assert "by OCR" in " ".join(reading.notes)
    assert "nld+eng" in (tmp_path / "asked").read_text()


@pytest.mark.parametrize(
    ("says", "told"),
    [
        ("Error opening data file /x/nld.traineddata", "does not have the data for nld+eng"),
        ("Image too small", "failed (Image too small)"),
    ],
)
def test_tesseract_that_fails(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, says: str, told: str
) -> None:
    monkeypatch.setenv("PATH", str(tesseract(tmp_path, "", code=1, says=says)))
    with pytest.raises(UnreadableFile) as caught:
        load(scanned(), ocr=())
    assert told in caught.value.what


def test_tesseract_that_takes_too_long(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path) + os.pathsep + "/bin")
    (tmp_path / "tesseract").write_text("#!/bin/sh\nexec sleep 20\n")
    (tmp_path / "tesseract").chmod(0o755)
    monkeypatch.setattr(ocr, "_SECONDS", 0.2)
    with pytest.raises(UnreadableFile, match="took more than"):
        load(scanned(), ocr=())


def test_tesseract_that_sees_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tesseract(tmp_path, TABLE.split("\n")[0] + "\n")))
    with pytest.raises(UnreadableFile, match="no text that OCR could read"):
        load(scanned(), ocr=())
