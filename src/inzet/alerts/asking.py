"""From what a person names to what a subscription is about, in that person's own view."""

from __future__ import annotations

from inzet.alerts.model import Subject
from inzet.meetings import meeting
from inzet.record import Filter, View
from inzet.vocabulary.acts import PROCEDURES
from inzet.vocabulary.errors import InputError, NotFound

_LONGEST = 200


def asked_for(
    view: View,
    *,
    dossier: str = "",
    party: str = "",
    meeting_id: str = "",
    words: str = "",
    due: bool = False,
) -> tuple[Subject, str]:
    """What exactly one of these names; what is due may be narrowed to a dossier or a party.

    Raises:
        InputError: nothing, or several at once.
        NotFound: it is not there for the reader of the view.
    """
    given = [each for each in (dossier, party, meeting_id, words) if each.strip()]
    if len(given) > 1 or not (given or due) or (due and (meeting_id or words)):
        raise InputError(
            "an alert is about one thing",
            fix="Name a dossier, a party, a meeting or words; or what comes due, of all or of a "
            "dossier or party.",
        )
    if dossier:
        value = _dossier(view, dossier.strip())
        return (Subject.DUE if due else Subject.DOSSIER), value
    if party:
        value = _party(view, party.strip())
        return (Subject.DUE if due else Subject.PARTY), value
    if meeting_id:
        return Subject.MEETING, meeting(view, meeting_id).id
    if words:
        return Subject.WORDS, " ".join(words.split())[:_LONGEST]
    return Subject.DUE, ""


def _dossier(view: View, name: str) -> str:
    shown = view.dossier_name(name)
    if name in PROCEDURES or view.statements(Filter(dossier=shown), limit=1).items:
        return name if name in PROCEDURES else shown
    raise NotFound(
        f"there is no dossier “{name}”", fix="See inzet status, or name a procedure of it."
    )


def _party(view: View, party: str) -> str:
    for each in (party, party.upper()):
        if view.statements(Filter(party=each), limit=1).items:
            return each
    raise NotFound(f"no party “{party}” says anything here", fix="Give a code, such as NLD.")
