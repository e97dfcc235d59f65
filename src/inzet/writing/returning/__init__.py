"""An edited file back into its draft."""
