"""After a restore the clock sends no wave that was due before it: it may have gone. A person sets it going again."""

import datetime

from django.conf import settings
from django.urls import reverse

from governance.meetings.facts import all_as_published
from newsletters.network_meeting.models import Wave
from newsletters.network_meeting.obligation import of_the_office
from zorgzaam.house import House
from zorgzaam.post.office import Letter, put
from zorgzaam.post.restored import is_shut, restored_at

KIND = "network-wave-waits"


def waits_for_a_person(wave: Wave, back: datetime.datetime | None) -> bool:
    """Whether a wave that is on was due, and set going, before the book was put back (`back`, of `restored_at`)."""
    if back is None or wave.started_at is None or wave.stopped_at is not None:
        return False
    return max(wave.goes_at, wave.started_at) <= back


def tell() -> int:
    """Write to the netwerkbureau about each wave that waits so, once a restore; how many mails are new. Nothing while
    the post office is shut: it may be noticed then that all went."""
    back = restored_at()
    if back is None or is_shut():
        return 0
    waves = Wave.objects.due().filter(started_at__lte=back, goes_at__lte=back)
    found = list(waves.select_related("network_meeting__meeting"))
    all_as_published(wave.network_meeting.meeting for wave in found)
    meant = [wave for wave in found if _is_of_use(wave)]
    people = of_the_office() if meant else []
    return sum(
        put(KIND, f"{wave.pk.hex}-{back.timestamp():.0f}", person, _letter(wave))
        for wave in meant
        for person in people
    )


def _is_of_use(wave: Wave) -> bool:
    from newsletters.network_meeting.sending import is_on, waiting

    return is_on(wave) and waiting(wave).exists()


def _letter(wave: Wave) -> Letter:
    meeting = wave.network_meeting
    name = wave.get_kind_display().lower()
    text = (
        f"Goedendag,\n\nDe databank is teruggezet uit een reservekopie. De mail “{name}” voor {meeting.meeting.title} "
        "stond daarvoor al aan. Wie hem in de lijst nog niet heeft, kan hem toch al hebben gekregen. Daarom gaat er nu "
        "niets uit.\n\nKijk wat er is verstuurd, en zet de mail alleen weer aan als hij nog niet weg is:\n\n"
        f"{settings.SITE_URL}{reverse('network_meeting', args=[meeting.pk])}\n\n"
        f"Met vriendelijke groet,\n{House.objects.of_region().network_name}\n"
    )
    return Letter(f"Wacht op jou: {name} voor {meeting.meeting.title}", text)
