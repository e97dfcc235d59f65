"""Invented papers in the layouts that real ones have; nothing in them is anybody's position."""

# ruff: noqa: E501 (papers whose paragraphs are one line each are one of the layouts)

from __future__ import annotations

OFFICIAL_PAGE = """Kamerstuk
Datum publicatie\tOrganisatie\tVergaderjaar\tDossier- en ondernummer
Tweede Kamer der Staten-Generaal\t2016-2017\t21501-02 nr. 1999

21 501-02 Raad Algemene Zaken en Raad Buitenlandse Zaken

Nr. 1999 BRIEF VAN DE MINISTER VAN BUITENLANDSE ZAKEN

Aan de Voorzitter van de Tweede Kamer der Staten-Generaal

Den Haag, 9 februari 2017

Hierbij bied ik u aan de geannoteerde agenda van de Raad Buitenlandse Zaken van 20 februari 2017.

De Minister van Buitenlandse Zaken, A.B. Voorbeeld

GEANNOTEERDE AGENDA RAAD BUITENLANDSE ZAKEN (RBZ) VAN 20 FEBRUARI 2017

Moldavië

De Raad zal spreken over de voortgang van de hervormingen in Moldavië. Nederland vraagt aandacht voor de rechterlijke macht. De Hoge Vertegenwoordiger zal verslag doen van haar bezoek.

Westelijke Balkan

Inzet Nederland

Nederland is voorstander van een strikte toepassing van de criteria, zoals vastgelegd in de conclusies van december jl. (Kamerstuk 21 501-02, nr. 1888).

Midden-Oosten Vredesproces

De Raad wisselt van gedachten over de stand van zaken. Over de uitkomst wordt u in het verslag geïnformeerd.

Overig

Het is mogelijk dat nog punten aan de agenda worden toegevoegd.
"""

REPORT_2007 = """Verslag Navo-ministeriële bijeenkomst Buitenlandse Zaken

Op 6 en 7 december jl. kwamen de Navo-ministers van Buitenlandse Zaken in Brussel bijeen.
Daarnaast heeft de Noord-Atlantische Raad (NAR) vergaderd in aanwezigheid van de
Oekraïense minister Jatsenjoek. Minister Verhagen nam namens Nederland deel.

Kosovo
De ministers bespraken de toestand in Kosovo. Nederland benadrukte dat Kfor
paraat moet blijven. De Secretaris-Generaal drong aan op terughoudendheid.

Afghanistan
De VS, het VK en Canada vroegen de bondgenoten om meer troepen. Nederland lichtte
de inzet in Uruzgan toe.

De volgende bijeenkomst is voorzien in maart.
"""

FARM_REPORT = """21 501-32 Landbouw- en Visserijraad

Nr. 777 BRIEF VAN DE STAATSSECRETARIS VAN ECONOMISCHE ZAKEN

Aan de Voorzitter van de Tweede Kamer der Staten-Generaal

Den Haag, 25 mei 2016

Met deze brief informeer ik u over de uitkomsten van de Landbouw- en Visserijraad die op 17 mei jl. in Brussel heeft plaatsgevonden.

Nederland zat deze Raad voor.

Marktsituatie

(Update door de Europese Commissie)

De Europese Commissie gaf een toelichting. Oostenrijk en Tsjechië vroegen aandacht voor de schade.

Visserij

De Raad sprak over de vangstmogelijkheden in de Noordzee.
"""

FINANCE = """Geachte Voorzitter,

Hierbij zend ik u de geannoteerde agenda ten behoeve van de Eurogroep en Ecofinraad van 5 en 6 november 2018 te Brussel.

Eurogroep

Bankenunie

De Eurogroep spreekt over de bankenunie. Nederland hecht aan risicoreductie.

Ecofinraad

Digitaledienstenbelasting

= Beleidsdebat

De Ecofinraad zal van gedachten wisselen over het voorstel COM(2018) 148.
"""

DEBATE = """28 676 NAVO

Nr. 300 VERSLAG VAN EEN ALGEMEEN OVERLEG

Vastgesteld 12 juni 2018

De vaste commissie voor Defensie heeft op 30 mei 2018 overleg gevoerd met mevrouw Voorbeeld, Minister van Defensie, over:

– de brief van de Minister van Defensie d.d. 7 maart 2018 met het verslag van de bijeenkomst van de NAVO-ministers van Defensie op 14 en 15 februari 2018 (Kamerstuk 28 676, nr. 285);

– de brief van de Minister van Defensie d.d. 24 mei 2018 met de geannoteerde agenda van de bijeenkomst van de NAVO-ministers van Defensie op 7 en 8 juni 2018 (Kamerstuk 28 676, nr. 290).

Van dit overleg brengt de commissie bijgaand geredigeerd woordelijk verslag uit.

Aanvang 14.09 uur.

De voorzitter: Goedemiddag. Ik open de vergadering.

De heer De Wit (XYZ): Dank u wel. Wat is de inzet van de Minister?
"""

RECIPE = """Appeltaart van oma

Ingrediënten

- 300 gram bloem
- 200 gram boter
- 1 ei

Kneed het deeg en laat het een uur rusten. Schil intussen de appels. Bak de taart in
60 minuten goudbruin op 180 graden.
"""

INVOICE = """Factuur 2021-0042

Datum: 4 mei 2021
Aan: Bakkerij De Halm

Omschrijving            Bedrag
Advies                  € 1.250,00
Btw 21%                 € 262,50

Wij verzoeken u het bedrag binnen 30 dagen te betalen.
"""

NOVEL = """Hoofdstuk drie

De regen sloeg tegen de ramen toen zij in april terugkwam. ‘Waar was je?’ vroeg hij. Zij
zweeg. Op de top van de heuvel brandde nog licht, en de raad van haar moeder klonk na.

In november was alles anders geweest.
"""

OFFICIAL_HTML = """<!DOCTYPE html><html lang="nl"><head><title>Kamerstuk 28676, nr. 999</title></head>
<body><header class="site-header"><a>Overheid.nl</a></header>
<div class="container"><div class="breadcrumb">U bent hier: Home</div>
<div id="content"><div class="stuk"><h1 class="stuktitel">28 676 NAVO</h1>
<p class="ondernummer">Nr. 999 BRIEF VAN DE MINISTER VAN BUITENLANDSE ZAKEN</p>
<p>Aan de Voorzitter van de Tweede Kamer der Staten-Generaal</p><p>Den Haag, 9 mei 2018</p>
<p>Hierbij bied ik u het verslag aan van de bijeenkomst van de NAVO-ministers van Buitenlandse Zaken
van 27 april 2018 te Brussel.<sup class="nootref"><a href="#n1">1</a></sup></p>
<p>De Minister van Buitenlandse Zaken,<br/>A.B. Voorbeeld</p>
<h2 class="tussenkop">VERSLAG VAN DE BIJEENKOMST VAN NAVO-MINISTERS VAN 27 APRIL 2018</h2>
<p><b>Rusland</b></p><p>De ministers spraken over Rusland. Nederland steunde de lijn.</p>
<p><b>Opendeurbeleid</b></p><ul><li>• Georgië is besproken.</li></ul>
<p>Daarna sloot de Secretaris-Generaal de bijeenkomst.</p>
<div class="noot"><p><span>1</span> Raadpleegbaar op verzoek (Kamerstuk 28 676, nr. 998).</p></div>
<p><a href="#top">Naar boven</a></p></div></div></div>
<footer><p>Over deze website</p></footer></body></html>"""
