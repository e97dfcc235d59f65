"""What the file says of itself: work, expression, manifestation, whose it is, what it rests on."""

from __future__ import annotations

import datetime as dt

from inzet.vocabulary.parties import party_name
from inzet.writing.draft import Kind, Origin
from inzet.writing.render.akn.elements import Element, add, made, slug
from inzet.writing.render.copy import Copy
from inzet.writing.render.printable import printable
from inzet.writing.render.published import address

NAMES = {
    Kind.AGENDA: "annotated-agenda",
    Kind.REPORT: "report",
    Kind.DEBATE: "debate-note",
    Kind.NOTES: "speaking-notes",
    Kind.BRIEF: "brief",
}
"""``name`` of the document, and its subtype in identifiers."""

_LANGUAGES = {"nl": "nld", "en": "eng"}
_COUNTRIES = """
ALB:al AUS:au AUT:at BEL:be BGR:bg BIH:ba CAN:ca CHE:ch CYP:cy CZE:cz DEU:de DNK:dk ESP:es EST:ee
EU:eu FIN:fi FRA:fr GBR:gb GEO:ge GRC:gr HRV:hr HUN:hu IRL:ie ISL:is ITA:it JPN:jp KOR:kr LTU:lt
LUX:lu LVA:lv MDA:md MKD:mk MLT:mt MNE:me NLD:nl NOR:no NZL:nz POL:pl PRT:pt ROU:ro SRB:rs SVK:sk
SVN:si SWE:se TUR:tr UKR:ua USA:us
"""
_ALPHA_2 = dict(pair.split(":") for pair in _COUNTRIES.split())
"""Countries in identifiers, by ISO 3166-1 alpha-3; ``eu`` is what Akoma Ntoso has for the Union."""
_ANYWHERE = "un"
"""In the place of a country, of a paper that is no country's or of one that is not listed."""
_PROGRAM = "#inzet"
_UNDATED = "0001-01-01"


def meta(shown: Copy) -> Element:
    """The ``meta`` of a document."""
    root = made("meta")
    root.append(_identification(shown))
    lifecycle = add(root, "lifecycle", source=_PROGRAM)
    add(lifecycle, "eventRef", date=_date(shown), source="#original", type="generation",
        refersTo="#meeting")  # fmt: skip
    published = [one for one in shown.sources if address(one.number)]
    if published:
        others = add(add(root, "analysis", source=_PROGRAM), "otherReferences", source=_PROGRAM)
        for number, source in enumerate(shown.sources, 1):
            if source in published:
                add(others, "alternativeReference", for_=f"#note_{number}",
                    showAs=source.title or str(source.number),
                    href=address(source.number))  # fmt: skip
    root.append(_references(shown))
    if shown.sources:
        notes = add(root, "notes", source=_PROGRAM)
        for number, source in enumerate(shown.sources, 1):
            note = add(notes, "note", eId=f"note_{number}", marker=str(number))
            cited = add(note, "p", shown.cited(source), eId=f"note_{number}__p_1")
            cited.text = cited.text or shown.words["source"]
            if source.quote:
                add(note, "p", f"“{source.quote}”", eId=f"note_{number}__p_2", class_="quote")
            if source.stamp:
                add(note, "p", source.stamp, eId=f"note_{number}__p_3", class_="stamp")
    return root


def work(shown: Copy) -> str:
    """Identifier of the work: ``/akn/nl/doc/annotated-agenda/2023-03-17/nato-fmm-2023-04-04``."""
    draft = shown.draft
    return f"/akn/{_country(shown)}/doc/{NAMES[draft.kind]}/{_date(shown)}/{slug(draft.meeting)}"


def _identification(shown: Copy) -> Element:
    root = made("identification", source=_PROGRAM)
    at_work = work(shown)
    expression = f"{at_work}/{_language(shown)}@{_date(shown)}"
    levels = (
        ("FRBRWork", f"{at_work}/!main", at_work),
        ("FRBRExpression", f"{expression}/!main", expression),
        ("FRBRManifestation", f"{expression}/!main.xml", f"{expression}.xml"),
    )
    for name, this, uri in levels:
        level = add(root, name)
        add(level, "FRBRthis", value=this)
        add(level, "FRBRuri", value=uri)
        if name == "FRBRWork":
            add(level, "FRBRalias", value=shown.title, name="title")
        add(level, "FRBRdate", date=_date(shown), name="draft")
        author = _PROGRAM if name == "FRBRManifestation" else "#author"
        add(level, "FRBRauthor", href=author)
        if name == "FRBRWork":
            add(level, "FRBRcountry", value=_country(shown))
            add(level, "FRBRsubtype", value=NAMES[shown.draft.kind])
            reference = printable(shown.draft.head.reference).strip()
            if reference:
                add(level, "FRBRnumber", value=reference)
            # A draft binds nobody and is not the text that counts.
            add(level, "FRBRprescriptive", value="false")
            add(level, "FRBRauthoritative", value="false")
        elif name == "FRBRExpression":
            add(level, "FRBRlanguage", language=_language(shown))
        else:
            add(level, "FRBRformat", value="application/akn+xml")
    return root


def _references(shown: Copy) -> Element:
    draft = shown.draft
    root = made("references", source=_PROGRAM)
    add(root, "original", eId="original", href=work(shown), showAs=shown.title)
    add(root, "TLCOrganization", eId="inzet", href="/akn/ontology/organization/inzet",
        showAs="Inzet")  # fmt: skip
    owner = draft.on_behalf_of or ""
    author = shown.sender or (party_name(owner) if owner else "") or "?"
    add(root, "TLCOrganization", eId="author", showAs=author,
        href=f"/akn/ontology/organization/{_country(shown)}/{slug(author)}")  # fmt: skip
    addressee = printable(draft.head.addressee).strip()
    if addressee:
        add(root, "TLCOrganization", eId="addressee", showAs=addressee,
            href=f"/akn/ontology/organization/{_country(shown)}/{slug(addressee)}")  # fmt: skip
    add(root, "TLCEvent", eId="meeting", href=f"/akn/ontology/event/{slug(draft.meeting)}",
        showAs=printable(draft.meeting_name).strip() or slug(draft.meeting))  # fmt: skip
    for number, name in enumerate(writers(shown), 1):
        add(root, "TLCPerson", eId=f"person_{number}", showAs=name,
            href=f"/akn/ontology/person/{slug(name)}")  # fmt: skip
    return root


def writers(shown: Copy) -> list[str]:
    """Who wrote blocks of the working copy, each once; the clean copy names nobody."""
    if shown.clean:
        return []
    names = (
        printable(part.block.by).strip()
        for part in shown.parts
        if part.block.origin is Origin.PERSON
    )
    return list(dict.fromkeys(name for name in names if name))


def _country(shown: Copy) -> str:
    return _ALPHA_2.get(shown.draft.on_behalf_of or "", _ANYWHERE)


def _language(shown: Copy) -> str:
    return _LANGUAGES.get(shown.language, "und")


def _date(shown: Copy) -> str:
    try:
        return dt.date.fromisoformat(shown.draft.on).isoformat()
    except ValueError:
        return _UNDATED
