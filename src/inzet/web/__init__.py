"""The workspace in the browser: pages over a view of the record, working without script."""
