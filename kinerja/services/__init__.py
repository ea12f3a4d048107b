"""Writes of performance: one function a use case, split as the models are."""
