"""Kinds of rules, each a module or a folder, and nothing else: whatever lies here is a kind that methods may use.

A kind is its `KIND`: the shape in the method's JSON (with its sentence and its faults), the evaluator that the shape
makes, and its place in the form. `shared.found_kinds` lists this folder; no kind is named anywhere else.
"""
