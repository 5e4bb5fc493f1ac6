"""诉求办理: every request (诉求) gets a number, a responsible party, a deadline and a true end."""
