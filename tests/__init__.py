"""Tests mirror the tree of src/communique, one file a module."""
