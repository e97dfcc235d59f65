"""Data sets: tables and bundles that others publish, taken in as statements that cite their cell.

A file is taken apart in the guard's process (``reading.tables``); here its cells get their
meaning. Every kind of file is one module, listed in ``kinds``; ``intake`` puts rows in the record.
"""

from inzet.datasets.findings import DataSet, Refused, Row, Settings
from inzet.datasets.intake import Checked, Imported, Intake
from inzet.datasets.kinds import DATA_SETS, named, recognised

__all__ = [
    "DATA_SETS",
    "Checked",
    "DataSet",
    "Imported",
    "Intake",
    "Refused",
    "Row",
    "Settings",
    "named",
    "recognised",
]
