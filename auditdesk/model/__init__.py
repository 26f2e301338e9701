"""What things are: firms and their dated facts, the rulebook, visits, findings, papers, people."""
