"""Reports and other long jobs: asked for, followed, fetched; knows no other subject."""
