"""Money: instruments, applications, amounts with source and date, and what is covered (domain.md 13, E3)."""
