"""The JSON API under ``/api/v1``: the views of the pages, for programs.

A noun (``nouns/``) declares its operations; each names the struct of its query, of what it takes
and of what it answers (``shapes/``). Routes (``door``) and the OpenAPI description
(``description``) are both made from these, so they cannot drift apart. Nothing is decided here:
whoever asks is told what ``visit`` tells, by the functions that the pages use.
"""
