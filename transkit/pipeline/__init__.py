"""The use cases: values in, values out, no terminal; the command line is one caller of many."""
