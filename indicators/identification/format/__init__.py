"""What is stored as JSON: a method with its delivered library and its sentences, and the protocol of a judgement."""
