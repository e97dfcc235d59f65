"""Watch: what happens and how it is judged, on a timeline, meeting by meeting."""

from inzet.dossiers.watch.procedure import Watch

__all__ = ["Watch"]
