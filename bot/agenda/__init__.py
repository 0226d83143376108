"""The agenda of a meeting: what people bring, and what the evidence brings by itself."""
