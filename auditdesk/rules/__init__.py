"""What is decided: pure functions without files, clock, database or chance."""
