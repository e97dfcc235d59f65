"""An index of the arrivals without entries, which note what is kept of forks and co-signatures."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Makes it where it is not there yet."""
    op.create_index(
        "arrival_noted",
        "arrival",
        ["feed", "seq"],
        if_not_exists=True,
        sqlite_where=sa.text("first > last"),
        postgresql_where=sa.text("first > last"),
    )
