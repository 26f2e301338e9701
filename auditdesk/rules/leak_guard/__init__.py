"""The leak guard: nothing that goes out may tell which firm is meant."""
