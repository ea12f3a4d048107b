"""'Data saya salah': a person proposes, an officer looks at the proof, the fact is written by its own event."""
