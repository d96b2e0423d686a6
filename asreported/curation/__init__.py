"""Changes a catalog's file by hand: entries are proposed, held against the articles, and saved."""
