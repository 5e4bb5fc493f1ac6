"""Devices that announce themselves (自动发现): Home Assistant MQTT discovery in both forms, and Tasmota's own.

`words` writes abbreviations out, `announcements` and `tasmota` read what is announced, `states` reads the values that
then come, `suggestions` guesses type and metric, `orders` writes commands in the words of the announcer.
"""
