"""A draft as PDF: tagged, to be kept (PDF/A-2a) and to be heard (PDF/UA-1), set by Typst.

The same draft gives the same bytes. Fonts come with the program; nothing of the machine is used.
"""

from inzet.writing.render.pdf.setting import render

__all__ = ["render"]
