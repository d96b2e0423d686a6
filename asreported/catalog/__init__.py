"""What the articles say, and the proof that they say it.

Begin with ``loading.load``: it reads ``metrics.yaml`` and its articles and gives a ``Catalog``
(``catalog.py``), or raises all problems that it finds. On its way it uses, in this order:
``files.py`` and ``yaml_reader.py`` (text to plain data), ``model.py`` and ``period.py`` (the
types of entries), ``checks.py`` (entries against each other), ``evidence.py`` with
``numerals.py`` (figures against the words of their articles), and ``problems.py`` (what to say
of a violation). ``limits.py`` says how large each may be. On a catalog work ``accounting.py``
(is each number of an article accounted for), ``annotation.py`` (an article with its quotes
marked), ``drafts.py`` (entries for a new article) and ``live.py`` (reload when a file changes).
"""
