"""SetupSite: the pages of setup, and what their forms send."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from unscroll.cli import setup_views
from unscroll.cli.page_server import Life
from unscroll.cli.page_token import Tokens
from unscroll.cli.setup_bodies import kept, one_text
from unscroll.cli.setup_five import completions
from unscroll.cli.setup_memory import remembered
from unscroll.cli.setup_questions import Question
from unscroll.cli.setup_work import Work
from unscroll.errors import Exit, UnscrollError

Handler = Callable[[Request], Awaitable[Response]]
_LONGEST_NAME = 200


class SetupSite:
    """One setup in one browser: what has no token sees a door without anything behind it."""

    def __init__(self, port: int, tokens: Tokens, life: Life, work: Work) -> None:
        self._tokens, self._life, self._work = tokens, life, work
        self._cookie = f"unscroll-{port}"
        self._keeping = asyncio.Lock()

    def app(self) -> Starlette:
        pages = [Route(f"/{step}", self._known(self._page), name=step) for step in setup_views.STEPS]
        routes = [
            Route("/", self._first),
            Route("/look.css", _asset),
            Route("/page.js", _asset),
            Route("/enter", self._enter, methods=["POST"]),
            *pages,
            Route("/live", self._known(self._live, counts=False)),
            Route("/names", self._known(self._names)),
            Route("/answer/{question}", self._known(self._answer), methods=["POST"]),
            Route("/finish", self._known(self._finish), methods=["POST"]),
        ]
        refusals = {UnscrollError: _refused, OSError: _system, HTTPException: _plain}
        return Starlette(routes=routes, exception_handlers=refusals)  # type: ignore[arg-type]

    def _known(self, handler: Handler, counts: bool = True) -> Handler:
        """For whom holds the token; whatever `counts` keeps the page open for longer."""

        async def guarded(request: Request) -> Response:
            if not self._tokens.holds(request.cookies.get(self._cookie, "")):
                return self._door(401)
            if counts:
                self._life.used()
            return await handler(request)

        return guarded

    def _door(self, status: int) -> Response:
        return HTMLResponse(setup_views.door(), status)

    async def _first(self, request: Request) -> Response:
        if not self._tokens.holds(request.cookies.get(self._cookie, "")):
            return self._door(200)
        memory = await asyncio.to_thread(remembered)
        open_ = memory.next if memory.answered and not memory.whole else None
        return RedirectResponse(f"/{open_ or setup_views.WELCOME}", 303)

    async def _enter(self, request: Request) -> Response:
        token = self._tokens.exchange(one_text(await _body(request), "code"))
        if token is None:
            return JSONResponse({"error": "this address was used already", "hint": ""}, 403)
        self._life.used()
        answer = JSONResponse({"next": "/"})
        answer.set_cookie(self._cookie, token, httponly=True, samesite="strict")
        return answer

    async def _page(self, request: Request) -> Response:
        step = request.url.path.removeprefix("/")
        try:
            return HTMLResponse(await asyncio.to_thread(setup_views.page, step, self._work))
        except (UnscrollError, OSError) as refused:
            return HTMLResponse(setup_views.trouble(step, refused), 503)

    async def _live(self, request: Request) -> Response:
        return JSONResponse(await asyncio.to_thread(self._work.told))

    async def _names(self, request: Request) -> Response:
        begun = request.query_params.get("q", "")[:_LONGEST_NAME]
        return JSONResponse({"names": await asyncio.to_thread(completions, begun)})

    async def _answer(self, request: Request) -> Response:
        try:
            question = Question(request.path_params["question"])
        except ValueError:
            raise HTTPException(404) from None
        body = await _body(request)
        async with self._keeping:
            said = await asyncio.to_thread(kept, question, body, self._work)
        return JSONResponse({"said": said})

    async def _finish(self, request: Request) -> Response:
        one_text({**await _body(request), "nothing": ""}, "nothing")
        self._life.ended = True
        return JSONResponse({"said": []})


async def _body(request: Request) -> Mapping[str, Any]:
    """The object that was sent. UnscrollError (2) for anything else."""
    try:
        told = json.loads(await request.body())
    except (ValueError, RecursionError):
        told = None
    if not isinstance(told, dict):
        raise UnscrollError("this is no JSON object", code=Exit.USAGE)
    return told


async def _asset(request: Request) -> Response:
    name = request.url.path.removeprefix("/")
    kind = "text/css" if name.endswith(".css") else "text/javascript"
    return Response(setup_views.asset(name), media_type=kind)


async def _refused(request: Request, refused: UnscrollError) -> Response:
    status = 422 if refused.code is Exit.USAGE else 503
    return JSONResponse({"error": setup_views.shown(refused.message), "hint": setup_views.shown(refused.hint)}, status)


async def _system(request: Request, refused: OSError) -> Response:
    return JSONResponse({"error": setup_views.of_system(refused), "hint": ""}, 503)


async def _plain(request: Request, refused: HTTPException) -> Response:
    return Response(f"{refused.detail}\n", refused.status_code, media_type="text/plain")
