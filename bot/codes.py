"""What codes are called where staff read them: at the desk, in the figures, in the group."""

CHANNELS = {"telegram": "Telegram", "web": "网页", "api": "接口", "terminal": "终端"}
WHY = {"person": "找人工", "wrong": "说没答对", "none_meant": "给的几项都不是", "out_of_scope": "没答上"}
"""Why a question is in the queue."""
