"""The endpoint and the pages over one store."""
