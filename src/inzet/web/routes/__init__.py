"""One module per noun; each gives its list of routes as ``ROUTES``."""
