"""Import of the employee list: read in a limited child, judged cell by cell, compared, applied by SQL, undone as a whole."""
