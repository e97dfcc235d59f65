"""The library: analyses, practices, what was made of them, and requests for information."""
