"""A customer's pain: kept, shown on one card, echoed, merged, taken back."""
