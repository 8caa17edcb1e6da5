import type { ApiErrorCode } from './api-errors.data.ts';

/** The sentences of every error in German. */
export const apiErrorsDe: Readonly<Record<ApiErrorCode, { readonly message: string; readonly hint: string }>> = {
  not_signed_in: {
    message: 'Dafür braucht es einen Schlüssel, und es wurde keiner gesendet.',
    hint: 'Senden Sie den Header "authorization: Bearer <Schlüssel>".',
  },
  unknown_key: {
    message: 'Dieser Schlüssel ist hier nicht bekannt, oder er wurde zurückgezogen.',
    hint: 'Prüfen Sie, ob er ganz kopiert wurde und zu diesem Server gehört, oder erstellen Sie einen neuen.',
  },
  not_allowed: {
    message: 'Dieser Schlüssel darf das nicht.',
    hint: 'Fragen Sie einen Inhaber des Kontos, oder verwenden Sie einen Schlüssel mit mehr Rechten.',
  },
  expired_key: {
    message: 'Dieser Schlüssel ist am {date} abgelaufen.',
    hint: 'Erstellen Sie einen neuen, oder geben Sie diesem ein späteres Datum.',
  },
  too_many_wrong_keys: {
    message: 'Von Ihrer Adresse kamen zu viele Schlüssel, die hier nicht bekannt sind.',
    hint: 'Versuchen Sie es in {seconds} Sekunden mit einem bekannten Schlüssel noch einmal; suchen Sie nach einem Programm, das immer wieder andere sendet.',
  },
  origin_not_allowed: {
    message: 'Seiten von {origin} dürfen diesen Schlüssel nicht verwenden.',
    hint: 'Tragen Sie diese Herkunft bei einem öffentlichen Schlüssel ein, genau wie der Browser sie sendet, und senden Sie diesen Schlüssel.',
  },
  secret_key_in_browser: {
    message:
      'Eine Seite von {origin} hat einen geheimen Schlüssel gesendet, den jeder lesen kann, der diese Seite öffnet.',
    hint: 'Ziehen Sie diesen Schlüssel zurück, und verwenden Sie in der Seite einen öffentlichen Schlüssel mit dieser Herkunft.',
  },
  scope_needed: {
    message: 'Dafür braucht es einen Schlüssel mit der Berechtigung „{scope}“, und dieser hat sie nicht.',
    hint: 'Geben Sie dem Schlüssel diese Berechtigung, oder verwenden Sie einen, der sie hat.',
  },
  key_of_project: {
    message: 'Das betrifft das ganze Konto, und dieser Schlüssel gehört zu einem seiner Projekte.',
    hint: 'Verwenden Sie einen Schlüssel für alle Projekte.',
  },
  more_than_own: {
    message:
      'Ein Schlüssel darf nur Schlüssel erstellen, ändern und zurückziehen, die nicht mehr können als er selbst.',
    hint: 'Lassen Sie Berechtigungen weg, die er nicht hat, oder fragen Sie einen Inhaber des Kontos.',
  },
  account_suspended: {
    message:
      'Dieses Konto ist vom Betreiber dieses Servers gesperrt. Links in verschickten Mails funktionieren weiter.',
    hint: 'Bitten Sie ihn, es wieder freizugeben.',
  },
  link_limit_reached: {
    message: 'Dieses Konto darf {limit} Links haben, und mit diesen hätte es {wanted}. Keiner davon wurde registriert.',
    hint: 'Löschen Sie Mailings, deren Links nicht mehr gebraucht werden, oder bitten Sie den Betreiber dieses Servers um mehr.',
  },
  domain_limit_reached: {
    message: 'Dieses Konto darf {limit} Tracking-Domains haben und hat {used}.',
    hint: 'Entfernen Sie eine, die nicht gebraucht wird, oder bitten Sie den Betreiber dieses Servers um mehr.',
  },
  invalid_input: {
    message: 'Etwas in der Anfrage ist nicht so wie erwartet: {problem}.',
    hint: 'Berichtigen Sie diese Stelle und senden Sie die Anfrage noch einmal.',
  },
  not_json: {
    message: 'Die Eingabe der Anfrage ist kein JSON.',
    hint: 'Senden Sie JSON mit dem Header "content-type: application/json".',
  },
  not_utf8: {
    message: 'Der Inhalt der Anfrage ist nicht UTF-8, einige seiner Buchstaben gingen also verloren.',
    hint: 'Senden Sie ihn als UTF-8, mit dem Header "content-type: application/json" und keinem anderen Zeichensatz.',
  },
  encoded_body: {
    message: 'Der Inhalt der Anfrage ist komprimiert oder anders kodiert, und hier lässt er sich nur unkodiert lesen.',
    hint: 'Senden Sie ihn ohne Komprimierung und ohne den Header "content-encoding".',
  },
  wrong_method: {
    message: 'Diese Prozedur wird nicht mit dieser Methode aufgerufen.',
    hint: 'Senden Sie die Anfrage mit POST; mit GET geht nur eine Abfrage.',
  },
  body_too_large: {
    message: 'Die Anfrage ist größer als {limit}.',
    hint: 'Senden Sie weniger auf einmal. Eine Mail über 102 kB kürzt Gmail ohnehin: Lassen Sie Bilder außerhalb.',
  },
  not_html: {
    message: 'Das ist keine HTML-Mail: {problem}.',
    hint: 'Senden Sie die HTML-Fassung der Mail als Text, so wie ein Editor sie ausgibt.',
  },
  mail_too_long: {
    message: 'Die Mail ist länger als {limit} Zeichen.',
    hint: 'Eine Mail über 102 kB kürzt Gmail ohnehin: Lassen Sie Bilder außerhalb.',
  },
  too_many_links: {
    message: 'Ein Mailing darf {most} verschiedene Ziele haben und eine Mail insgesamt {all} Links; hier sind es mehr.',
    hint: 'Teilen Sie es in mehrere Mailings auf, oder prüfen Sie, ob eine Liste von Adressen hineingeraten ist.',
  },
  mail_too_complex: {
    message:
      'Diese Mail zu lesen dauert länger oder braucht mehr Speicher, als es bei einer Mail sein darf; es wurde aufgegeben.',
    hint: 'Prüfen Sie, wie sie entstanden ist: Eine echte Mail hat höchstens einige hundert Links.',
  },
  too_busy: {
    message: 'Dieses Konto hat mehr auf einmal gesendet, als der Server für ein Konto bereithält.',
    hint: 'Versuchen Sie es in {seconds} Sekunden noch einmal, und senden Sie die nächste Mail, wenn die vorige beantwortet ist.',
  },
  no_such_procedure: {
    message: 'Unter dieser Adresse gibt es nichts.',
    hint: 'Vergleichen Sie den Namen der Prozedur mit der Dokumentation dieser Version.',
  },
  no_such_address: {
    message: 'Unter dieser Adresse gibt es nichts.',
    hint: 'Vergleichen Sie sie mit den Adressen unter /docs.',
  },
  method_not_allowed: {
    message: 'Diese Adresse nimmt diese Methode nicht an.',
    hint: 'Sie nimmt diese an: {methods}.',
  },
  too_many_requests: {
    message: 'Dieser Schlüssel darf {limit} Anfragen in der Minute senden, und so viele hat er gesendet.',
    hint: 'Machen Sie in {seconds} Sekunden weiter. Wie viele noch übrig sind, sagen die Header RateLimit-Remaining und RateLimit-Reset.',
  },
  idempotency_key_used: {
    message: 'Dieser Idempotency-Key wurde in den letzten 24 Stunden mit einer anderen Anfrage gesendet.',
    hint: 'Senden Sie jede neue Anfrage mit einem eigenen Schlüssel, und denselben nur mit derselben Anfrage und demselben API-Schlüssel.',
  },
  call_under_way: {
    message: 'Derselbe Aufruf ist noch nicht fertig.',
    hint: 'Senden Sie ihn in {seconds} Sekunden noch einmal mit demselben Idempotency-Key, dann kommt seine Antwort.',
  },
  no_such_project: {
    message: 'Dieses Projekt gibt es in diesem Konto nicht.',
    hint: 'Rufen Sie die Liste der Projekte ab, dort stehen ihre IDs.',
  },
  no_such_domain: {
    message: 'Diese Tracking-Domain gibt es in diesem Konto nicht.',
    hint: 'Rufen Sie die Liste der Tracking-Domains ab, dort stehen ihre IDs.',
  },
  no_such_mailing: {
    message: 'Dieses Mailing gibt es in diesem Konto nicht.',
    hint: 'Rufen Sie die Liste der Mailings des Projekts ab, dort stehen ihre IDs.',
  },
  foreign_origin: {
    message: 'Das kam von der Seite einer fremden Website, in einem Browser, in dem jemand angemeldet ist.',
    hint: 'Tun Sie es auf einer Seite dieses Servers. Ein Programm sendet statt dessen seinen Schlüssel.',
  },
  invitation_used: {
    message:
      'Diese Einladung gilt nicht mehr: Sie wurde benutzt oder zurückgezogen, oder sie ist älter als eine Woche.',
    hint: 'Bitten Sie einen Inhaber des Kontos um eine neue.',
  },
  already_member: {
    message: 'Sie sind schon Mitglied dieses Kontos.',
    hint: 'Melden Sie sich erst ab, wenn jemand anderes gemeint ist, oder öffnen Sie Waymark.',
  },
  email_taken: {
    message: 'Mit dieser E-Mail-Adresse meldet sich schon jemand an.',
    hint: 'Wenn Sie das sind, melden Sie sich damit an und öffnen Sie die Einladung noch einmal.',
  },
  reset_link_used: {
    message: 'Dieser Link gilt nicht mehr: Er wurde schon benutzt oder ist zu alt.',
    hint: 'Fordern Sie dort einen neuen an, wo Sie sich anmelden.',
  },
  last_owner: {
    message: 'Das ist der einzige Inhaber des Kontos, der sich anmelden kann.',
    hint: 'Machen Sie erst jemand anderen zum Inhaber.',
  },
  no_such_member: {
    message: 'Dieses Mitglied gibt es in diesem Konto nicht.',
    hint: 'Rufen Sie die Liste der Mitglieder ab, dort stehen ihre IDs.',
  },
  no_such_invitation: {
    message: 'Diese Einladung gibt es in diesem Konto nicht.',
    hint: 'Vielleicht wurde sie angenommen. Rufen Sie die Liste der offenen Einladungen ab.',
  },
  no_such_session: {
    message: 'Diese Sitzung haben Sie nicht.',
    hint: 'Vielleicht ist sie beendet. Rufen Sie die Liste Ihrer Sitzungen ab, dort stehen ihre IDs.',
  },
  session_needed: {
    message: 'Das können nur Menschen, die in einem Browser angemeldet sind.',
    hint: 'Melden Sie sich mit einer E-Mail-Adresse an und tun Sie es dort.',
  },
  not_your_account: {
    message: 'In diesem Konto sind Sie kein Mitglied.',
    hint: 'Die Konten, deren Mitglied Sie sind, stehen in der Antwort von session.me.',
  },
  not_prepared: {
    message: 'Dieses Mailing wurde nur mit seinen Links registriert, seine Mail ist hier also nicht bekannt.',
    hint: 'Registrieren Sie es mit seiner Mail, mit mailings.prepare oder POST /api/v1/mailings, und verwenden Sie dieses.',
  },
  rendered_too_long: {
    message: 'Die Mails dieser Empfänger haben zusammen mehr als {limit} Zeichen.',
    hint: 'Erzeugen Sie sie für weniger Empfänger auf einmal.',
  },
  no_such_key: {
    message: 'Diesen Schlüssel gibt es in diesem Konto nicht.',
    hint: 'Rufen Sie die Liste der Schlüssel ab, dort stehen ihre IDs.',
  },
  key_unchangeable: {
    message:
      'Das lässt sich an diesem Schlüssel nicht ändern: Geheime Schlüssel haben Berechtigungen, öffentliche haben Herkünfte, und zurückgezogene bleiben, wie sie sind.',
    hint: 'Erstellen Sie einen neuen Schlüssel, wie er sein soll, und ziehen Sie diesen zurück.',
  },
  host_refused: {
    message: '{explanation}',
    hint: '{advice}',
  },
  host_taken: {
    message: '{host} ist schon eine Tracking-Domain.',
    hint: 'Gehört sie zu diesem Konto, dann steht sie in Ihrer Liste. Wählen Sie sonst einen anderen Namen unter {zone}.',
  },
  host_claimed: {
    message:
      '{host} wurde von einem anderen Konto hinzugefügt, das noch nicht nachgewiesen hat, dass ihm der Name gehört.',
    hint: 'Gehört er Ihnen, dann legen Sie den CNAME-Eintrag {host} → {target} an und fügen Sie ihn noch einmal hinzu. Ein Anspruch ohne Nachweis endet am {date}.',
  },
  too_many_claims: {
    message: 'Dieses Konto hat {limit} Tracking-Domains, die nie bestätigt wurden; mehr darf es nicht haben.',
    hint: 'Legen Sie deren Einträge an, oder entfernen Sie die, die nicht gebraucht werden.',
  },
  webhook_refused: {
    message: 'Diese Adresse kann kein Webhook sein: {problem}.',
    hint: 'Geben Sie die https://-Adresse an, unter der Ihr Programm aus dem Internet erreichbar ist.',
  },
  no_such_endpoint: {
    message: 'In diesem Konto gibt es keinen solchen Webhook-Endpunkt.',
    hint: 'Lassen Sie sich die Webhooks auflisten, um ihre IDs zu sehen.',
  },
  no_such_delivery: {
    message: 'In diesem Konto gibt es keine solche Zustellung, die noch einmal geschickt werden könnte.',
    hint: 'Lassen Sie sich die Zustellungen auflisten, um ihre IDs zu sehen. Sie werden 30 Tage aufbewahrt, und was verworfen wurde, kann nicht geschickt werden.',
  },
  endpoint_disabled: {
    message: 'Dieser Webhook-Endpunkt ist abgeschaltet.',
    hint: 'Schalten Sie ihn zuerst ein: webhooks.update mit "enabled": true.',
  },
  too_many_endpoints: {
    message: 'Ein Konto darf {limit} Webhook-Endpunkte haben.',
    hint: 'Entfernen Sie einen, der nicht mehr gebraucht wird, oder lassen Sie ein Programm die anderen benachrichtigen.',
  },
  too_many_checks: {
    message:
      'Hinzufügen, Prüfen und Entfernen einer Domain fragen das DNS, was ein Konto {limit} Mal in der Minute tun darf; so oft war es schon.',
    hint: 'Versuchen Sie es in {seconds} Sekunden noch einmal. Waymark prüft inzwischen von selbst weiter.',
  },
  not_confirmed: {
    message: '{explanation}',
    hint: '{advice}',
  },
  domain_attached: {
    message: '{explanation}',
    hint: '{advice}',
  },
  record_stands: {
    message: '{explanation}',
    hint: '{advice}',
  },
  record_unknown: {
    message: '{explanation}',
    hint: '{advice}',
  },
  link_refused: {
    message: 'Link {number} kann nicht gezählt werden: {explanation}',
    hint: '{advice}',
  },
  no_such_link: {
    message: 'Diesen Link gibt es in diesem Konto nicht.',
    hint: 'Rufen Sie die Liste der Links des Mailings ab, dort stehen ihre IDs.',
  },
  url_refused: {
    message: 'Dorthin kann kein Link führen: {explanation}',
    hint: '{advice}',
  },
  too_many_slots: {
    message: 'Dieses Ziel hat mehr Lücken als das vorige, und die Links in der Mail tragen nur {most} Werte.',
    hint: 'Schreiben Sie es mit höchstens so vielen Lücken, von <1> an nummeriert.',
  },
  address_unknown: {
    message: 'Die Adresse, von der diese Anfrage kam, ist nicht bekannt.',
    hint: 'Versuchen Sie es noch einmal. Bleibt es dabei, dann fragen Sie den Betreiber nach den Proxys vor diesem Server.',
  },
  no_such_project_connection: {
    message: 'Dieses Projekt hat keine solche Verbindung.',
    hint: 'Rufen Sie die Liste der Verbindungen ab, dort stehen ihre IDs und Projekte, oder lassen Sie die ID weg, wenn Mails von Hand gesendet werden.',
  },
  too_many_sites: {
    message: 'Eine Verbindung kann {limit} Websites haben, und diese hat sie schon.',
    hint: 'Geben Sie bei Websites, die nicht mehr verwendet werden, an, dass von Hand gesendet wird.',
  },
  no_such_connection: {
    message: 'Diese Verbindung ist keine von denen dieses Kontos, die nicht zählen.',
    hint: 'Rufen Sie die Liste der Verbindungen ab, dort stehen ihre IDs; ihre Zeit kann vorbei sein.',
  },
  too_many_connections: {
    message:
      'Ein Mitglied darf {limit} Verbindungen aus den Zahlen nehmen und ein Konto {all}; so viele zählen schon nicht.',
    hint: 'Nehmen Sie eine zurück, die nicht mehr gebraucht wird.',
  },
  app_refused: {
    message: '{explanation}',
    hint: '{advice}',
  },
  app_listed: {
    message: 'In den Dateien von {host} steht {app} schon.',
    hint: 'Ändern Sie diesen Eintrag, etwa um einen Fingerabdruck zu ergänzen.',
  },
  no_such_app: {
    message: 'Bei den Tracking-Domains dieses Kontos gibt es keine solche App.',
    hint: 'Die Liste der Apps einer Domain zeigt deren IDs.',
  },
  no_web_address: {
    message: 'Das ist kein Link auf eine Webseite, deshalb kann nichts für ihn gewählt werden.',
    hint: 'Senden Sie die ganze Adresse, wie sie in der E-Mail steht, beginnend mit https://.',
  },
  too_many_choices: {
    message: 'Ein Projekt merkt sich, was für {limit} Adressen gewählt wurde.',
    hint: 'Vergessen Sie einige, die in keiner E-Mail mehr stehen: projects.linkChoices führt sie auf.',
  },
  too_many_apps: {
    message: 'Eine Tracking-Domain darf {limit} Apps haben.',
    hint: 'Entfernen Sie eine, die es nicht mehr gibt, oder nehmen Sie für einige eine andere Tracking-Domain.',
  },
  no_such_trial: {
    message: 'Diesen Versuch gibt es in diesem Konto nicht.',
    hint: 'Beginnen Sie einen neuen. Ein Versuch bleibt nach seinem Ende einen Tag lang; seine Ergebnisse bleiben bei den Links.',
  },
  no_app_links: {
    message: 'Keiner der Links dieses Mailings öffnet eine App, soweit ihre Hosts es sagen.',
    hint: 'Links, die beim Einfügen der Tracking-Links ausgelassen wurden, sind hier nicht bekannt: Nennen Sie sie mit phoneTrials.start.',
  },
  too_many_trials: {
    message: 'Ein Konto darf {limit} Versuche gleichzeitig laufen lassen, und so viele laufen.',
    hint: 'Benutzen Sie die Seite von einem davon, oder versuchen Sie es in {seconds} Sekunden noch einmal, wenn der älteste vorbei ist.',
  },
  setup_link_used: {
    message: 'Dieser Link zum Einrichten gilt nicht mehr: Er wurde schon benutzt, oder es gibt einen neueren.',
    hint: 'Starten Sie Waymark noch einmal: Solange niemand eingerichtet ist, gibt es einen neuen Link aus.',
  },
  database_away: {
    message: 'Die Datenbank dieses Servers ist zurzeit nicht erreichbar.',
    hint: 'Versuchen Sie es in einer Minute noch einmal. Links in gesendeten Mails gehen weiter, und ihre Klicks und Öffnungen bleiben erhalten.',
  },
  internal: {
    message: 'Hier ist etwas schiefgegangen, und es liegt nicht an Ihnen.',
    hint: 'Versuchen Sie es noch einmal. Bleibt es dabei, dann nennen Sie dem Betreiber diese Nummer: {reference}.',
  },
};
