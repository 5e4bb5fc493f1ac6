"""Every read of the administration section, one module per noun."""
