"""Read the parts of a decree: sections, citations, plan, signatures."""
