"""The pages: pure functions from a store and a request to an answer, run in bounded workers."""
