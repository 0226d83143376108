"""The functions of the company, and the steps of the customer's journey each of them owns."""
