"""Measuring: speed side by side with other tools, and the rules on generated decrees.

The generator writes decrees that are right at a random date and breaks exactly one thing; it reads
only the facts of the registry, never the stages that judge them, so that it can be their oracle.
"""
