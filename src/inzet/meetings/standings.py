"""What the statements in view say, dossier by dossier."""

from __future__ import annotations

from dataclasses import dataclass

from inzet.record import Filter, StatementRow, View
from inzet.vocabulary.acts import procedure_of
from inzet.vocabulary.errors import UnknownValue


@dataclass(frozen=True, slots=True)
class Standing:
    """One dossier: how much of what has been said on it, and the latest of it.

    What is said in papers and by people is told apart from the rows of data sets, of which there
    may be thousands.
    """

    dossier: str
    counts: dict[str, int]
    """Statements by act, rows of data sets left out."""
    latest: StatementRow | None
    data: int = 0
    """Rows of data sets, reference entries among them."""

    @property
    def procedure(self) -> str:
        """The procedure the dossier follows."""
        return procedure_of(self.dossier)

    @property
    def total(self) -> int:
        """Statements in all, rows of data sets left out."""
        return sum(self.counts.values())


def standings(view: View, dossier: str | None = None) -> list[Standing]:
    """Every dossier in view by name, or one.

    Raises:
        UnknownValue: no such dossier for this reader; names the ones there are.
    """
    if dossier is None:
        acts = view.acts("dossier", Filter(data=False))
        data = view.counts("dossier", Filter(data=True))
        return [
            _standing(view, name, acts.get(name, {}), data.get(name, 0))
            for name in sorted({*acts, *data})
        ]
    known = view.dossiers()
    dossier = view.dossier_name(dossier)
    if dossier not in known:
        listed = ", ".join(known) or "none yet: read a paper first"
        raise UnknownValue(f"there is no dossier “{dossier}”", fix=f"Known dossiers: {listed}.")
    acts_of = view.counts("act", Filter(dossier=dossier, data=False))
    return [_standing(view, dossier, acts_of, view.count(Filter(dossier=dossier, data=True)))]


def _standing(view: View, dossier: str, acts: dict[str, int], data: int) -> Standing:
    wanted = Filter(dossier=dossier, data=False)
    counts = dict(sorted(acts.items()))
    latest = view.statements(wanted, limit=1).items if counts else ()
    return Standing(
        dossier=dossier,
        counts=counts,
        latest=latest[0] if latest else None,
        data=data,
    )
