"""Shape of what citizens and offices type; nothing is saved here."""
