"""The baseline of the ingest: a bare gmqtt receiver that counts. `python -m benchmarks.bare_gmqtt PORT COUNT`."""

import asyncio
import sys
import time

import gmqtt


async def main(port: int, count: int) -> None:
    """Subscribes at QoS 1, counts, says when the last one came."""
    got, ended = 0, asyncio.Event()

    def on_message(client: object, topic: str, payload: bytes, qos: int, properties: object) -> int:
        nonlocal got
        got += 1
        if got == count:
            print(time.time(), flush=True)
            ended.set()
        return 0

    client = gmqtt.Client("bare")
    client.on_message = on_message
    subscribed = asyncio.Event()
    client.on_subscribe = lambda *_: subscribed.set()
    await client.connect("127.0.0.1", port)
    client.subscribe("linli/+/up/#", qos=1)
    await subscribed.wait()
    print("ready", flush=True)
    await ended.wait()
    await client.disconnect()


asyncio.run(main(int(sys.argv[1]), int(sys.argv[2])))
