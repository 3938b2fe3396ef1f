"""Models: which there are, how they are downloaded, found and opened."""
