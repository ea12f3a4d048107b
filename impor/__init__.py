"""Lists that are brought in: judged before anything is saved, applied once, undone as a whole."""
