"""What the grader knows of the world, as data: numbers, units, months, words that mean the same or the opposite."""
