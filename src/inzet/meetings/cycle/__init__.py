"""The parliamentary cycle that hangs on a meeting."""
