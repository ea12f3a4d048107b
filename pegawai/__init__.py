"""Employees: their numbers, careers and personal data, and the import that brings them in."""
