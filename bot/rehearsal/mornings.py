"""Each morning, before anybody is written to: whose day is it? In the evening: did she hear of it?"""

from datetime import date, datetime, time
from functools import partial

from bot.rehearsal.facts import Promise, promises_on
from bot.rehearsal.judge import Judge
from bot.rehearsal.play import Play
from bot.rehearsal.wall import DAY, Wall

BEFORE_NINE, NINE, EVENING = time(8, 55), time(9), time(17)


class Mornings:
    def __init__(self, play: Play, judge: Judge) -> None:
        self._play, self._judge = play, judge
        self._due: list[tuple[datetime, datetime, list[Promise]]] = []
        options = play.company.options
        for home in play.company.homes:
            day = options.start
            while day < options.end:
                play.at(Wall(home.zone).at(day, BEFORE_NINE), partial(self._look, Wall(home.zone), day))
                day += DAY

    async def _look(self, wall: Wall, day: date) -> None:
        """Not on a morning that was over before anybody could look."""
        play = self._play
        local = wall.local(play.clock.now())
        if local.date() != day or local.time() >= NINE:
            return
        owner_of = play.company.of
        promises = [
            promise
            for promise in await play.read(promises_on, day)
            if owner_of[promise.person].zone == wall.zone and owner_of[promise.person].wall.works(day)
        ]
        self._due.append((wall.at(day, NINE), wall.at(day, EVENING), promises))

    def ask(self, until: datetime) -> None:
        """About all days that are over by then."""
        over = [one for one in self._due if one[1] <= until]
        self._due = [one for one in self._due if one[1] > until]
        for at, _, promises in over:
            self._judge.morning(at, promises)
        self._judge.forget(until.date())
