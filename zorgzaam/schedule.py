"""What runs by the clock, per app: the settings hand this to Celery's beat.

A wake-up can be lost, so most jobs look every minute for facts without consequences. Seconds, or an hour of the day.
"""

from celery.schedules import crontab

Entry = dict[str, str | float | crontab]

MINUTE, HOUR = 60.0, 3600.0


def every(seconds: float, task: str) -> Entry:
    """Run `task` again and again, `seconds` apart."""
    return {"task": task, "schedule": seconds}


def daily(hour: int, minute: int, task: str) -> Entry:
    """Run `task` once a day, at this time in CELERY_TIMEZONE."""
    return {"task": task, "schedule": crontab(hour=str(hour), minute=str(minute))}


KERNEL = {
    "post-sweep": every(MINUTE, "zorgzaam.post.jobs.sweep"),
    "post-mailings": every(MINUTE, "zorgzaam.post.jobs.send_mailings"),
    # The answer to a mail that does not arrive may take days: some minutes are soon enough.
    "post-bounces": every(5 * MINUTE, "zorgzaam.post.bounces.jobs.read_bounces"),
    "scan-quarantine": every(MINUTE, "zorgzaam.files.jobs.scan_waiting"),
    "worker-heartbeat": every(20.0, "zorgzaam.health.heartbeat"),
    "clear-sessions": daily(3, 7, "zorgzaam.accounts.jobs.clear_sessions"),
    "clear-leftovers": daily(3, 17, "zorgzaam.files.jobs.clear_leftovers"),
    "clear-unheld-files": daily(3, 27, "zorgzaam.files.jobs.clear_unheld"),
}

NEWSLETTERS = {
    "newsletter-issues": every(MINUTE, "newsletters.dispatch.jobs.send_issues"),
    "newsletter-forget": daily(3, 37, "newsletters.subscriptions.jobs.forget_late_subscribers"),
    "network-meeting-waves": every(MINUTE, "newsletters.network_meeting.jobs.send_waves"),
    "network-meeting-changes": every(MINUTE, "newsletters.network_meeting.jobs.tell_changes"),
    "network-meeting-year": daily(7, 53, "newsletters.network_meeting.jobs.warn_of_the_year"),
    "network-meeting-forget": daily(3, 47, "newsletters.network_meeting.jobs.forget_people"),
}

PARTNERS = {
    "access-expires": daily(3, 27, "partners.joining.jobs.expire_access_requests"),
    "lists-forget": every(HOUR, "partners.importing.jobs.forget_lists"),
    "initiatives-print": every(MINUTE, "partners.initiatives.jobs.print_submissions"),
    "initiatives-received": every(MINUTE, "partners.initiatives.jobs.tell_received"),
    "initiatives-cosign": every(MINUTE, "partners.initiatives.jobs.ask_to_cosign"),
    "initiatives-ending": every(HOUR, "partners.initiatives.jobs.warn_of_ending_drafts"),
    "initiatives-forget": daily(3, 27, "partners.initiatives.jobs.forget_drafts"),
    "initiative-publications": every(MINUTE, "partners.initiatives.publishing.jobs.tell_about_publications"),
    # A report is due on a day; within the hour is soon enough.
    "initiative-reports": every(HOUR, "partners.initiatives.execution.jobs.ask_for_reports"),
    "initiative-moves": every(MINUTE, "partners.initiatives.emails.jobs.tell_about_moves"),
    "initiative-messages": every(MINUTE, "partners.initiatives.emails.jobs.tell_about_messages"),
    "initiative-assessors": every(MINUTE, "partners.initiatives.emails.jobs.ask_assessors"),
    # A term counts in whole days; within the hour is soon enough.
    "initiative-terms": every(HOUR, "partners.initiatives.emails.jobs.remind"),
}

