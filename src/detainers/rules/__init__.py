"""The rules a record must keep: named functions that look at one record and say what is wrong with it, or nothing.

A rule is called for what must hold (`ends_after_it_starts`). It yields findings: a path below the record, what is wrong
and what to write instead. It reads no file, knows no line number and prints nothing; `check` does that.
"""
