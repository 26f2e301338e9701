"""What is read: frozen rows for screens, papers and commands. The only place that says how tables are joined."""
