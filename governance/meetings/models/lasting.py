"""What once stood on a published agenda is taken off or taken back, never deleted (design.md, mechanism 4)."""

import pgtrigger


def never_deleted() -> list[pgtrigger.Trigger]:
    """For a model with `published_at`: once set, the row is not deleted and the moment is not written over."""
    once = pgtrigger.Q(old__published_at__isnull=False)
    return [
        pgtrigger.Protect(name="keep_what_was_published", operation=pgtrigger.Delete, condition=once),
        pgtrigger.Trigger(
            name="keep_moment_of_publication",
            operation=pgtrigger.UpdateOf("published_at"),  # type: ignore[no-untyped-call]
            when=pgtrigger.Before,
            condition=once & pgtrigger.Q(old__published_at__df=pgtrigger.F("new__published_at")),
            func="RAISE EXCEPTION 'pgtrigger: what was published stays published in %', TG_TABLE_NAME;",
        ),
    ]


def keep_with_publications() -> pgtrigger.Trigger:
    """For the meeting: not deleted once an agenda of it was published."""
    return pgtrigger.Trigger(
        name="keep_what_was_published",
        operation=pgtrigger.Delete,
        when=pgtrigger.Before,
        func="""
            IF EXISTS (SELECT FROM governance_agendapublication WHERE meeting_id = OLD.id) THEN
                RAISE EXCEPTION 'pgtrigger: Cannot delete a meeting of which an agenda was published';
            END IF;
            RETURN OLD;
        """,
    )
