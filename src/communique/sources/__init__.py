"""Where documents come from: files, folders, plain text, HTML; each source yields Documents."""
