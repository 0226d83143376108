"""The three people of the tests: one where the sun is up first, one where it is up last, one in between."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Somebody:
    user_id: str
    name: str
    locale: str
    time_zone: str


LAN = Somebody("U0LAN", "Trần Thị Lan", "vi-VN", "Asia/Ho_Chi_Minh")
MAYA = Somebody("U0MAYA", "Maya Lopez", "en-US", "America/New_York")
TOM = Somebody("U0TOM", "Tom Becker", "de-DE", "Europe/Berlin")
