"""Queries of the shapes compiled to plain Python checks over an index of one decree's graph.

`reading` parses the SPARQL that stands in the shapes file, `writing` makes Python of it, `facts` is
the index that runs it, `values` compares terms as SPARQL does, `program` keeps what was compiled.
"""
