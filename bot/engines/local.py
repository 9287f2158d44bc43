"""One process, one mailbox: IDLE wakes the round, a ticker does so when nothing arrives."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from types import FrameType

import structlog
from apscheduler.schedulers.background import BackgroundScheduler

from bot.app import App, Summary
from bot.core.errors import ConfigurationError, OperatorError, TrajectbotError, TransientError
from bot.engines.again import again
from bot.engines.unread import tell_unread
from bot.engines.unwritten import Unwritten, tried
from bot.shell.imap.mailbox import Mailbox, backoff
from bot.shell.ledger.files.lock import Still, only_one
from bot.shell.operator.health import beat, tell_systemd
from bot.shell.round.beginning import ready, unusable
from bot.shell.round.looking.ahead import refuse_ahead
from bot.shell.round.workshop import Opens, opened
from bot.shell.servers.accounts import imap_endpoint
from bot.shell.settings.frozen import Settings

TICK_SECONDS = 60
PULSE_SECONDS = 30
log = structlog.get_logger("trajectbot")


def one_round(settings: Settings, now: datetime, *, own_clock: bool = False, opens: Opens = opened) -> Summary:
    """Everything opened, one round, everything closed; `own_clock`: the machine's clock shows `now`."""
    endpoint = imap_endpoint(settings.imap)
    ready(settings)
    with only_one(settings), opens(settings) as workshop, Mailbox(endpoint) as mailbox:
        app = App(workshop, own_clock=own_clock)
        again(app, mailbox, now)
        refuse_ahead(workshop.ledger, mailbox)
        summary = app.round(mailbox, now)
        with workshop.book() as book:
            beat(book, now)
        return summary


class Pulse:
    """Tells systemd that the daemon lives, as often as it matters: because something was done, never by the clock."""

    def __init__(self) -> None:
        self._told = time.monotonic()

    def __call__(self) -> None:
        """Something was done."""
        if time.monotonic() - self._told > PULSE_SECONDS:
            self._told = time.monotonic()
            tell_systemd("WATCHDOG=1")


class Alarm:
    """Interrupts waiting: for good when the daemon must stop, once when the ticker ticks."""

    def __init__(self) -> None:
        self.stopping = threading.Event()
        self._ticked = threading.Event()

    def is_set(self) -> bool:
        """Whether to stop waiting now."""
        return self.stopping.is_set() or self._ticked.is_set()

    def wait(self, timeout: float | None = None) -> bool:
        """Sleeps in short slices: two events cannot be waited for at once."""
        until = time.monotonic() + (timeout or 0)
        while not self.is_set() and time.monotonic() < until:
            self.stopping.wait(min(0.5, max(0.0, until - time.monotonic())))
        return self.is_set()

    def tick(self) -> None:
        """The minute is over: ask what is due."""
        self._ticked.set()

    def rest(self) -> None:
        """The tick was heard."""
        self._ticked.clear()

    def stop(self, number: int = 0, frame: FrameType | None = None) -> None:
        """End after the round at hand."""
        self.stopping.set()


def run_forever(settings: Settings, alarm: Alarm | None = None) -> None:
    """Rounds until stopped; a server that is away is tried again with growing pauses."""
    alarm = alarm or Alarm()
    if threading.current_thread() is threading.main_thread():
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, alarm.stop)
    imap_endpoint(settings.imap)  # a missing password is told at once
    ticker = BackgroundScheduler(timezone=UTC)
    one = {"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
    ticker.add_job(alarm.tick, "interval", seconds=TICK_SECONDS, **one)
    ticker.start()
    try:
        _begun(settings, alarm, Unwritten(settings))
    finally:
        ticker.shutdown(wait=False)


def _begun(settings: Settings, alarm: Alarm, unwritten: Unwritten) -> None:
    """Opens everything and makes rounds; stores that are locked, full or read-only at the start are tried again."""
    failures = 0
    while not alarm.stopping.is_set():
        try:
            ready(settings)
            with only_one(settings) as still, opened(settings) as workshop:
                tell_systemd("READY=1")
                _rounds(App(workshop, Pulse(), own_clock=True), settings, alarm, still, unwritten)
        except TransientError as error:
            failures += 1
            log.warning("trouble", problem=_kind(error), seconds=round(backoff(failures)))
            if unusable(settings):
                unwritten.fails(datetime.now(UTC))
            alarm.wait(backoff(failures))
            alarm.rest()


def _rounds(app: App, settings: Settings, alarm: Alarm, still: Still, unwritten: Unwritten) -> None:
    failures, began, fits = 0, time.monotonic(), False
    while not alarm.stopping.is_set():
        try:
            with Mailbox(imap_endpoint(settings.imap)) as mailbox:
                if not fits:
                    again(app, mailbox, datetime.now(UTC))
                    refuse_ahead(app.workshop.ledger, mailbox)
                fits = True
                for _ in _over_one_connection(app, mailbox, settings, alarm, still):
                    failures, began = 0, time.monotonic()
        except ConfigurationError:
            raise
        except (TransientError, OperatorError) as error:
            failures += 1
            log.warning("trouble", problem=_kind(error), seconds=round(backoff(failures)))
            more, began = timedelta(seconds=time.monotonic() - began), time.monotonic()
            _without_mailbox(app, more, unwritten)
            tell_systemd("WATCHDOG=1")  # it lives, and tries: only a daemon that hangs is started anew
            alarm.wait(backoff(failures))
            alarm.rest()


def _over_one_connection(app: App, mailbox: Mailbox, settings: Settings, alarm: Alarm, still: Still) -> Iterator[None]:
    """A round, and again whenever something happens; each round that came to its end is told."""
    while not alarm.stopping.is_set():
        still()
        now = datetime.now(UTC)
        summary = app.round(mailbox, now)
        with app.workshop.book() as book:
            beat(book, now)
        tell_systemd("WATCHDOG=1")
        if summary.handled or summary.sent:
            log.info("round", handled=summary.handled, sent=summary.sent, unsettled=summary.unsettled)
        yield
        alarm.rest()
        mailbox.wait(settings.imap.poll_seconds, alarm)


def _without_mailbox(app: App, more: timedelta, unwritten: Unwritten) -> None:
    """While the mailbox is away, time goes on: what is due is put in the outbox."""
    now = datetime.now(UTC)
    try:
        with app.workshop.book() as book:
            tried(book, now)
    except TransientError as error:
        log.warning("trouble", problem=_kind(error))
        unwritten.fails(now)
        return
    unwritten.works()
    try:
        now = app.begin(now)
        app.tick(now)
        tell_unread(app.workshop, now, more)
    except (TransientError, OperatorError) as error:
        log.warning("trouble", problem=_kind(error))


def _kind(error: TrajectbotError) -> str:
    return type(error).__name__
