"""Pushing messages to outside systems (事件推送) over HTTP."""
