"""The process that owns the Java server, and ends it as soon as nobody uses it any more.

It runs apart from the app and the commands (`python -m workbook.proofreading.languagetool.guard`), so that
it outlives any one of them that is killed. It stands on the standard library alone, to start at once.
"""
