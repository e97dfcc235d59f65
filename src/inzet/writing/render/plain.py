"""The clean copy as plain text: nothing embedded, nothing but what a reader of the paper sees."""

from __future__ import annotations

from inzet.writing.draft import Block, Draft, Form, clean


def render(draft: Draft) -> str:
    """The clean copy, a paragraph per block."""
    parts = [*draft.stamps]
    parts += [text for block in clean(draft) if (text := _text(block))]
    return "\n\n".join(parts) + "\n"


def _text(block: Block) -> str:
    if block.form is Form.TABLE:
        rows = [" | ".join(row) for row in block.rows]
        return "\n".join([block.text, *rows] if block.text else rows)
    if block.form is Form.FIELD:
        return f"{block.text}: {block.filled}" if block.text else block.filled
    return f"- {block.text}" if block.form is Form.ITEM else block.text
