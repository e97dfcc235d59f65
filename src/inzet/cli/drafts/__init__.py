"""``inzet draft``, ``inzet return`` and ``inzet drafts``: papers drafted, taken back, released."""

from inzet.cli.drafts.drafting import draft
from inzet.cli.drafts.group import drafts
from inzet.cli.drafts.returning import return_

__all__ = ["draft", "drafts", "return_"]
