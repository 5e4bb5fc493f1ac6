"""Every read of elder care; nothing outside what the actor may see."""
