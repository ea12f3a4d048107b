"""The demonstration city: invented people, brought in through the product's own import and services."""
