"""Mail about initiatives, each once: of moves, of messages, of what is asked of assessors and organisations."""
