"""Drafts made by hand: realistic papers in our own sentences, to render and to look at."""

from __future__ import annotations

from inzet.writing.draft import (
    Block,
    Draft,
    Form,
    Head,
    Kind,
    Mark,
    Origin,
    Saying,
    Source,
)

STAMP = "Voorbeeld: naverteld, geen echt stuk"

_NL = (
    Source(
        statement="a" * 64,
        marking="PUBLIC",
        title="Geannoteerde agenda van de NAVO-bijeenkomst van november",
        quote="Het kabinet acht het van belang dat de steun aan Oekraïne voorspelbaar is.",
        paper="b" * 64,
        number="kst-99999-12",
        said="2022-11-18",
        page=3,
        stamp=STAMP,
    ),
    Source(
        statement="c" * 64,
        marking="PUBLIC",
        title="Verslag van de NAVO-bijeenkomst van november",
        quote="De minister zegt toe de Kamer vóór de top te informeren over de nieuwe afspraak.",
        number="kst-99999-14",
        said="2022-12-09",
        page=2,
    ),
    Source(
        statement="d" * 64,
        marking="PUBLIC",
        title="Uitgaven van de bondgenoten, editie van juni 2023",
        quote="Finland 1,7",
    ),
)


def agenda() -> Draft:
    """A Dutch annotated agenda that starts from the one of last time."""
    blocks = (
        _b("title", Form.TITLE, Origin.FRAME, "Geannoteerde agenda NAVO-bijeenkomst van ministers "
           "van Buitenlandse Zaken op 4 en 5 april 2023"),
        _b("opening", Form.PARAGRAPH, Origin.CHANGED, "Op 4 en 5 april 2023 komen de ministers van "
           "Buitenlandse Zaken van de NAVO bijeen in Brussel.", before="Op 29 en 30 november 2022 "
           "komen de ministers van Buitenlandse Zaken van de NAVO bijeen in Boekarest."),
        _b("h/ukraine", Form.HEADING, Origin.CARRIED, "Steun aan Oekraïne", level=1),
        _b("p/ukraine/1", Form.PARAGRAPH, Origin.CARRIED, "Het kabinet acht het van belang dat de "
           "steun aan Oekraïne voorspelbaar is.", sources=(0,), says=(
               Saying(act="position", party="NLD"),)),
        _b("p/ukraine/2", Form.PARAGRAPH, Origin.CHANGED, "Nederland draagt 35 miljoen euro bij "
           "aan het steunpakket en roept andere bondgenoten op hetzelfde te doen.",
           before="Nederland draagt 20 miljoen euro bij aan het steunpakket.",
           sources=(0, 1), comment="Het bedrag "
           "staat in de begroting; controleer de laatste stand."),
        _b("p/ukraine/3", Form.PARAGRAPH, Origin.DROPPED, before="De winterhulp wordt in januari "
           "geëvalueerd.", private=True),
        _b("h/pledge", Form.HEADING, Origin.NEW, "Lastenverdeling", level=1),
        _b("p/pledge/1", Form.PARAGRAPH, Origin.NEW, "De norm van 2 procent is het uitgangspunt "
           "van het gesprek in Vilnius.", marks=(Mark(start=12, end=21, style="strong"),
           Mark(start=61, end=68, style="emphasis")), sources=(2,)),
        _b("t/pledge", Form.TABLE, Origin.NEW, "Uitgaven aan defensie, percentage van het bbp",
           rows=(("Bondgenoot", "2021", "2022", "2023 (raming)"), ("Finland", "1,4", "1,7", "2,5"),
                 ("Nederland", "1,4", "1,4", "1,7"), ("Polen", "2,2", "2,2", "3,9")), sources=(2,)),
        _b("h/promises", Form.HEADING, Origin.FRAME, "Toezeggingen en moties", level=2),
        _b("i/1", Form.ITEM, Origin.NEW, "Met deze brief doet het kabinet de toezegging af om de "
           "Kamer vóór de top te informeren.", sources=(1,), role="promise"),
        _b("i/2", Form.ITEM, Origin.NEW, "De motie over de bescherming van kabels op zee (99 999, "
           "nr. 15) wordt uitgevoerd door een jaarlijkse oefening.", role="motion"),
        _b("i/3", Form.ITEM, Origin.PERSON, "De minister spreekt in de marge met zijn Finse "
           "ambtgenoot.", by="opsteller"),
        _b("f/line", Form.FIELD, Origin.FRAME, "Rode lijn"),
        _b("f/fallback", Form.FIELD, Origin.PERSON, "Terugvaloptie", filled="Steun voor een "
           "gezamenlijke verklaring zonder bedrag.", by="opsteller"),
    )  # fmt: skip
    return Draft(
        kind=Kind.AGENDA, language="nl", meeting="nato-fmm-2023-04-04",
        meeting_name="NATO Foreign Ministers Meeting", on="2023-03-17",
        title="Geannoteerde agenda NAVO-bijeenkomst van ministers van Buitenlandse Zaken op 4 en "
        "5 april 2023",
        head=Head(sender="Ministerie van Buitenlandse Zaken", addressee="De Voorzitter van de "
                  "Tweede Kamer der Staten-Generaal", place="Den Haag", date="2023-03-17",
                  subject="Geannoteerde agenda NAVO-bijeenkomst"),
        blocks=blocks, sources=_NL, on_behalf_of="NLD", stamps=(STAMP,),
    )  # fmt: skip


