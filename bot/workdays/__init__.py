"""Working days: weekends, holidays by country, and a company's own days off."""
