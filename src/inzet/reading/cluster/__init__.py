"""Bulk reading on a Dask cluster that is there already: texts go out, what they say comes back.

This machine opens the files, extracts their text and judges their classification, in the guard's
processes as always; what is above the record's ceiling goes no further. The text is read by a
worker of the cluster (:mod:`worker`), again in a guarded process of its own; this machine alone
writes (:mod:`readers`). ``distributed`` is an extra, imported when a cluster is asked for.
"""
