"""Sheets: a paper file as tables, one row a statement, and tables as paper files.

Read :mod:`.columns` (which columns there are), :mod:`.cells` (what a cell holds), :mod:`.rows` (papers to tables),
:mod:`.papers` (tables to papers, each value with its cell), :mod:`.wide` (one row a patient, by a mapping);
:mod:`.files` knows CSV and Excel.
"""
