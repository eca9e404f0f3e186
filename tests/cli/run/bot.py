"""A bot as its user writes it: nothing but Twitch's own addresses."""

import asyncio
import json
import os
import urllib.error
import urllib.request

import aiohttp
import httpx
import websockets

TOKEN = os.environ["TWITCH_ACCESS_TOKEN"]
USER = os.environ["TWITCH_USER_ID"]
HEADERS = {"Client-Id": os.environ["TWITCH_CLIENT_ID"], "Authorization": f"Bearer {TOKEN}"}
USERS = "https://api.twitch.tv/helix/users"
said = {}


async def main():
    with urllib.request.urlopen(urllib.request.Request(USERS, headers=HEADERS)) as answer:
        said["urllib"] = json.load(answer)["data"][0]["id"] == USER
    async with httpx.AsyncClient() as client:
        refresh = {
            "grant_type": "refresh_token",
            "refresh_token": os.environ["TWITCH_REFRESH_TOKEN"],
            "client_id": os.environ["TWITCH_CLIENT_ID"],
            "client_secret": os.environ["TWITCH_CLIENT_SECRET"],
        }
        said["httpx"] = (await client.post("https://id.twitch.tv/oauth2/token", data=refresh)).status_code
    async with aiohttp.ClientSession(headers=HEADERS) as session:
        async with session.ws_connect("wss://eventsub.wss.twitch.tv/ws") as socket:
            welcome = await socket.receive_json()
            subscription = {
                "type": "channel.update",
                "version": "2",
                "condition": {"broadcaster_user_id": USER},
                "transport": {"method": "websocket", "session_id": welcome["payload"]["session"]["id"]},
            }
            await session.post("https://api.twitch.tv/helix/eventsub/subscriptions", json=subscription)
            channel = f"https://api.twitch.tv/helix/channels?broadcaster_id={USER}"
            await session.patch(channel, json={"title": "On air"})
            said["aiohttp"] = (await socket.receive_json())["payload"]["event"]["title"]
        for url in ["https://gql.twitch.tv/", "https://example.com/"]:
            try:
                await session.get(url)
            except aiohttp.ClientConnectorError as error:
                said[url] = str(error).rpartition("[")[2].rstrip("]")
    async with websockets.connect("wss://irc-ws.chat.twitch.tv:443") as socket:
        await socket.send("NICK justinfan1\r\n")
        said["websockets"] = (await socket.recv()).split(" ")[1]
    for port, ssl in [(6667, None), (6697, True)]:
        reader, writer = await asyncio.open_connection("irc.chat.twitch.tv", port, ssl=ssl)
        writer.write(b"NICK justinfan1\r\n")
        said[port] = (await reader.readline()).decode().split(" ")[1]
        writer.close()


asyncio.run(main())
print(json.dumps(said))
