"""What the sentences of a mail say about it: signs as data, and the few functions that weigh them."""
