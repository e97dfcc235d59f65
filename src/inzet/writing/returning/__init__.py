"""An edited file back into its draft."""

from inzet.writing.returning.model import Bearing, Comment, Did, Edit, Returned
from inzet.writing.returning.taking import bearing, take_back

__all__ = ["Bearing", "Comment", "Did", "Edit", "Returned", "bearing", "take_back"]
