"""What comes of each sample. `UNSCROLL_GOLDEN=write pytest tests/golden` writes the expectations anew."""

import json
import os

import pytest
from support.contacts import OF, SAMPLES, as_told

from unscroll.importers.contract import Ask


@pytest.mark.parametrize("name", OF)
def test_a_sample_is_read_as_agreed(name):
    read = [as_told(record) for record in OF[name].read(SAMPLES / name, Ask())]
    target = SAMPLES / f"{name}.expected.json"
    if os.environ.get("UNSCROLL_GOLDEN") == "write":
        target.write_text(json.dumps(read, indent=1, ensure_ascii=False) + "\n", "utf-8")
    assert read == json.loads(target.read_text("utf-8"))
