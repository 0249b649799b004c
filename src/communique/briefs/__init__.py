"""A question answered: facts to a Brief, and a Brief to text, Markdown, HTML or JSON."""
