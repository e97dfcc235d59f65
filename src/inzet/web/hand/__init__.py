"""Forms as data: what people type in by hand, field by field, and what becomes of it."""
