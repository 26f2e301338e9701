"""One module a place of the rail."""
