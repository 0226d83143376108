"""`flywheel demo` as its own process, as a newcomer starts it."""

import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


@dataclass
class Demo:
    url: str
    process: "subprocess.Popen[str]"

    def page(self, person: str, place: str) -> str:
        return f"{self.url}as/{person}/{place}"

    def interrupt(self) -> int:
        """Ctrl-C; returns the exit code once everything has stopped."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(timeout=15)


@contextmanager
def running_demo(data: Path) -> Iterator[Demo]:
    command = [sys.executable, "-m", "bot", "demo", "--port", "0", "--data", str(data)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    assert process.stdout is not None
    said: list[str] = []
    try:
        for line in process.stdout:
            said.append(line)
            if found := re.search(r"is open at (http://\S+)", line):
                yield Demo(found.group(1), process)
                break
        else:
            raise AssertionError("the demo did not start:\n" + "".join(said))
    finally:
        if process.poll() is None:
            process.kill()
        process.wait()
        process.stdout.close()
