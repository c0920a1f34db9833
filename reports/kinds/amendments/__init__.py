"""«Изменения, которые вносятся»: what a revision changes, as text of an order and as a table beside."""
