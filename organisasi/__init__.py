"""The dated tree of units, their posts and who appraises whom; knows no persons."""
