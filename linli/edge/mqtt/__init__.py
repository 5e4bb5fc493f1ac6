"""MQTT at the edge: the embedded broker by default, an outside one when LINLI_MQTT_URL is set.

The pipeline itself is whatever a section has provided to `linli.kernel.telemetry`.
Acknowledgement follows commit.
"""

from linli.edge.mqtt.driver import MqttDriver

__all__ = ["MqttDriver"]
