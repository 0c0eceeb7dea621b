"""Reports as mailers write them, about a mail of ours. Invented names and addresses."""

POSTFIX = """\
Return-Path: <>
From: MAILER-DAEMON@relay.zorgzaam.example (Mail Delivery System)
Subject: Undelivered Mail Returned to Sender
To: terug@zorgzaam.example
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="A1B2C3/relay.zorgzaam.example"
Message-Id: <{own}@relay.zorgzaam.example>

This is a MIME-encapsulated message.

--A1B2C3/relay.zorgzaam.example
Content-Description: Notification
Content-Type: text/plain; charset=us-ascii

I'm sorry to have to inform you that your message could not be delivered.

--A1B2C3/relay.zorgzaam.example
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; relay.zorgzaam.example
{envelope}X-Postfix-Queue-ID: A1B2C3
X-Postfix-Sender: rfc822; terug@zorgzaam.example
Arrival-Date: Mon, 23 Nov 2026 10:00:00 +0100 (CET)

Final-Recipient: rfc822; {address}
Original-Recipient: rfc822;{address}
Action: {action}
Status: {status}
Remote-MTA: dns; mx.deltaland.example
Diagnostic-Code: smtp; {said}

--A1B2C3/relay.zorgzaam.example
Content-Description: Undelivered Message Headers
Content-Type: text/rfc822-headers

From: Zorgzaam <noreply@zorgzaam.example>
To: {address}
Subject: Nieuws
Message-ID: {message_id}

--A1B2C3/relay.zorgzaam.example--
"""

EXCHANGE = """\
Return-Path: <>
From: Microsoft Outlook <postmaster@deltaland.example>
To: <terug@zorgzaam.example>
Subject: =?utf-8?Q?Niet_bezorgbaar:_Nieuws?=
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status;
\tboundary="_000_5f1c"
X-MS-Exchange-Message-Is-Ndr:
In-Reply-To: {message_id}
Message-ID: <{own}@deltaland.example>

--_000_5f1c
Content-Type: multipart/alternative; differences=Content-Type;
\tboundary="_001_5f1c"

--_001_5f1c
Content-Type: text/plain; charset="utf-8"
Content-Transfer-Encoding: quoted-printable

Uw bericht aan {address} kon niet worden bezorgd.
--_001_5f1c
Content-Type: text/html; charset="utf-8"

<p>Uw bericht kon niet worden bezorgd.</p>
--_001_5f1c--

--_000_5f1c
Content-Type: message/delivery-status

Reporting-MTA: dns;MX01.deltaland.example
Received-From-MTA: dns;relay.zorgzaam.example
Arrival-Date: Mon, 23 Nov 2026 09:00:00 +0000

Final-Recipient: rfc822;{address}
Action: {action}
Status: {status}
Diagnostic-Code: smtp;{said}

--_000_5f1c
Content-Type: message/rfc822

From: Zorgzaam <noreply@zorgzaam.example>
To: {address}
Message-ID: {message_id}
Subject: Nieuws
MIME-Version: 1.0
Content-Type: text/plain

Nieuws uit de regio.
--_000_5f1c--
"""

GMAIL = """\
Return-Path: <>
From: Mail Delivery Subsystem <mailer-daemon@grootpost.example>
To: terug@zorgzaam.example
Auto-Submitted: auto-replied
Subject: Delivery Status Notification (Failure)
References: {message_id}
In-Reply-To: {message_id}
X-Failed-Recipients: {address}
Message-ID: <{own}@mx.grootpost.example>
Content-Type: multipart/report; boundary="00000000000077"; report-type=delivery-status

--00000000000077
Content-Type: multipart/related; boundary="000000000000d1"

--000000000000d1
Content-Type: multipart/alternative; boundary="000000000000d2"

--000000000000d2
Content-Type: text/plain; charset="UTF-8"

** Address not found **
--000000000000d2--
--000000000000d1--
--00000000000077
Content-Type: message/delivery-status

Reporting-MTA: dns; grootpost.example
Arrival-Date: Mon, 23 Nov 2026 01:00:00 -0800 (PST)
X-Original-Message-ID: {message_id}

Final-Recipient: rfc822; {address}
Action: {action}
Status: {status}
Diagnostic-Code: smtp; {said}
Last-Attempt-Date: Mon, 23 Nov 2026 01:00:01 -0800 (PST)

--00000000000077
Content-Type: message/rfc822

To: {address}
From: Zorgzaam <noreply@zorgzaam.example>
Message-ID: {message_id}
Subject: Nieuws

Nieuws uit de regio.
--00000000000077--
"""

STYLES = {"postfix": POSTFIX, "exchange": EXCHANGE, "gmail": GMAIL}

AUTO_REPLY = """\
Return-Path: <lezer1@deltaland.example>
From: lezer1@deltaland.example
To: terug@zorgzaam.example
Auto-Submitted: auto-replied
Subject: Afwezig
In-Reply-To: {message_id}
Message-ID: <weg@deltaland.example>

Ik ben er niet. 550 5.1.1 tot maandag.
"""


def report(mail, style="postfix", **given):
    """A report about this mail, as bytes."""
    values = {
        "address": mail.to_address,
        "message_id": mail.message_id,
        "action": "failed",
        "status": "5.1.1",
        "said": f"550 5.1.1 <{mail.to_address}>: Recipient address rejected: User unknown",
        "envelope": "",
        "own": "rapport",
        **given,
    }
    return STYLES.get(style, style).format(**values).encode()
