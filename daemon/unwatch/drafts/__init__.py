"""What a draft is made of: the records, the sentences of each language, and what may be taken from mail and notes."""
