"""Contents: what a statement holds, typed by its act and procedure, as plain JSON.

What each act and procedure holds is listed in ``docs/statements.md``.
"""
