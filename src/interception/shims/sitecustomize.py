"""Leads what Python connects to Twitch's hosts to the mock. `twitch run` writes table.json beside this file."""

import importlib.machinery
import importlib.util
import ipaddress
import json
import os
import socket
import ssl
import sys

_folder = os.path.dirname(os.path.abspath(__file__))
with open(os.path.join(_folder, "table.json"), encoding="utf-8") as _file:
    _table = json.load(_file)
_getaddrinfo = socket.getaddrinfo


def _refusal(name):
    """Names without a dot are those of this machine and of containers beside it."""
    if name.rstrip(".") == "twitch.tv" or name.rstrip(".").endswith(".twitch.tv"):
        return _table["refusals"]["twitch"].replace("HOST", name)
    if _table["passthrough"] or "." not in name or _is_address(name):
        return None
    return _table["refusals"]["other"].replace("HOST", name)


def _is_address(name):
    try:
        ipaddress.ip_address(name.split("%")[0])
        return True
    except ValueError:
        return False


def _getaddrinfo_of_mock(host, port, *args, **kwargs):
    name = host.decode() if isinstance(host, bytes) else host
    if isinstance(name, str):
        address = _table["addresses"].get(f"{name.lower()}:{port}")
        if address:
            return _getaddrinfo(address["host"], address["port"], *args, **kwargs)
        refusal = _refusal(name.lower())
        if refusal:
            raise socket.gaierror(socket.EAI_NONAME, refusal)
    return _getaddrinfo(host, port, *args, **kwargs)


_load_verify_locations = ssl.SSLContext.load_verify_locations


def _load_verify_locations_and_mock(self, *args, **kwargs):
    """A program that brings a bundle of its own, such as certifi's, trusts the mock as well."""
    _load_verify_locations(self, *args, **kwargs)
    _load_verify_locations(self, os.path.join(_folder, "ca.pem"))


socket.getaddrinfo = _getaddrinfo_of_mock
ssl.SSLContext.load_verify_locations = _load_verify_locations_and_mock


def _run_the_next_one():
    """This file stands before the sitecustomize that the environment may have had."""
    paths = [path for path in sys.path if os.path.abspath(path or ".") != _folder]
    spec = importlib.machinery.PathFinder.find_spec("sitecustomize", paths)
    if spec and spec.loader:
        spec.loader.exec_module(importlib.util.module_from_spec(spec))


_run_the_next_one()
