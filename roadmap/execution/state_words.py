"""The words and signs of an assignment's state: pages, filters, documents and letters take them from here."""

WORDS = {
    # what was reported
    "not_started": "не начато",
    "in_progress": "в работе",
    "done": "выполнено",
    "not_done": "не выполнено",
    "postponed": "перенесено",
    "asked": "просят перенести",
    # what was not reported
    "ahead": "срок не наступил",
    "running": "срок не истёк",
    "silent": "нет отчёта",
    # when it was done
    "in_time": "выполнено в срок",
    "late": "выполнено с опозданием",
    "undated": "выполнено, без даты",
    # what the department said
    "none": "подтверждать не нужно",
    "waiting": "ждёт подтверждения",
    "confirmed": "подтверждено",
    "returned": "возвращено",
    "waived": "не требуется",
    # what needs somebody's attention
    "overdue": "просрочено",
    "soon": "сделать за 7 дней",
    # several assignments together
    "nothing": "не поручено",
    "partly_done": "выполнено не всеми",
    "partly_done_sign": "выполнено не всё",
}
OF_REPORTS = {
    "waiting": "ждут подтверждения",
    "returned": "возвращены школе",
    "confirmed": "подтверждены",
}
OF_ASSIGNMENTS = {
    "overdue": WORDS["overdue"],
    "waiting": OF_REPORTS["waiting"],
    "soon": WORDS["soon"],
    "returned": "возвращено школам",
}

# A sign beside each word, so that colour is not the only difference.
SIGNS = {
    "nothing": "·",
    "overdue": "!",
    "returned": "↩",
    "waiting": "?",
    "not_started": "○",
    "ahead": "○",
    "in_progress": "◐",
    "done": "●",
    "partly_done": "◑",
    "not_done": "✕",
    "postponed": "→",
    "waived": "⊘",
}
