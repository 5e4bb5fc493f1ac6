"""Every read of outreach; nothing outside what the actor may see."""
