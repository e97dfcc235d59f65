"""On what it is said: the dossiers of a statement or an agenda item."""
