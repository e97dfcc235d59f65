"""Hybrid threats: a case goes through four ordered steps, each with its cited entries."""
