"""Stories as PDF. Only this package knows reportlab; it is imported when a paper is made, never at start."""
