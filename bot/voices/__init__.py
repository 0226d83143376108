"""The customer's voice: a fortnightly digest, and stories of people who did right by a customer."""
