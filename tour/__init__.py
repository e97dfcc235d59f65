"""The tour: four organisations with a node each, on this machine, with real keys (`make tour`)."""