def debate() -> Draft:
    """An English debate note with long tables: two pages."""
    sources = tuple(
        Source(
            statement=f"{place:064x}",
            marking="PUBLIC",
            title="Annotated agenda of the April meeting",
            quote=f"The government considers point {place} a matter for all allies together.",
            number="kst-99999-20",
            said="2023-03-17",
            page=1 + place // 4,
        )
        for place in range(12)
    )
    rows = [("Promise", "By whom", "Due", "State")]
    rows += [
        (f"To inform parliament of point {place} before the summit is held", "Foreign minister",
         f"{place + 1} June 2023", "open" if place % 3 else "overdue")
        for place in range(14)
    ]  # fmt: skip
    blocks = [
        _b("title", Form.TITLE, Origin.FRAME, "Debate note: NATO foreign ministers, 4 and 5 April "
           "2023"),
        _b("lead", Form.PARAGRAPH, Origin.NEW, "The agenda of 17 March has three new items, drops "
           "one and words two positions otherwise than in November.", sources=(0,)),
    ]  # fmt: skip
    for name in ("New", "Dropped", "Reworded"):
        blocks.append(_b(f"h/{name}", Form.HEADING, Origin.FRAME, name, level=1))
        for place in range(3):
            blocks.append(
                _b(f"{name}/{place}", Form.ITEM, Origin.NEW, f"Point {place + 1} on the resilience "
                   "of undersea cables and pipelines, which the last agenda did not mention.",
                   sources=(place + 1,), role=name.lower())
            )  # fmt: skip
    blocks += [
        _b("h/open", Form.HEADING, Origin.FRAME, "Open and overdue", level=1),
        _b("t/open", Form.TABLE, Origin.NEW, "Promises to this parliament", rows=tuple(rows),
           sources=(5, 6)),
        _b("h/q", Form.HEADING, Origin.FRAME, "Questions", level=1),
        *(
            _b(f"q/{place}", Form.ITEM, Origin.NEW, f"What does the government expect of the "
               f"summit on point {place}, and when will it tell?", role="question")
            for place in range(4)
        ),
    ]  # fmt: skip
    return Draft(
        kind=Kind.DEBATE, language="en", meeting="nato-fmm-2023-04-04",
        meeting_name="NATO Foreign Ministers Meeting", on="2023-03-20",
        title="Debate note: NATO foreign ministers, 4 and 5 April 2023", head=Head(),
        blocks=tuple(blocks), sources=sources,
    )  # fmt: skip


def _b(key: str, form: Form, origin: Origin, text: str = "", **more: object) -> Block:
    return Block(key=key, form=form, origin=origin, text=text, **more)  # type: ignore[arg-type]
