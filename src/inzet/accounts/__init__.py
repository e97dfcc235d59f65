"""Accounts: who may come in, what they may do, what they were shown. Outside the record.

``Accounts(record_path)`` is the one way in. Personal data stays in its file (``<record>.accounts``,
deletable) and never in a feed.
"""

from inzet.accounts.accounts import Accounts
from inzet.accounts.errors import AccessError, NotLoggedIn, TooMany, WrongPassword
from inzet.accounts.model import Account, Event, Opened, Session, Token, Visitor
from inzet.accounts.passwords import Passwords
from inzet.accounts.readers import check_readers
from inzet.accounts.secret import form_token
from inzet.accounts.tokens import SCOPES
from inzet.vocabulary.rights import Right, Role, rights_of

__all__ = [
    "SCOPES",
    "AccessError",
    "Account",
    "Accounts",
    "Event",
    "NotLoggedIn",
    "Opened",
    "Passwords",
    "Right",
    "Role",
    "Session",
    "Token",
    "TooMany",
    "Visitor",
    "WrongPassword",
    "check_readers",
    "form_token",
    "rights_of",
]
