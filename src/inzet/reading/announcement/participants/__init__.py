"""Who takes part in a meeting or session, and in which capacity: chair, host, guest, partner …"""

from inzet.reading.announcement.participants.attending import (
    attending,
    in_debates,
    in_headings,
    in_partner_councils,
)
from inzet.reading.announcement.participants.merging import merge
from inzet.reading.announcement.participants.naming import present, present_in
from inzet.reading.announcement.participants.setting import Setting, with_invitees
from inzet.reading.announcement.participants.wording import (
    presence_words,
    says_absent,
    says_arrives,
    says_guest,
    says_present,
    says_with,
)

__all__ = [
    "Setting",
    "attending",
    "in_debates",
    "in_headings",
    "in_partner_councils",
    "merge",
    "presence_words",
    "present",
    "present_in",
    "says_absent",
    "says_arrives",
    "says_guest",
    "says_present",
    "says_with",
    "with_invitees",
]
