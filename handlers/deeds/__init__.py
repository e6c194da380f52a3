"""One file for each thing a person or the clock can make happen. Deeds do not import each other."""
