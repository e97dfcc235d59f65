"""Logging in by somebody outside who knows the people: an OpenID provider."""
