#!/bin/sh
# Postfix drops to its own account after taking port 25; only its master process is root.
set -eu
: "${RELAY_HOSTNAME:?zet RELAY_HOSTNAME op de naam waarmee deze relay zich meldt}"
log=/var/log/postfix/mail.log

# The web and the workers read the log as group zorgzaam; they look in mail.log and mail.log.1.
if [ -f "$log" ] && [ "$(stat -c %s "$log")" -gt 100000000 ]; then mv "$log" "$log.1"; fi
touch "$log"
chgrp zorgzaam /var/log/postfix "$log"
chmod 0750 /var/log/postfix
chmod 0640 "$log"

postconf -e \
    "myhostname = $RELAY_HOSTNAME" \
    "relayhost = ${RELAYHOST:-}" \
    "mydestination =" \
    "inet_interfaces = all" \
    "mynetworks = 127.0.0.0/8 10.0.0.0/8 172.16.0.0/12 192.168.0.0/16" \
    "smtpd_relay_restrictions = permit_mynetworks, reject" \
    "smtpd_recipient_restrictions = permit_mynetworks, reject" \
    "smtp_tls_security_level = ${RELAY_TLS:-may}" \
    "smtp_tls_CAfile = /etc/ssl/certs/ca-certificates.crt" \
    "message_size_limit = 30000000" \
    "maillog_file = $log"
exec postfix start-fg