REGIOPLAN = {
    "plan-news": every(MINUTE, "regioplan.plans.jobs.tell_about_plans"),
    "plan-reminders": daily(7, 23, "regioplan.approvals.jobs.remind_municipalities"),
    "agreements-asked": every(MINUTE, "regioplan.agreements.jobs.ask_organisations"),
    "agreements-answered": every(MINUTE, "regioplan.agreements.jobs.tell_of_answers"),
    # A late report is asked for once, at most an hour after it became late.
    "progress-late": every(HOUR, "regioplan.progress.jobs.ask_for_late_reports"),
    "voice-answers": every(MINUTE, "regioplan.voices.jobs.tell_about_answers"),
    "care-plan-outcomes": every(MINUTE, "regioplan.transformation_plans.jobs.tell_applicants"),
    "care-plan-queue": every(MINUTE, "regioplan.transformation_plans.jobs.tell_insurers_of_the_queue"),
    "care-plan-desk": every(HOUR, "regioplan.transformation_plans.jobs.tell_the_desk_is_open"),
    # A term counts in whole days; within the hour is soon enough.
    "care-plan-terms": every(HOUR, "regioplan.transformation_plans.jobs.remind_insurers"),
}

GOVERNANCE = {
    "mandates-lapsing": daily(7, 41, "governance.bodies.jobs.tell_of_lapsing_mandates"),
    "writing-news": every(MINUTE, "governance.writing.jobs.tell_about_texts"),
    "agenda-embargoes": every(MINUTE, "governance.meetings.jobs.publish_ended_embargoes"),
    "agenda-news": every(MINUTE, "governance.meetings.jobs.tell_about_publications"),
    "agenda-stops": every(MINUTE, "governance.meetings.jobs.tell_about_stops"),
    "agenda-recurring": every(5 * MINUTE, "governance.series.jobs.bring_back_items"),
    # A term counts in whole days; within the hour is soon enough.
    "agenda-terms": every(HOUR, "governance.series.jobs.tell_about_terms"),
    "proposals": every(MINUTE, "governance.intake.jobs.tell_about_proposals"),
    # A decision wakes it at once; this finds what was parked, moved, given back or missed.
    "initiatives-follow": every(MINUTE, "governance.initiatives.jobs.follow_items"),
    "advice": every(5 * MINUTE, "governance.intake.jobs.tell_about_advice"),
    # What came into a dossier yesterday, in one mail in the morning; asked again it sends nothing twice.
    "dossier-news": daily(6, 47, "governance.council.news.jobs.tell_about_dossiers"),
    "council-lists-forget": every(HOUR, "governance.council.importing.jobs.forget_council_lists"),
    "answers-sent": every(MINUTE, "governance.council.answers.jobs.tell_about_answers"),
    "contributions": every(MINUTE, "governance.council.answers.jobs.tell_about_contributions"),
    "question-delays": every(MINUTE, "governance.council.questions.jobs.tell_about_delays"),
    "session-changes": every(MINUTE, "governance.council.sessions.jobs.tell_who_comes"),
    "invitations": every(MINUTE, "governance.attendance.jobs.tell_invited"),
    "decisions-carried-out": every(MINUTE, "governance.executions.jobs.tell_about_executions"),
    # Within the hour is soon enough: an action is due on a day.
    "actions-due": every(HOUR, "governance.actions.jobs.remind_of_actions"),
    "bottlenecks-answered": every(MINUTE, "governance.bottlenecks.jobs.tell_of_answers"),
    "bundles-make": every(MINUTE, "governance.bundles.jobs.make_books"),
    "bundles-forget": daily(3, 37, "governance.bundles.jobs.forget_books"),
    "printouts-make": every(MINUTE, "governance.printouts.jobs.make_printouts"),
    "printouts-forget": every(HOUR, "governance.printouts.jobs.forget_printouts"),
    # An open screen counts at once; this is for when nobody looks.
    "votes-closed": every(20.0, "governance.live.jobs.count_votes"),
    "minutes-news": every(MINUTE, "governance.minutes.jobs.tell_about_minutes"),
    "council-news": every(MINUTE, "governance.council.handling.jobs.tell_followers"),
    "briefings-publish": every(MINUTE, "governance.briefings.dispatch.jobs.publish_asked"),
    "briefings-comments": every(MINUTE, "governance.briefings.comments.mail.tell_about_comments"),
    "briefings-determine": every(MINUTE, "governance.briefings.determining.mail.tell_portfolio_holders"),
    "briefings-announce": every(MINUTE, "governance.briefings.jobs.announce"),
}

SCHEDULE: dict[str, Entry] = KERNEL | PARTNERS | REGIOPLAN | GOVERNANCE | NEWSLETTERS
