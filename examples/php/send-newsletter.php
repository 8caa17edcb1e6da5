<?php
/**
 * Registers a newsletter, renders it for three recipients and sends it. Needs nothing but PHP 8.
 *
 *   WAYMARK_SERVER=http://localhost:8080 WAYMARK_KEY=wm_sk_… WAYMARK_PROJECT=prj_… SMTP=localhost:25 php examples/php/send-newsletter.php
 */

declare(strict_types=1);

$subscribers = [
    // Clicks are counted for this person, under an id that only you can read.
    'ada@example.com' => ['id' => '1001', 'tracking' => 'identified'],
    // Clicks are counted, but not whose they are.
    'grace@example.com' => ['tracking' => 'anonymous'],
    // No pixel, and the links as you wrote them.
    'alan@example.com' => ['tracking' => 'off'],
];

/** Calls the API. An error says what to do in its hint. */
function post(string $path, array $body, ?string $idempotencyKey = null): array
{
    $headers = ['authorization: Bearer ' . getenv('WAYMARK_KEY'), 'content-type: application/json'];
    if ($idempotencyKey !== null) {
        $headers[] = "idempotency-key: $idempotencyKey";
    }
    $content = json_encode($body, JSON_THROW_ON_ERROR);
    $options = ['method' => 'POST', 'header' => $headers, 'content' => $content, 'ignore_errors' => true];
    $answer = file_get_contents(getenv('WAYMARK_SERVER') . "/api/v1$path", false, stream_context_create(['http' => $options]));
    $read = json_decode((string) $answer, true, 512, JSON_THROW_ON_ERROR);
    if (isset($read['error'])) {
        exit("{$read['error']['message']} {$read['error']['hint']} ({$read['error']['requestId']})\n");
    }
    return $read;
}

/** Where your own mailer goes, such as Symfony Mailer or PHPMailer: this speaks as much SMTP as it must. */
function send(string $address, string $html): void
{
    $smtp = stream_socket_client('tcp://' . getenv('SMTP'));
    $say = function (string $line) use ($smtp): void {
        fwrite($smtp, "$line\r\n");
    };
    $hear = function () use ($smtp): void {
        do {
            $line = (string) fgets($smtp);
        } while (substr($line, 3, 1) === '-');
        if (!preg_match('/^[23]/', $line)) {
            exit("The mail server says: $line");
        }
    };
    $hear();
    foreach (['EHLO localhost', 'MAIL FROM:<news@example.com>', "RCPT TO:<$address>", 'DATA'] as $command) {
        $say($command);
        $hear();
    }
    // Base64 keeps every byte of the mail, and its lines short.
    $headers = "From: news@example.com\r\nTo: $address\r\nSubject: November\r\nMIME-Version: 1.0\r\n"
        . "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n";
    $say($headers . rtrim(chunk_split(base64_encode($html))) . "\r\n.");
    $hear();
    $say('QUIT');
    fclose($smtp);
}

$html = file_get_contents(__DIR__ . '/../newsletter.html');

// Sent again after a broken connection, this makes no second mailing: keep the key with your campaign.
$mailing = post(
    '/mailings',
    ['projectId' => getenv('WAYMARK_PROJECT'), 'name' => 'November newsletter', 'html' => $html],
    bin2hex(random_bytes(16)),
);
if ($mailing['reason'] !== null) {
    echo "This mail is not tracked. {$mailing['reason']['message']}\n";
}

// Up to 500 recipients at once; nothing is stored of them.
$rendered = post("/mailings/{$mailing['id']}/render", ['recipients' => array_values($subscribers)]);

foreach (array_keys($subscribers) as $index => $address) {
    send($address, $rendered['mails'][$index]['html']);
    echo "sent to $address\n";
}
