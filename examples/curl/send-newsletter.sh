#!/bin/sh
# Registers a newsletter, renders it for three recipients and sends it. Needs curl and jq.
#
#   WAYMARK_SERVER=http://localhost:8080 WAYMARK_KEY=wm_sk_… WAYMARK_PROJECT=prj_… SMTP=localhost:25 sh examples/curl/send-newsletter.sh
set -eu
here=$(dirname "$0")

# Calls the API with the JSON on standard input; an error says what to do in its hint.
post() {
  path=$1
  shift
  answer=$(curl -sS "$WAYMARK_SERVER/api/v1$path" -H "authorization: Bearer $WAYMARK_KEY" \
    -H 'content-type: application/json' "$@" --data-binary @-)
  if printf '%s' "$answer" | jq -e .error >/dev/null; then
    printf '%s' "$answer" | jq -r '.error | "\(.message) \(.hint) (\(.requestId))"' >&2
    exit 1
  fi
  printf '%s' "$answer"
}

# Sent again after a broken connection, this makes no second mailing: keep the key with your campaign.
mailing=$(jq -Rs --arg project "$WAYMARK_PROJECT" '{ projectId: $project, name: "November newsletter", html: . }' \
  "$here/../newsletter.html" | post /mailings -H "idempotency-key: newsletter-$$-$(date +%s)")
id=$(printf '%s' "$mailing" | jq -r .id)

# Up to 500 recipients at once, each with their tracking; nothing is stored of them.
mails=$(post "/mailings/$id/render" <<'JSON'
{ "recipients": [{ "id": "1001", "tracking": "identified" }, { "tracking": "anonymous" }, { "tracking": "off" }] }
JSON
)

index=0
for address in ada@example.com grace@example.com alan@example.com; do
  {
    printf 'From: news@example.com\r\nTo: %s\r\nSubject: November\r\nMIME-Version: 1.0\r\n' "$address"
    printf 'Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n'
    # Base64 keeps every byte of the mail, and its lines short.
    printf '%s' "$mails" | jq -j ".mails[$index].html" | base64
  } | curl -sS "smtp://$SMTP" --mail-from news@example.com --mail-rcpt "$address" --upload-file -
  echo "sent to $address"
  index=$((index + 1))
done
