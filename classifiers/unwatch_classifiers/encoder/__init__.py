"""The small encoder: a language model that reads a mail as a whole, and knows sentences that nobody wrote before."""
