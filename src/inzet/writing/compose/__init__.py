"""What each kind of draft says, composed from a view; a module per kind."""
