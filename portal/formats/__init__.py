"""How Django writes dates in Russian, where its own ways read wrong: «29 ноября» for «29 Ноябрь».

Knows nothing of the portal: Django finds it by FORMAT_MODULE_PATH. A change usually begins in `ru/formats.py`.
"""
