"""Execution of a plan: assignments derived from its words, reports, review, evidence, reminders, somebody's tasks.

It knows programmes, the plan's rows and the models of responsibles; of pages that show a plan or edit it, nothing.
A change usually begins in `state.py`: what an assignment's state is; pages, filters, documents and letters follow it.
"""
