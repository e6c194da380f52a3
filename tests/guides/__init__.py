"""The user guides in docs/th: their pictures are made from the local platform, their phrases are held to the bot."""
