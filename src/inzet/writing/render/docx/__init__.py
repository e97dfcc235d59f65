"""A Word file (DOCX), in the house style of a template that an office replaces."""

from inzet.writing.render.docx.check import TemplateCheck, check_template, look_over
from inzet.writing.render.docx.letter import default_template
from inzet.writing.render.docx.places import NAMES
from inzet.writing.render.docx.rendering import render

__all__ = ["NAMES", "TemplateCheck", "check_template", "default_template", "look_over", "render"]
