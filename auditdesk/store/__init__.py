"""Where things are kept: the encrypted database, keys, journal, evidence files."""
