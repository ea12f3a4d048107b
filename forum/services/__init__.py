"""Writes of the citizens' room: one public function a use case."""
