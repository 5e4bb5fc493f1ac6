"""The rules engine (规则引擎): pure functions on event time, from readings to conditions that begin and end.

`spec` is how a condition is written, `tree` makes it run, `run` feeds it; what it must remember is one `Memory`. A value
is *held* until the next reading, but for a time at most; then it is unknown. What has been raised is ended by what a
reading or a count over time says, never by not knowing. Asking the clock in between may find a due alert earlier, but
never another one.
"""
