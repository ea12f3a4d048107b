"""Files: checked, shrunk and upright, kept with owner, data group and versions, opened only through one protected reader."""
