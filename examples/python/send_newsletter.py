"""Registers a newsletter, renders it for three recipients and sends it. Needs nothing but Python 3.9.

WAYMARK_SERVER=http://localhost:8080 WAYMARK_KEY=wm_sk_… WAYMARK_PROJECT=prj_… SMTP=localhost:25 python3 examples/python/send_newsletter.py
"""

import json
import os
import smtplib
import sys
import urllib.error
import urllib.request
import uuid
from email.message import EmailMessage

server, key = os.environ["WAYMARK_SERVER"], os.environ["WAYMARK_KEY"]

subscribers = [
    # Clicks are counted for this person, under an id that only you can read.
    ("ada@example.com", {"id": "1001", "tracking": "identified"}),
    # Clicks are counted, but not whose they are.
    ("grace@example.com", {"tracking": "anonymous"}),
    # No pixel, and the links as you wrote them.
    ("alan@example.com", {"tracking": "off"}),
]


def post(path, body, idempotency_key=None):
    """Calls the API. An error says what to do in its hint."""
    headers = {"authorization": f"Bearer {key}", "content-type": "application/json"}
    if idempotency_key:
        headers["idempotency-key"] = idempotency_key
    request = urllib.request.Request(f"{server}/api/v1{path}", json.dumps(body).encode(), headers, method="POST")
    try:
        with urllib.request.urlopen(request) as response:
            return json.load(response)
    except urllib.error.HTTPError as failure:
        error = json.load(failure)["error"]
        sys.exit(f"{error['message']} {error['hint']} ({error['requestId']})")


with open(os.path.join(os.path.dirname(__file__), "..", "newsletter.html"), encoding="utf-8") as file:
    html = file.read()

# Sent again after a broken connection, this makes no second mailing: keep the key with your campaign.
mailing = post(
    "/mailings",
    {"projectId": os.environ["WAYMARK_PROJECT"], "name": "November newsletter", "html": html},
    idempotency_key=str(uuid.uuid4()),
)
if mailing["reason"]:
    print(f"This mail is not tracked. {mailing['reason']['message']}")

# Up to 500 recipients at once; nothing is stored of them.
recipients = [recipient for _, recipient in subscribers]
mails = post(f"/mailings/{mailing['id']}/render", {"recipients": recipients})["mails"]

with smtplib.SMTP(os.environ["SMTP"]) as smtp:
    for (address, _), mail in zip(subscribers, mails):
        message = EmailMessage()
        message["From"], message["To"], message["Subject"] = "news@example.com", address, "November"
        message.set_content(mail["html"], subtype="html")
        smtp.send_message(message)
        print(f"sent to {address}")
