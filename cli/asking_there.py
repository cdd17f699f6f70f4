"""Asking there: a question in a notification, for who has no terminal before them."""

import asyncio
from collections.abc import Mapping

from unscroll.daemon.notifications import Notifications
from unscroll.errors import Exit, Unavailable, UnscrollError

PATIENCE_S = 60.0
"""How long an answer may take."""


def asked_there(env: Mapping[str, str], question: str, hint: str, answers: Mapping[str, str]) -> str:
    """The key of the answer that was chosen, "" where none was. UnscrollError (74) where nobody shows notifications
    that can be answered: then `hint` is shown, where anything is."""
    return asyncio.run(_asked(env.get("DBUS_SESSION_BUS_ADDRESS", ""), question, hint, answers))


def say_there(env: Mapping[str, str], words: str) -> None:
    """One line; a desktop that shows none is no error: what it says was done already."""
    try:
        asyncio.run(_said(env.get("DBUS_SESSION_BUS_ADDRESS", ""), words))
    except Unavailable:
        return


async def _asked(address: str, question: str, hint: str, answers: Mapping[str, str]) -> str:
    notifications = Notifications(address)
    answer: asyncio.Future[str] = asyncio.get_running_loop().create_future()

    def chosen(key: str) -> None:
        if not answer.done():
            answer.set_result(key)

    try:
        await notifications.welcome()
        if not notifications.answers:
            await notifications.say("unscroll asks this in a terminal", hint)
            raise UnscrollError("notifications take no answers here", hint, Exit.IO)
        await notifications.ask(question, hint, answers, chosen)
        return await asyncio.wait_for(answer, PATIENCE_S)
    except TimeoutError:
        return ""
    finally:
        notifications.close()


async def _said(address: str, words: str) -> None:
    notifications = Notifications(address)
    try:
        await notifications.say(words)
    finally:
        notifications.close()
