"""Carrying an initiative out: begin, milestones, reports, and how it ends."""
