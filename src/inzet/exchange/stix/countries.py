"""Codes of countries: STIX names them by two letters, the record by three (ISO 3166-1)."""

from __future__ import annotations

from inzet.vocabulary.parties import party

_PAIRS = (
    "ALAAX ANDAD AGOAO ATAAQ ATGAG ARMAM ABWAW AUTAT AREAE BHSBS BGDBD BRBBB BLRBY BLZBZ "
    "BENBJ BMUBM BTNBT BESBQ BIHBA BWABW BVTBV BRNBN BDIBI CPVCV CYMKY CAFCF TCDTD CHLCL "
    "CHNCN CXRCX CCKCC COMKM COGCG CODCD COKCK CUWCW DNKDK SLVSV GNQGQ ESTEE SWZSZ FLKFK "
    "FROFO FSMFM GUFGF PYFPF ATFTF GRLGL GRDGD GLPGP GINGN GNBGW GUYGY IRLIE IRQIQ ISRIL "
    "JAMJM KAZKZ PRKKP KORKR LBRLR LBYLY MACMO MDGMG MDVMV MLTMT MTQMQ MYTYT MEXMX MNEME "
    "MOZMZ NIUNU MNPMP PAKPK PLWPW PNGPG PRYPY PCNPN POLPL PRTPT SENSN SRBRS SYCSC SVKSK "
    "SVNSI SGSGS SURSR SLBSB SWESE TUNTN TURTR TKMTM TUVTV UKRUA URYUY WLFWF ESHEH MAFMF SPMPM "
    "ISLIS MARMA BLMBL KNAKN MNGMN"
)
_OTHERWISE = {pair[:3]: pair[3:] for pair in _PAIRS.split()}
"""Those whose two letters are not the first two of their three."""
_NONE = ("XKX",)
"""Known here, and in no list of two letters."""


def two_letters(code: str) -> str | None:
    """The two letters of a country; None of what is no country."""
    found = party(code)
    if found is None or found.kind != "country" or code in _NONE:
        return None
    return _OTHERWISE.get(code, code[:2])
