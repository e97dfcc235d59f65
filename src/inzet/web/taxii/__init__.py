"""The TAXII 2.1 server: its addresses, what stands before them, and how it answers."""
