"""Plain immutable types that every other package speaks in. Imports nothing of Inzet's."""
