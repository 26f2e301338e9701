"""What becomes of a record that was worked on in several places at once."""
