"""How it is said in each language: labels, verdicts, captions, numbers and dates."""
