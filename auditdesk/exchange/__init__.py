"""What comes in and goes out: rule files, firm lists, tables."""
