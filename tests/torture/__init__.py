"""Mail written to be hard to read: tricky but honest mails, and attacks on whatever reads them."""
