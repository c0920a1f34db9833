"""«Паспорт школы»: results by year, lists, activities."""
