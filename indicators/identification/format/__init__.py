"""The data stored as JSON: methods, with the delivered ones and their sentences, and protocols of judgements."""
