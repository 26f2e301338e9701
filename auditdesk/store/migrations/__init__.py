"""Steps from one schema to the next, each frozen in its day."""
