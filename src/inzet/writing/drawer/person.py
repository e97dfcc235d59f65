"""Who drafts: a person by the name they have in the vocabulary."""

from inzet.vocabulary.people import Person

__all__ = ["Person"]
