"""Who is looking: names, language, zone and moment that a page is drawn for."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from babel import Locale, UnknownLocaleError

# {block_id: {action_id: Slack's value dict}}, as in a view's state.values
Values = Mapping[str, Mapping[str, Mapping[str, Any]]]


@dataclass(frozen=True)
class Reader:
    user_id: str
    locale: str  # BCP 47: "en-US", "vi-VN"
    tz: str  # IANA
    now: datetime  # aware
    users: Mapping[str, str] = field(default_factory=dict)  # id -> name shown
    channels: Mapping[str, str] = field(default_factory=dict)  # id -> name, only those this person can see
    url: str = ""  # of the sandbox, without a slash at the end
    private_channels: Collection[str] = ()
    shared_channels: Collection[str] = ()  # with another company

    @property
    def babel(self) -> Locale:
        try:
            return Locale.parse(self.locale, sep="-")
        except (ValueError, UnknownLocaleError):
            return Locale("en")

    def word(self, key: str) -> str:
        """One of the few words that Slack's client itself says, in this person's language."""
        return _WORDS.get(self.babel.language, _WORDS["en"])[key]


_WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "choose": "Choose an option",
        "data": "The same as a table",
        "more": "More actions",
        "no": "No",
        "none": "Nothing chosen",
        "optional": "(optional)",
        "private": "private channel",
        "search": "Type to search",
        "today": "today",
        "tomorrow": "tomorrow",
        "unsupported": "This block cannot be shown here: {kind}",
        "video": "Watch the video",
        "yes": "Yes",
        "yesterday": "yesterday",
    },
    "vi": {
        "choose": "Chọn một mục",
        "data": "Xem dạng bảng",
        "more": "Thao tác khác",
        "no": "Không",
        "none": "Chưa chọn",
        "optional": "(không bắt buộc)",
        "private": "kênh riêng tư",
        "search": "Nhập để tìm",
        "today": "hôm nay",
        "tomorrow": "ngày mai",
        "unsupported": "Không thể hiển thị khối này: {kind}",
        "video": "Xem video",
        "yes": "Có",
        "yesterday": "hôm qua",
    },
}
