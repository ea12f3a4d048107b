"""Pages of the rules: the calculator that anybody may try, and the values that decrees set."""
