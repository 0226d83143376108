"""Writes the next migration from what the models say now: `python -m bot.store.migrations "add owners"`.

Read it before it is committed, and set `HEAD` in `bot/store/migrate.py`. Alembic does not see changed CHECKs and
partial indexes; a test sees that they are missing.
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from alembic import command
from alembic.script import ScriptDirectory

from bot.store.migrate import alembic_config, migrating_engine


def main(message: str) -> None:
    with TemporaryDirectory() as folder:
        engine = migrating_engine(f"sqlite:///{Path(folder) / 'empty.db'}")
        with engine.begin() as connection:
            config = alembic_config(connection)
            config.set_section_option("post_write_hooks", "hooks", "ruff")
            config.set_section_option("post_write_hooks", "ruff.type", "module")
            config.set_section_option("post_write_hooks", "ruff.module", "ruff")
            config.set_section_option("post_write_hooks", "ruff.options", "format REVISION_SCRIPT_FILENAME")
            count = len(list(ScriptDirectory.from_config(config).walk_revisions()))
            command.upgrade(config, "head")
            command.revision(config, message, autogenerate=True, rev_id=f"{count + 1:04d}")


if __name__ == "__main__":
    main(" ".join(sys.argv[1:]))
