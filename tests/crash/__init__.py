"""The power cut: processes killed by SIGKILL at random moments, and what must be true afterwards."""
