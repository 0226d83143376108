"""Things that fall due: a row says what is to be looked at, and when. The clock only knocks."""
