"""A mock Twitch for tests: starts the executable ``twitch``, or attaches to a server that runs.

    with twitch_mock.start(seed=1) as twitch:
        granted = twitch.user_token(["channel:manage:polls"])
"""
import contextlib
import json
import threading
import urllib.request
from subprocess import DEVNULL, PIPE, Popen
from types import SimpleNamespace


class TwitchMockError(Exception):
    """What the server says, in its own words."""


def start(*, executable="twitch", log=lambda line: None, **flags):
    """Starts a server on free ports, with its data in memory. It ends by ``stop()``, at the end of a ``with`` block, and
    with this process, however that ends. The flags are those of ``twitch mock-api start``: ``start(seed=1, count=0,
    fixtures=["world.yaml"], rate_limit=True)``."""
    command = [executable, "mock-api", "start"]
    given = {"port": 0, "irc_port": 0, "db": ":memory:", "exit_with_stdin": True, **flags}
    for name, value in given.items():
        for one in value if isinstance(value, (list, tuple)) else [] if value is None else [value]:
            command.append(f"--{name.replace('_', '-')}={str(one).lower() if isinstance(one, bool) else one}")
    try:
        process = Popen(command, stdin=PIPE, stdout=DEVNULL, stderr=PIPE, encoding="utf-8", errors="replace")
    except OSError as error:
        hint = "give executable= the path of twitch (twitch.exe on Windows)"
        raise TwitchMockError(f"{executable}: {error.strerror}: {hint}") from error
    url = line = ""
    for line in process.stderr:
        log(line.rstrip())
        url = line.partition("Starting mock API server on ")[2].strip() or url
        if line.endswith(" Mock server started\n"):
            break
    else:
        process.communicate()
        raise TwitchMockError(f"twitch mock-api start: {line.rstrip()}")
    # A pipe that nobody reads would be full one day.
    reader = threading.Thread(target=lambda: [log(line.rstrip()) for line in process.stderr], daemon=True)
    reader.start()

    def stop():
        with process:
            process.stdin.close()
            reader.join()

    return TwitchMock(url, stop)


class TwitchMock(contextlib.AbstractContextManager):
    """A server: of ``start()``, or one that runs already, as ``TwitchMock("http://localhost:8080")``."""

    def __init__(self, url, stop=lambda: None):
        self.url, self.stop = url, stop
        self.clock = SimpleNamespace(advance=self._advance)
        self.requests = SimpleNamespace(wait=self._wait)

    def user_token(self, scopes=(), login=None):
        """A user access token, of the user with a login or of the first one: ``token``, ``client_id`` and ``user``."""
        clients = self.call("GET", "/units/clients?first=1")["data"]
        client = clients[0] if clients else self.call("POST", "/units/clients", {"Name": "Tests"})
        users = self.call("GET", "/units/users" if login else "/units/users?first=1")["data"]
        user = next((user for user in users if login in (None, user["login"])), None)
        if not user:
            raise TwitchMockError(f'There is no user "{login}".' if login else "The world has no users.")
        credentials = {"client_id": client["ID"], "client_secret": client["Secret"], "grant_type": "user_token"}
        grant = {**credentials, "user_id": user["id"], "scope": list(scopes)}
        token = self.call("POST", "/auth/authorize", grant)["access_token"]
        return SimpleNamespace(token=token, client_id=client["ID"], user=user)

    def reset(self):
        """Takes the world back to its start."""
        self.call("POST", "/units/reset")

    def _advance(self, duration, settle=False):
        """Moves the clock on, by ``5m`` or ``1h30m``, and tells what happened meanwhile."""
        return self.call("POST", "/units/clock", {"advance": duration, "settle": settle})

    def _wait(self, match=None, count=1, timeout=2.0):
        """Waits until as many requests have come, and returns them; the timeout is in seconds."""
        wanted = {"match": match or {}, "count": count, "timeout_ms": round(timeout * 1000)}
        return self.call("POST", "/units/requests/wait", wanted)["data"]

    def call(self, method, path, body=None):
        """Asks the server for whatever else is under ``/units``."""
        data, headers = body and json.dumps(body).encode(), {"Content-Type": "application/json"}
        request = urllib.request.Request(self.url + path, data, headers, method=method)
        no_proxy = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            with no_proxy.open(request) as answer:
                return None if answer.status == 204 else json.load(answer)
        except urllib.error.HTTPError as error:
            raise TwitchMockError(json.load(error)["message"]) from None

    def __exit__(self, *_):
        self.stop()
