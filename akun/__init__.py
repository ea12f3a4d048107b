"""Accounts, roles and the one place that says who may see and do what."""
