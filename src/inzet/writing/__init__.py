"""Drafts of the papers people owe each other: composed from views, rendered, taken back."""
