"""One engine for every process: who may take which step, who holds a case since when, and the trail of what was done."""
