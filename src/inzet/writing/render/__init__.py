"""A draft as a file: a module per format, each ``render(draft, …) -> bytes``."""
