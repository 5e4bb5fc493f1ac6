"""The loudspeaker (音箱): the program that runs on a speaker box, told by MQTT, fetching by HTTP, playing and reporting."""
