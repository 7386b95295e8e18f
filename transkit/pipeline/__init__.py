"""The use cases: values in, values out, no terminal. The command line is one caller among others."""
