"""TAXII 2.1: each feed a reader may read is a collection, each entry one or more STIX objects."""
