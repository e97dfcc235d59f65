"""Running the workspace: its worker processes, what it logs and what it counts."""
