"""Pure text work: sentences and which belong together, anchors, protected spans, language tags.

Knows no file, catalog or engine.
"""
