"""Settings that break the reading of them, under the running service: said, and those of before still hold."""

import asyncio
import os

from support.served import Sources, served


def pipe(config):
    fresh = config.with_name("fresh")
    os.mkfifo(fresh)
    fresh.replace(config)


def written(text):
    return lambda config: config.write_text(text)


def test_whatever_the_file_holds_the_service_answers_and_says_it(tmp_path):
    async def play():
        async with served(tmp_path, Sources()) as it:
            config, watch = it.service.places.config_file, it.service.parts.watch
            for harm, says in (
                (written("cap = " + "[" * 800), "too deeply nested"),
                (written("cap = " + "9" * 5_000), "a number is too long"),
                (pipe, "no regular file"),
            ):
                config.unlink(missing_ok=True)
                config.write_text('cap = "45m"\n')
                await it.until(lambda: not watch.trouble and watch.settings.cap_ms == 2_700_000, "the cap")
                harm(config)
                await it.until(lambda says=says: says in watch.trouble, says)
                status = await it.wire.ask("status")
                assert (status["cap_s"], status["flags"]) == (2_700, ["degraded"])
                assert any(says in line for line in status["troubles"])

    asyncio.run(play())
