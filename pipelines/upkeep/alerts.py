"""Telling somebody that a run failed: a webhook, a mail, both, or (as long as no variable is set) nobody.

Belongs here: the settings, the message and sending it. Who notices that a run failed is ``defs.failed_runs``. What is sent names the run and
why it failed, and nothing else of this machine.

======================  =======  =================================================================================
variable                default  what it says
======================  =======  =================================================================================
YUSUAN_ALERT_URL        none     an address (http or https) that gets the message as JSON: ``text``, ``run_id``, ``job``
YUSUAN_ALERT_MAIL       none     addresses that get a mail, with commas between them
YUSUAN_ALERT_FROM       the first of them  the sender of the mail
YUSUAN_SMTP             localhost:25  the server that takes mail; STARTTLS is used where it offers it
YUSUAN_SMTP_USER, YUSUAN_SMTP_PASSWORD  none  how one signs in there; never without TLS
======================  =======  =================================================================================
"""

from __future__ import annotations

import os
import smtplib
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.message import EmailMessage
from urllib.parse import urlsplit

import httpx

from pipelines.settings import SettingsError

_URL, _MAIL, _FROM, _SMTP = "YUSUAN_ALERT_URL", "YUSUAN_ALERT_MAIL", "YUSUAN_ALERT_FROM", "YUSUAN_SMTP"
_USER, _PASSWORD = "YUSUAN_SMTP_USER", "YUSUAN_SMTP_PASSWORD"
_SMTP_PORT = 25
#: How long a server may take; Dagster gives a sensor a minute.
_SECONDS = 15
#: A trace of pages helps nobody on a telephone.
_MOST_WORDS = 2_000


class AlertError(Exception):
    """A message could not be sent; says to whom, and what the server said."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A run that failed: Dagster's id of it, the job, and why."""

    run_id: str
    job: str
    why: str

    @property
    def subject(self) -> str:
        """One line."""
        return f"Yusuan: {self.job} failed (run {self.run_id[:8]})"

    @property
    def text(self) -> str:
        """The message: what failed and why, and where to look."""
        why = self.why.strip() or "no reason is recorded"
        if len(why) > _MOST_WORDS:
            why = f"{why[:_MOST_WORDS]} …"
        return f"{self.subject}\n\n{why}\n\nReaders keep the warehouse that was published before. Look: yusuan doctor, or this run in Dagster's page."


@dataclass(frozen=True, slots=True)
class Alerts:
    """Who is told of failures; nobody by default."""

    url: str | None = None
    mail_to: tuple[str, ...] = ()
    mail_from: str = ""
    smtp_host: str = "localhost"
    smtp_port: int = _SMTP_PORT
    user: str | None = None
    password: str | None = field(default=None, repr=False)

    @classmethod
    def load(cls, env: Mapping[str, str] | None = None) -> Alerts:
        """Return what the environment asks for; raises ``SettingsError`` for what is no address."""
        env = os.environ if env is None else env
        url = env.get(_URL, "").strip() or None
        if url is not None and (urlsplit(url).scheme not in ("http", "https") or not urlsplit(url).netloc):
            raise SettingsError(f"{_URL}={url} is no address such as https://host/hook")
        mail_to = tuple(name.strip() for name in env.get(_MAIL, "").split(",") if name.strip())
        for name in mail_to:
            if "@" not in name or any(char.isspace() for char in name):
                raise SettingsError(f"{_MAIL}: {name} is no mail address")
        host, _, port = env.get(_SMTP, "").strip().partition(":")
        if port and not (port.isdecimal() and 0 < int(port) < 65_536):
            raise SettingsError(f"{_SMTP}={host}:{port} is no server such as mail.example.org:587")
        sender = env.get(_FROM, "").strip() or (mail_to[0] if mail_to else "")
        user, password = env.get(_USER, "").strip() or None, env.get(_PASSWORD, "") or None
        return cls(url, mail_to, sender, host or "localhost", int(port or _SMTP_PORT), user, password)

    @property
    def is_on(self) -> bool:
        """True if anybody is told."""
        return self.url is not None or bool(self.mail_to)

    def tell(self, failure: Failure) -> None:
        """Tell everybody; raises ``AlertError`` if somebody could not be told, when the others were."""
        wrong = []
        for is_wanted, way in ((self.url is not None, self._post), (bool(self.mail_to), self._mail)):
            if not is_wanted:
                continue
            try:
                way(failure)
            except (httpx.HTTPError, smtplib.SMTPException, OSError) as error:
                wrong.append(f"{'webhook' if way == self._post else 'mail'}: {type(error).__name__}: {error}")
        if wrong:
            raise AlertError("; ".join(wrong))

    def _post(self, failure: Failure) -> None:
        assert self.url is not None
        told = {"text": failure.text, "run_id": failure.run_id, "job": failure.job}
        httpx.post(self.url, json=told, timeout=_SECONDS, follow_redirects=False).raise_for_status()

    def _mail(self, failure: Failure) -> None:
        message = EmailMessage()
        message["Subject"], message["From"], message["To"] = failure.subject, self.mail_from, ", ".join(self.mail_to)
        message.set_content(failure.text)
        with smtplib.SMTP(self.smtp_host, self.smtp_port, timeout=_SECONDS) as server:
            server.ehlo()
            is_private = server.has_extn("starttls")
            if is_private:
                server.starttls(context=ssl.create_default_context())
            if self.user is not None:
                if not is_private:
                    raise AlertError(f"{self.smtp_host} offers no TLS: the password is not sent")
                server.login(self.user, self.password or "")
            server.send_message(message)
