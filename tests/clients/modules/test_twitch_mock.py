"""Run by modules.test.ts with ``python3 -m unittest``; TWITCH is the executable."""
import json
import os
import tempfile
import unittest
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import twitch_mock
from twitch_mock import TwitchMock, TwitchMockError

EXECUTABLE = os.environ["TWITCH"]


def helix(twitch, granted, path):
    headers = {"Client-Id": granted.client_id, "Authorization": f"Bearer {granted.token}"}
    with urllib.request.urlopen(urllib.request.Request(f"{twitch.url}/mock/{path}", headers=headers)) as answer:
        return json.load(answer)["data"]


class TestTwitchMock(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.twitch = twitch_mock.start(executable=EXECUTABLE, seed=1)
        cls.addClassCleanup(cls.twitch.stop)

    def setUp(self):
        self.twitch.reset()

    def test_a_token_of_the_first_user_or_of_one_by_login(self):
        granted = self.twitch.user_token(["channel:read:polls", "user:read:email"])
        [user] = helix(self.twitch, granted, "users")
        self.assertEqual((user["id"], user["email"]), (granted.user["id"], granted.user["email"]))
        self.twitch.call("POST", "/units/users", {"login": "alice"})
        [alice] = helix(self.twitch, self.twitch.user_token(login="alice"), "users")
        self.assertEqual(alice["login"], "alice")

    def test_reset_the_clock_and_what_was_called(self):
        granted = self.twitch.user_token()
        helix(self.twitch, granted, "users")
        [request] = self.twitch.requests.wait({"operation": "Get Users"})
        self.assertEqual(request["user_id"], granted.user["id"])
        self.assertGreaterEqual(self.twitch.clock.advance("5m", settle=True)["offset_ms"], 299_000)
        self.assertIsNone(self.twitch.reset())
        self.assertEqual(self.twitch.call("GET", "/units/requests")["data"], [])

    def test_attaches_to_a_server_that_runs_and_leaves_it_running(self):
        with TwitchMock(self.twitch.url) as attached:
            self.assertEqual(attached.user_token().user, self.twitch.user_token().user)
        self.assertEqual(self.twitch.call("GET", "/health")["status"], "ok")

    def test_a_world_of_its_own_from_a_path_with_blanks(self):
        with tempfile.TemporaryDirectory(prefix="a folder ") as folder:
            fixtures = [Path(folder, "one.yaml"), Path(folder, "the other.yaml")]
            fixtures[0].write_text("users: [{ login: alice }]")
            fixtures[1].write_text("users: [{ login: bob }]")
            executable = Path(folder, "my twitch")
            executable.symlink_to(EXECUTABLE)
            lines = []
            with twitch_mock.start(
                executable=executable, log=lines.append, count=0, fixtures=fixtures, rate_limit=True
            ) as own:
                self.assertEqual(own.user_token(login="bob").user["login"], "bob")
            self.assertIn("Mock server started", "\n".join(lines))
            with self.assertRaises(OSError):
                own.reset()

    def test_errors_are_in_the_words_of_the_server(self):
        port = self.twitch.url.rsplit(":", 1)[1]
        with twitch_mock.start(executable=EXECUTABLE, count=0) as empty:
            cases = [
                (lambda: self.twitch.user_token(["nonsense"]), "invalid scope requested: 'nonsense'"),
                (lambda: self.twitch.user_token(login="nobody"), 'There is no user "nobody".'),
                (empty.user_token, "The world has no users."),
                (lambda: self.twitch.clock.advance("soon"), '"soon" is no duration: give one such as 5m or 1h30m.'),
                (
                    lambda: self.twitch.requests.wait({"operation": "Get Streams"}, count=2, timeout=0.001),
                    "0 of 2 requests came within 1 ms. GET /units/requests lists what came.",
                ),
                (
                    lambda: twitch_mock.start(executable=EXECUTABLE, port=port),
                    f"twitch mock-api start: port {port} is already in use: try -p ",
                ),
                (
                    lambda: twitch_mock.start(executable=EXECUTABLE, seed="x"),
                    'twitch mock-api start: invalid value "x" for --seed: ',
                ),
                (
                    lambda: twitch_mock.start(executable="/nowhere/twitch"),
                    "/nowhere/twitch: No such file or directory: give executable= the path of twitch (twitch.exe on Windows)",
                ),
            ]
            for call, message in cases:
                with self.subTest(message), self.assertRaises(TwitchMockError) as raised:
                    call()
                self.assertTrue(str(raised.exception).startswith(message), raised.exception)

    def test_ten_at_once(self):
        with ThreadPoolExecutor(10) as pool:
            ten = list(pool.map(lambda _: twitch_mock.start(executable=EXECUTABLE, count=1), range(10)))
            self.assertEqual(len({one.url for one in ten}), 10)
            list(pool.map(lambda one: one.stop(), ten))
