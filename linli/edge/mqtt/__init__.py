"""MQTT at the edge: the embedded broker by default, an outside one when LINLI_MQTT_URL is set.

How to run it (the composition root does):

    await start_ingest(stop)           # async: pipeline and broker, until `stop` (asyncio.Event) is set
    ingest = Ingest(); ingest.start()  # own event loop in a thread of its own; raises when it can't start
    ingest.stop()                      # commits what was taken in, closes; safe to call twice
    run_ingest(stop)                   # blocks until `stop` (threading.Event) is set: `linli ingest`

The pipeline itself is whatever a section has provided to `linli.kernel.telemetry`.
Acknowledgement follows commit.
"""

from linli.edge.mqtt.runner import Ingest, run_ingest, start_ingest

__all__ = ["Ingest", "run_ingest", "start_ingest"]
