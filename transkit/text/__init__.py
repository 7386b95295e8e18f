"""Pure text work: sentences, protected spans, language tags. Knows no file, catalog or engine."""
