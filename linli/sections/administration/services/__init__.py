"""Every change the administration section makes, one module per noun."""
