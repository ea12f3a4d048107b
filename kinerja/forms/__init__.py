"""Shape of what people type in performance; nothing is saved here."""
