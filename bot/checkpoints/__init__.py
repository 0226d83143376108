"""Monthly KPI reviews and QBRs: hindsight by the bot, insight and foresight by the leaders."""
