"""Which figures belong together, and whether they may be compared.

Begin with ``compare.compare``: it chooses the figures of one metric, groups those that count
the same thing into blocks, and has each block judged. ``verdicts.py`` has the rules of
comparison, all in one table (``RULES``), and ``judge``, which applies them. ``rates.py`` derives
values per head and per month. ``side_by_side.py`` compares all metrics at once, and ``city.py``
lists what one city reports. ``excerpts.py`` says how much of a large catalog is shown at once.
Nothing here is said in words or drawn: that is for ``words/`` and ``drawing/``.
"""
