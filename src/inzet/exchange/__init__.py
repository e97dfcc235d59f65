"""Exchange: organisations with nodes of their own share exactly what each may have, with proof."""
