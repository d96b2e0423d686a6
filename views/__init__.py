"""The pages: they read widgets, call the core and show what it says. No rule lives here."""
