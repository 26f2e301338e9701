"""One method an act: gather, decide by the rules, keep, return one result."""
