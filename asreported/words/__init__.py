"""How it is said in each language: sentences, verdicts in words, numbers and dates."""
