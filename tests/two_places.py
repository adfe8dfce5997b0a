"""The real content with a made-up county of another province beside it, and what is asked of both."""

import shutil
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.content import Content, load
from tests.copies import content_copied
from tests.helpers import ROOT

JINCHENG, YUNHE = "晋城市", "云河县"
REGION = """
- region: 云河县
  offices:
    - {name: 县金融办}
    - {name: 县财政局}
    - {name: 县科技局}
    - {name: 县商务局}
    - {name: 县发改局}
"""


def save(root: Path, region: str = REGION) -> Path:
    """Write the content of both places into a folder."""
    content_copied(root)
    shutil.copytree(ROOT / "tests/yunhe/policy_data", root / "policy_data", dirs_exist_ok=True)
    with (root / "policy_data/departments.yaml").open("a", encoding="utf-8") as departments:
        departments.write(region)
    return root


@cache
def two_places(region: str = REGION) -> Content:
    """Return the content of both places."""
    with TemporaryDirectory() as folder:
        return load(save(Path(folder), region))
