"""Precision and recall of the reader against a folder of gold claims."""
