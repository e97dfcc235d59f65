"""A person at a desk: edits a Word file part by part, with or without tracking, like Word does."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from copy import deepcopy

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
ON = "2023-03-21T09:00:00Z"
_PEOPLE = "application/vnd.openxmlformats-officedocument.wordprocessingml.commentsExtended+xml"


def q(name: str) -> str:
    return f"{{{W}}}{name}"


class Desk:
    """A file being edited.

    Args:
        author: whose changes are tracked; empty edits without tracking.
    """

    def __init__(self, data: bytes, author: str = "") -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}
        self.root = etree.fromstring(self.parts["word/document.xml"])
        body = self.root.find(q("body"))
        assert body is not None
        self.body = body
        self.author = author
        self._number = 10_000

    def paragraph(self, words: str) -> etree._Element:
        """The paragraph of the text in which words stand."""
        for each in self.body.iter(q("p")):
            if words in self.text(each):
                return each
        raise AssertionError(f"no such words: {words}")

    def text(self, paragraph: etree._Element) -> str:
        return "".join(each.text or "" for each in paragraph.iter(q("t")))

    def replace(self, words: str, new: str) -> None:
        """Other words in the place of some, or none."""
        paragraph = self.paragraph(words)
        start = self.text(paragraph).index(words)
        runs = list(self._cut(paragraph, start, start + len(words)))
        after = runs[-1] if runs else None
        assert after is not None
        inserted = self._run(new, runs[0]) if new else None
        if inserted is not None:
            after.addnext(self._tracked("ins", inserted) if self.author else inserted)
        for run in runs:
            if self._own(run) or not self.author:
                parent = run.getparent()
                assert parent is not None
                parent.remove(run)
            else:
                self._strike(run)

    def remove(self, words: str) -> None:
        """A whole paragraph goes."""
        paragraph = self.paragraph(words)
        if not self.author:
            self._drop(paragraph)
            return
        for run in list(paragraph.iter(q("r"))):
            if run.find(q("t")) is not None:
                self._strike(run)
        self._mark(paragraph, "del")

    def add(self, after: str, words: str) -> None:
        """A new paragraph after another, in its style."""
        paragraph = self.paragraph(after)
        new = etree.Element(q("p"))
        properties = paragraph.find(q("pPr"))
        if properties is not None:
            new.append(deepcopy(properties))
        run = self._run(words, None)
        new.append(self._tracked("ins", run) if self.author else run)
        if self.author:
            self._mark(new, "ins")
        paragraph.addnext(new)

    def move(self, words: str, before: str) -> None:
        """A paragraph goes elsewhere, with what hangs on it; with tracking its words only."""
        paragraph, goal = self.paragraph(words), self.paragraph(before)
        if not self.author:
            goal.addprevious(paragraph)
            return
        copy = etree.Element(q("p"))
        properties = paragraph.find(q("pPr"))
        if properties is not None:
            copy.append(deepcopy(properties))
        copy.append(self._tracked("moveTo", self._run(self.text(paragraph), None)))
        goal.addprevious(copy)
        for run in list(paragraph.iter(q("r"))):
            if run.find(q("t")) is not None:
                self._strike(run, "moveFrom")
        self._mark(paragraph, "del")

    def split(self, before: str) -> None:
        """A paragraph ends before some words; the rest is another."""
        paragraph = self.paragraph(before)
        start = self.text(paragraph).index(before)
        first = next(iter(self._cut(paragraph, start, start + 1)))
        new = etree.Element(q("p"))
        properties = paragraph.find(q("pPr"))
        if properties is not None:
            new.append(deepcopy(properties))
        top = first
        while (parent := top.getparent()) is not None and parent is not paragraph:
            top = parent
        rest = [top, *top.itersiblings()]
        new.extend(rest)
        paragraph.addnext(new)
        if self.author:
            self._mark(paragraph, "ins")

    def join(self, words: str) -> None:
        """A paragraph runs on into the next."""
        paragraph = self.paragraph(words)
        following = paragraph.getnext()
        assert following is not None
        space = self._run(" ", None)
        paragraph.append(self._tracked("ins", space) if self.author else space)
        if self.author:
            self._mark(paragraph, "del")
            return
        for each in list(following):
            if each.tag != q("pPr"):
                paragraph.append(each)
        self._drop(following)

    def settle(self, *, accept: bool, author: str = "Inzet") -> None:
        """Accepts or rejects all tracked changes of somebody."""
        keep, lose = ("ins", "del") if accept else ("del", "ins")
        for name in ("ins", "del"):
            for each in list(self.body.iter(q(name))):
                parent = each.getparent()
                if parent is None or each.get(q("author")) != author:
                    continue
                if parent.tag == q("rPr"):
                    paragraph = next(each.iterancestors(q("p")))
                    parent.remove(each)
                    if name == lose:
                        self._drop(paragraph)
                elif name == keep:
                    for run in list(each):
                        for gone in run.iter(q("delText")):
                            gone.tag = q("t")
                        each.addprevious(run)
                    parent.remove(each)
                else:
                    parent.remove(each)

    def lose_marks(self) -> None:
        """Bookmarks go, as in a file that some other program saved."""
        for name in ("bookmarkStart", "bookmarkEnd"):
            for each in list(self.body.iter(q(name))):
                parent = each.getparent()
                assert parent is not None
                parent.remove(each)

    def format(self, words: str, name: str) -> None:
        """Words in bold (b) or italics (i)."""
        paragraph = self.paragraph(words)
        start = self.text(paragraph).index(words)
        for run in self._cut(paragraph, start, start + len(words)):
            properties = run.find(q("rPr"))
            if properties is None:
                properties = etree.Element(q("rPr"))
                run.insert(0, properties)
            etree.SubElement(properties, q(name))

    def comment(self, words: str, said: str, author: str, *, answers: int | None = None) -> int:
        """A comment on words, or an answer to one.

        Returns:
            Its number.
        """
        name = "word/comments.xml"
        root = etree.fromstring(self.parts[name])
        number = len(root)
        comment = etree.SubElement(
            root, q("comment"),
            {q("id"): str(number), q("author"): author, q("date"): ON, q("initials"): author[0]},
        )  # fmt: skip
        paragraph = etree.SubElement(comment, q("p"), {f"{{{W14}}}paraId": f"{number + 1:08X}"})
        paragraph.append(self._run(said, None))
        self.parts[name] = etree.tostring(root)
        for place, each in enumerate(root):
            for one in each.iter(q("p")):
                one.set(f"{{{W14}}}paraId", f"{place + 1:08X}")
        self.parts[name] = etree.tostring(root)
        if answers is not None:
            self._thread(number, answers)
        paragraph = self.paragraph(words)
        start = self.text(paragraph).index(words)
        runs = list(self._cut(paragraph, start, start + len(words)))
        runs[0].addprevious(etree.Element(q("commentRangeStart"), {q("id"): str(number)}))
        end = etree.Element(q("commentRangeEnd"), {q("id"): str(number)})
        runs[-1].addnext(end)
        call = etree.Element(q("r"))
        etree.SubElement(call, q("commentReference"), {q("id"): str(number)})
        end.addnext(call)
        return number

    def cell(self, words: str, new: str) -> None:
        """Other words in a cell."""
        self.replace(words, new)

    def saved(self) -> bytes:
        """The file."""
        self.parts["word/document.xml"] = etree.tostring(self.root)
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            for name, data in self.parts.items():
                archive.writestr(name, data)
        return out.getvalue()

    def _thread(self, number: int, answers: int) -> None:
        name = "word/commentsExtended.xml"
        if name not in self.parts:
            self.parts[name] = etree.tostring(etree.Element(f"{{{W15}}}commentsEx"))
            kind = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"
            related = self.parts["word/_rels/document.xml.rels"].decode()
            self.parts["word/_rels/document.xml.rels"] = related.replace(
                "</Relationships>",
                f'<Relationship Id="rIdCE" Type="{kind}" Target="commentsExtended.xml"/>'
                "</Relationships>",
            ).encode()
            types = self.parts["[Content_Types].xml"].decode()
            self.parts["[Content_Types].xml"] = types.replace(
                "</Types>", f'<Override PartName="/{name}" ContentType="{_PEOPLE}"/></Types>'
            ).encode()
        root = etree.fromstring(self.parts[name])
        etree.SubElement(
            root, f"{{{W15}}}commentEx",
            {
                f"{{{W15}}}paraId": f"{number + 1:08X}",
                f"{{{W15}}}paraIdParent": f"{answers + 1:08X}",
                f"{{{W15}}}done": "1",
            },
        )  # fmt: skip
        self.parts[name] = etree.tostring(root)

    def _cut(self, paragraph: etree._Element, start: int, end: int) -> Iterator[etree._Element]:
        """The runs of some letters; runs are cut where these begin and end."""
        at = 0
        for each in list(paragraph.iter(q("t"))):
            words = each.text or ""
            low, high = max(start - at, 0), min(end - at, len(words))
            at += len(words)
            if low >= high:
                continue
            run = each.getparent()
            assert run is not None
            if high < len(words):
                run.addnext(self._run(words[high:], run))
            if low:
                run.addprevious(self._run(words[:low], run))
            each.text = words[low:high]
            each.set(SPACE, "preserve")
            yield run

    def _run(self, words: str, like: etree._Element | None) -> etree._Element:
        run = etree.Element(q("r"))
        properties = like.find(q("rPr")) if like is not None else None
        if properties is not None:
            run.append(deepcopy(properties))
        text = etree.SubElement(run, q("t"))
        text.text = words
        text.set(SPACE, "preserve")
        return run

    def _own(self, run: etree._Element) -> bool:
        parent = run.getparent()
        return parent is not None and parent.get(q("author")) == self.author != ""

    def _tracked(self, name: str, *inner: etree._Element) -> etree._Element:
        self._number += 1
        element = etree.Element(
            q(name), {q("id"): str(self._number), q("author"): self.author, q("date"): ON}
        )
        element.extend(inner)
        return element

    def _strike(self, run: etree._Element, name: str = "del") -> None:
        for each in run.iter(q("t")):
            each.tag = q("delText")
        element = self._tracked(name)
        run.addprevious(element)
        element.append(run)

    def _mark(self, paragraph: etree._Element, name: str) -> None:
        properties = paragraph.find(q("pPr"))
        if properties is None:
            properties = etree.Element(q("pPr"))
            paragraph.insert(0, properties)
        marks = properties.find(q("rPr"))
        if marks is None:
            marks = etree.SubElement(properties, q("rPr"))
        marks.insert(0, self._tracked(name))

    def _drop(self, paragraph: etree._Element) -> None:
        parent = paragraph.getparent()
        assert parent is not None
        parent.remove(paragraph)
