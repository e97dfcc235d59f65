"""The sources there are, by name. A new one is a line here; what it must be, ``source`` says."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from inzet.following.settings import Settings
from inzet.following.source import Source
from inzet.vocabulary.errors import UnknownValue

Make = Callable[[Settings], Source]


def _tweedekamer(settings: Settings) -> Source:
    from inzet.following.tweedekamer import TweedeKamer

    return TweedeKamer(settings)


def _feed(settings: Settings) -> Source:
    from inzet.following.tweedekamer import ChangeFeed

    return ChangeFeed(settings)


def _bekendmakingen(settings: Settings) -> Source:
    from inzet.following.bekendmakingen import Bekendmakingen

    return Bekendmakingen(settings)


def _mail(settings: Settings) -> Source:
    from inzet.following.mailbox import Mailbox

    return Mailbox(settings)


def _folder(settings: Settings) -> Source:
    from inzet.following.folder import Folder

    return Folder(settings)


SOURCES: Mapping[str, Make] = {
    "tweedekamer": _tweedekamer,
    "tweedekamer-feed": _feed,
    "officielebekendmakingen": _bekendmakingen,
    "mail": _mail,
    "folder": _folder,
}


def source_names() -> tuple[str, ...]:
    """The names of all sources, as ``--source`` takes them."""
    return tuple(SOURCES)


def opened(name: str, settings: Settings | None = None) -> Source:
    """A source, ready to be asked; close it afterwards.

    Raises:
        UnknownValue: there is none of that name.
    """
    if name not in SOURCES:
        raise UnknownValue(
            f"there is no source “{name}”",
            where="--source",
            fix=f"Known sources: {', '.join(SOURCES)}.",
        )
    return SOURCES[name](settings or Settings.of_environment())


def of_dossier(typed: str, settings: Settings | None = None) -> tuple[Source, str]:
    """The first source that knows a dossier of this form, and the dossier's one spelling.

    Raises:
        UnknownValue: none does.
    """
    settings = settings or Settings.of_environment()
    for make in SOURCES.values():
        source = make(settings)
        dossier = source.dossier(typed)
        if dossier is not None:
            return source, dossier
        source.close()
    raise UnknownValue(
        f"“{typed}” is no dossier that can be followed",
        fix="Name one as its papers do (28676, 21501-02, 36200-V), or a folder or mail here.",
    )
