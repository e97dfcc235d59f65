"""From who somebody is at the provider to who they are here."""

from __future__ import annotations

from inzet.accounts import Accounts, NotLoggedIn, Opened
from inzet.vocabulary.errors import InputError
from inzet.web.outside.errors import NotAdmitted
from inzet.web.outside.provider import Identity
from inzet.web.outside.settings import Settings


def enter(
    accounts: Accounts,
    settings: Settings,
    identity: Identity,
    *,
    address: str,
    agent: str,
    old: str | None,
) -> Opened:
    """Opens a session for whoever the provider vouches for; makes their account where that is set.

    An account belongs to issuer and subject alone. A name or an address of mail can be given to
    somebody else there, so neither ever finds an account.

    Raises:
        NotAdmitted: known there, but not let in here.
    """
    groups = identity.texts(settings.groups_claim)
    roles = settings.roles_of(groups)
    if roles == ():
        raise NotAdmitted("none of your groups has a role here")
    markings = settings.markings_of(groups)
    name = identity.text(settings.account_claim) or identity.subject
    people = accounts.people
    account = people.linked(identity.issuer, identity.subject)
    try:
        if account is None and settings.make_accounts:
            account = people.add(
                name,
                roles=roles or ("reader",),
                shown=identity.text(settings.name_claim),
                markings=markings if settings.markings else None,
            )
            people.link(account.name, identity.issuer, identity.subject)
            accounts.audit.note(account.name, "account", f"made for {identity.issuer}")
        elif account is not None and settings.markings and markings != account.markings:
            account = people.change(account.name, markings=markings)
            accounts.audit.note(account.name, "account", f"markings as {identity.issuer} says")
        return accounts.login_outside(
            identity.issuer,
            identity.subject,
            name=name,
            roles=roles,
            address=address,
            agent=agent,
            old=old,
        )
    except (InputError, NotLoggedIn) as error:
        raise NotAdmitted(error.what) from None
