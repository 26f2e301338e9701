"""Papers: neutral blocks (story) and a renderer for each format."""
