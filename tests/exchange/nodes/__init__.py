"""Tests of nodes that exchange."""
