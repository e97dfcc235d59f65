"""New papers of a dossier from where they are published, each with its identifiers."""
