"""The register of rules of law and their dated parameters: declared, rehearsed before they count, tried by anybody."""
