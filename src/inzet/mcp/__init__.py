"""The door for language-model clients: the record as tools, over standard input and output.

It speaks the Model Context Protocol as JSON-RPC, a message a line (docs/mcp.md, decision 0021). It
only reads, through the view of one reader, and starts nothing that listens.
"""

from inzet.mcp.session import Session
from inzet.mcp.wire import serve

__all__ = ["Session", "serve"]
