"""Who is told that a run failed: nobody by default; a webhook and a mail server get what is said, and no password goes without TLS."""

from __future__ import annotations

import json
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from pipelines.settings import SettingsError
from pipelines.upkeep.alerts import AlertError, Alerts, Failure

FAILURE = Failure("0123456789abcdef", "refresh_warehouse", "Nothing is published.\n不予发布：表内加总不符")


def test_by_default_nobody_is_told() -> None:
    alerts = Alerts.load({})
    assert not alerts.is_on
    alerts.tell(FAILURE)


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("YUSUAN_ALERT_URL", "ftp://host/x", "no address such as https"),
        ("YUSUAN_ALERT_URL", "host/x", "no address such as https"),
        ("YUSUAN_ALERT_MAIL", "somebody", "no mail address"),
        ("YUSUAN_ALERT_MAIL", "a@b.example,c d@b.example", "no mail address"),
        ("YUSUAN_SMTP", "host:many", "no server such as"),
        ("YUSUAN_SMTP", "host:70000", "no server such as"),
    ],
)
def test_a_setting_that_is_no_good_is_named(name: str, value: str, words: str) -> None:
    with pytest.raises(SettingsError, match=words):
        Alerts.load({name: value})


def test_settings_are_taken_as_they_are_given() -> None:
    alerts = Alerts.load({"YUSUAN_ALERT_MAIL": "a@b.example, c@b.example", "YUSUAN_SMTP": "mail.b.example:587"})
    assert (alerts.mail_to, alerts.mail_from) == (("a@b.example", "c@b.example"), "a@b.example")
    assert (alerts.smtp_host, alerts.smtp_port, alerts.is_on) == ("mail.b.example", 587, True)
    assert Alerts.load({"YUSUAN_SMTP": "mail.b.example"}).smtp_port == 25
    assert "secret" not in repr(Alerts.load({"YUSUAN_SMTP_PASSWORD": "secret"}))


def test_the_message_says_what_failed_and_what_readers_have_and_is_short() -> None:
    assert FAILURE.subject == "Yusuan: refresh_warehouse failed (run 01234567)"
    assert "表内加总不符" in FAILURE.text and "Readers keep the warehouse" in FAILURE.text
    assert "no reason is recorded" in Failure("0", "job", " ").text
    assert len(Failure("0", "job", "x" * 100_000).text) < 2_500


@contextmanager
def _webhook(status: int) -> Iterator[tuple[str, list[Any]]]:
    told: list[Any] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            told.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(status)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            return

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/hook", told
        server.shutdown()


def test_a_webhook_gets_text_and_run() -> None:
    with _webhook(204) as (url, told):
        Alerts.load({"YUSUAN_ALERT_URL": url}).tell(FAILURE)
    assert told == [{"text": FAILURE.text, "run_id": FAILURE.run_id, "job": "refresh_warehouse"}]


class _Mailbox(socketserver.StreamRequestHandler):
    """As much of SMTP as a client needs that sends one message."""

    received: list[str]

    def handle(self) -> None:
        self._say("220 here")
        while line := self.rfile.readline().decode().strip():
            word = line.partition(" ")[0].upper()
            if word == "EHLO":
                self._say("250-here\r\n250 SMTPUTF8")
            elif word == "DATA":
                self._say("354 go on")
                while (part := self.rfile.readline().decode()) != ".\r\n":
                    self.received.append(part)
                self._say("250 taken")
            elif word == "QUIT":
                self._say("221 bye")
                return
            else:
                self._say("250 fine")

    def _say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


@contextmanager
def _mail_server() -> Iterator[tuple[str, list[str]]]:
    received: list[str] = []
    handler = type("Mailbox", (_Mailbox,), {"received": received})
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"127.0.0.1:{server.server_address[1]}", received
        server.shutdown()


def test_a_mail_server_gets_a_mail_in_both_languages() -> None:
    from email import message_from_string
    from email.policy import default

    with _mail_server() as (server, received):
        Alerts.load({"YUSUAN_ALERT_MAIL": "a@b.example", "YUSUAN_SMTP": server}).tell(FAILURE)
    mail = message_from_string("".join(received), policy=default)
    assert (mail["Subject"], mail["To"]) == (FAILURE.subject, "a@b.example")
    assert "表内加总不符" in mail.get_content()  # type: ignore[attr-defined]


def test_a_password_is_not_sent_to_a_server_without_tls() -> None:
    with _mail_server() as (server, received):
        asked = {"YUSUAN_ALERT_MAIL": "a@b.example", "YUSUAN_SMTP": server, "YUSUAN_SMTP_USER": "u"}
        with pytest.raises(AlertError, match="offers no TLS: the password is not sent"):
            Alerts.load(asked | {"YUSUAN_SMTP_PASSWORD": "secret"}).tell(FAILURE)
    assert received == []


def test_who_cannot_be_told_is_named_when_the_others_were() -> None:
    with _webhook(500) as (url, told), _mail_server() as (server, received):
        alerts = Alerts.load({"YUSUAN_ALERT_URL": url, "YUSUAN_ALERT_MAIL": "a@b.example", "YUSUAN_SMTP": server})
        with pytest.raises(AlertError, match="webhook: HTTPStatusError"):
            alerts.tell(FAILURE)
    assert told and received
    with pytest.raises(AlertError, match=r"webhook: .*; mail: "):
        Alerts.load(
            {
                "YUSUAN_ALERT_URL": "http://127.0.0.1:9/x",
                "YUSUAN_ALERT_MAIL": "a@b.example",
                "YUSUAN_SMTP": "127.0.0.1:9",
            }
        ).tell(FAILURE)
