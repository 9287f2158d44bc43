"""config.toml becomes frozen settings, or a list of what is wrong with it."""
