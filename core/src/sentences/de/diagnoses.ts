import type { DiagnosisSentences } from '../types.ts';
import { diagnosesOfWaitingDe } from './diagnoses-of-waiting.ts';

export const diagnosesDe: DiagnosisSentences = {
  ok: {
    title: 'Bestätigt',
    explanation: '{host} zeigt auf das zugehörige CNAME-Ziel.',
    advice: 'Nichts zu tun. Lassen Sie den Eintrag stehen, solange E-Mails mit Links auf {host} gelesen werden.',
  },
  ok_chain: {
    title: 'Bestätigt, über andere Namen',
    explanation: '{host} führt über andere Namen zum CNAME-Ziel: {found}.',
    advice:
      'Nichts zu tun. Lassen Sie alle diese Einträge stehen, solange E-Mails mit Links auf {host} gelesen werden.',
  },
  loopback_only: {
    title: 'Funktioniert nur auf diesem Rechner',
    explanation:
      '{host} ist ein Name zum Ausprobieren: Er braucht keinen DNS-Eintrag und führt auf anderen Rechnern ins Leere.',
    advice: 'Bevor Sie E-Mails an andere schicken, fügen Sie eine eigene Domain hinzu, zum Beispiel click.brand.com.',
  },
  chain_long: {
    title: 'Bestätigt, aber auf einem langen Weg',
    explanation:
      '{host} erreicht sein Ziel erst nach {hops} CNAME-Einträgen: {found}. Manche Resolver geben vorher auf.',
    advice: 'Lassen Sie in den DNS-Einstellungen von {zone} den CNAME-Eintrag {name} direkt auf {target} zeigen.',
  },
  wildcard: {
    title: 'Bestätigt, aber nur durch einen Platzhalter-Eintrag',
    explanation:
      '{host} hat keinen eigenen Eintrag: Ein Platzhalter-Eintrag (*) von {zone} antwortet dafür, und für jeden anderen Namen auch.',
    advice:
      'Legen Sie in den DNS-Einstellungen von {zone} einen CNAME-Eintrag mit dem Namen {name} und dem Ziel {target} an, damit eine Änderung des Platzhalters keine Links zerstört.',
  },
  address_instead_of_cname: {
    title: 'Bestätigt, aber über die Adresse',
    explanation:
      '{host} hat unsere Adressen ({found}) statt des CNAME-Eintrags. Ändern sich unsere Adressen, gehen die Links nicht mehr.',
    advice:
      'Ersetzen Sie in den DNS-Einstellungen von {zone} die Adress-Einträge von {name} durch einen CNAME-Eintrag mit dem Ziel {target}.',
  },
  flattened: {
    title: 'Bestätigt, aber der CNAME-Eintrag ist nicht sichtbar',
    explanation:
      'Anfragen an {host} erreichen uns, aber das DNS zeigt Adressen ({found}) statt des CNAME-Eintrags. Manche DNS-Anbieter nennen das Flattening oder ALIAS.',
    advice:
      'Wenn die Einstellungen von {zone} es erlauben, schalten Sie das für {name} ab und behalten Sie einen einfachen CNAME-Eintrag mit dem Ziel {target}.',
  },
  'flattened:unproven': {
    title: 'Bestätigt, aber nicht jede Adresse war erreichbar',
    explanation:
      'Anfragen an {host} kommen hier an, aber im DNS stehen Adressen ({found}) statt des CNAME-Eintrags. Dieser Server hat keinen Weg zu {unproven}, daher weiß niemand, ob auch diese hierher führen.',
    advice:
      'Falls die Einstellungen von {zone} es erlauben, legen Sie statt der Adressen einen CNAME-Eintrag mit dem Namen {name} und dem Ziel {target} an.',
  },
  proxied: {
    title: 'Bestätigt, aber hinter einem Proxy',
    explanation:
      'Anfragen an {host} erreichen uns über {via}. Das Zertifikat wird dann dort erstellt und erneuert, und wir sehen dessen Adressen statt der Ihrer Leser.',
    advice:
      'Schalten Sie in den DNS-Einstellungen von {zone} den Proxy des Eintrags {name} aus („Nur DNS“), mit dem Ziel {target}.',
  },
  cname_and_other_data: {
    title: 'Bestätigt, aber neben anderen Einträgen',
    explanation:
      '{host} hat neben dem CNAME-Eintrag Einträge anderer Typen ({others}). Das DNS erlaubt das nicht, und manche Resolver finden den CNAME-Eintrag nicht.',
    advice:
      'Löschen Sie in den DNS-Einstellungen von {zone} die Einträge der Typen {others} bei {name}; behalten Sie den CNAME-Eintrag mit dem Ziel {target}.',
  },
  caa_forbids: {
    title: 'Ein CAA-Eintrag verbietet das Zertifikat',
    explanation:
      '{caaName} hat CAA-Einträge, nach denen nur andere Stellen oder Konten Zertifikate erstellen dürfen[[ ({found})]]. Für {host} kann keines erstellt oder erneuert werden.',
    advice:
      'Fügen Sie in den DNS-Einstellungen von {zone} bei {caaName} einen CAA-Eintrag hinzu: 0 issue "{ca}". Die vorhandenen können bleiben.',
  },
  caa_unanswered: {
    title: 'CAA-Einträge lassen sich nicht abfragen',
    explanation:
      'Die Abfrage der CAA-Einträge bei {caaName} schlägt fehl ({failure}). Zertifizierungsstellen werten das als Verbot. Für {host} lässt sich kein Zertifikat ausstellen oder erneuern.',
    advice:
      'Zeigen Sie das dem, der das DNS von {caaName} betreibt: Seine Server müssen auch auf Fragen nach CAA antworten.',
  },
  caa_operator: {
    title: 'Ein CAA-Eintrag des Betreibers verbietet das Zertifikat',
    explanation:
      '{caaName} gehört dem Betreiber von Waymark. Die CAA-Einträge dort lassen nur andere Zertifizierungsstellen zu[[ ({found})]]. Für {host} lässt sich kein Zertifikat ausstellen oder erneuern.',
    advice:
      'Das können Sie nicht beheben: Der Betreiber von Waymark muss bei {caaName} einen CAA-Eintrag ergänzen: 0 issue "{ca}".',
  },
  missing: {
    title: 'CNAME-Eintrag nicht gefunden',
    explanation: 'Im DNS gibt es noch keinen CNAME-Eintrag für {host}.',
    advice:
      'Legen Sie in den DNS-Einstellungen von {zone} einen CNAME-Eintrag mit dem Namen {name} und dem Ziel {target} an. Falls es ihn schon gibt, warten Sie: Bis eine Änderung überall sichtbar ist, können 24 Stunden vergehen.',
  },
  'missing:others': {
    title: 'CNAME-Eintrag nicht gefunden',
    explanation: 'Im DNS gibt es noch keinen CNAME-Eintrag für {host}, nur Einträge anderer Typen: {others}.',
    advice:
      'Löschen Sie in den DNS-Einstellungen von {zone} die Einträge {others} mit dem Namen {name} und legen Sie dann einen CNAME-Eintrag mit diesem Namen und dem Ziel {target} an. Bis eine Änderung überall sichtbar ist, können 24 Stunden vergehen.',
  },
  domain_missing: {
    title: 'Die Domain gibt es nicht',
    explanation:
      '{zone} ist nicht registriert, oder die Registrierung ist abgelaufen. {host} kann es daher nicht geben.',
    advice:
      'Prüfen Sie die Schreibweise von {host}. Stimmt sie, fragen Sie die Person, die {zone} registriert hat, ob die Domain bezahlt ist.',
  },
  wrong_target: {
    title: 'CNAME-Eintrag zeigt woandershin',
    explanation: 'Der CNAME-Eintrag von {host} zeigt auf {found} und nicht auf {target}.',
    advice: 'Ändern Sie in den DNS-Einstellungen von {zone} das Ziel des CNAME-Eintrags {name} in {target}.',
  },
  'wrong_target:typo': {
    title: 'Tippfehler im CNAME-Eintrag',
    explanation: 'Der CNAME-Eintrag von {host} zeigt auf {found}. Das ist fast richtig, es muss {target} heißen.',
    advice:
      'Kopieren Sie in den DNS-Einstellungen von {zone} das Ziel {target} in den CNAME-Eintrag {name}, statt es abzutippen.',
  },
  'wrong_target:website': {
    title: 'Unter diesem Namen gibt es eine Website',
    explanation: 'Der CNAME-Eintrag von {host} zeigt auf {found}, und {host} ist offenbar die Adresse einer Website.',
    advice:
      'Ändern Sie diesen Eintrag nicht: Die Website wäre nicht mehr erreichbar. Wählen Sie einen anderen Namen, etwa click.{zone}, und fügen Sie ihn hier hinzu.',
  },
  wrong_target_wildcard: {
    title: 'Ein Platzhalter-Eintrag führt woandershin',
    explanation:
      '{host} hat keinen eigenen Eintrag. Ein Platzhalter-Eintrag (*) von {zone} fängt ihn ab und führt zu {found}.',
    advice:
      'Legen Sie in den DNS-Einstellungen von {zone} einen CNAME-Eintrag mit dem Namen {name} und dem Ziel {target} an. Der Platzhalter kann bleiben.',
  },
  shared_target: {
    title: 'Im CNAME-Eintrag fehlt das genaue Ziel',
    explanation:
      'Der CNAME-Eintrag von {host} zeigt auf {found}. Das ist unsere Zone, aber nicht das Ziel dieser Domain.',
    advice:
      'Ändern Sie in den DNS-Einstellungen von {zone} das Ziel des CNAME-Eintrags {name} in genau {target}. Es ist einmalig, damit niemand sonst {host} beanspruchen kann.',
  },
  other_tenant: {
    title: 'CNAME-Eintrag hat das Ziel einer anderen Domain',
    explanation:
      'Der CNAME-Eintrag von {host} zeigt auf {found}. Jede Domain hat ein eigenes Ziel, und dieses gehört nicht zu {host}.',
    advice:
      'Ändern Sie in den DNS-Einstellungen von {zone} das Ziel des CNAME-Eintrags {name} in {target}. Falls {host} in zwei Konten hinzugefügt wurde, entscheiden Sie, welches die Domain behält.',
  },
  doubled_zone: {
    title: 'An den Namen wurde die Zone angehängt',
    explanation:
      'Der Eintrag wurde bei {found} angelegt statt bei {host}: Die DNS-Oberfläche hängt die Zone selbst an den Namen an.',
    advice:
      'Geben Sie in den DNS-Einstellungen von {zone} als Namen des CNAME-Eintrags nur {name} ein, mit dem Ziel {target}, und löschen Sie den anderen.',
  },
  doubled_target: {
    title: 'An das Ziel wurde die Zone angehängt',
    explanation:
      'Der CNAME-Eintrag von {host} zeigt auf {found}: Die DNS-Oberfläche hat Ihre eigene Domain an das Ziel angehängt.',
    advice:
      'Geben Sie in den DNS-Einstellungen von {zone} das Ziel des CNAME-Eintrags {name} als „{target}.“ ein, mit dem Punkt am Ende.',
  },
  target_not_a_name: {
    title: 'Das Ziel ist kein Hostname',
    explanation: 'Im CNAME-Eintrag von {host} steht „{found}“. Ein CNAME-Eintrag kann nur auf einen Namen zeigen.',
    advice:
      'Setzen Sie in den DNS-Einstellungen von {zone} den CNAME-Eintrag {name} auf {target}, ohne https://, Pfad, Port oder IP-Adresse.',
  },
  address_elsewhere: {
    title: 'Adress-Einträge führen woandershin',
    explanation: '{host} hat Einträge vom Typ {type} mit Adressen, die nicht unsere sind: {found}.',
    advice:
      'Löschen Sie in den DNS-Einstellungen von {zone} die Einträge {type} von {name} und legen Sie einen CNAME-Eintrag mit dem Ziel {target} an.',
  },
  'address_elsewhere:website': {
    title: 'Unter diesem Namen gibt es eine Website',
    explanation:
      '{host} hat Einträge vom Typ {type}, die zu {found} führen, und ist offenbar die Adresse einer Website.',
    advice:
      'Löschen Sie diese Einträge nicht: Die Website wäre nicht mehr erreichbar. Wählen Sie einen anderen Namen, etwa click.{zone}, und fügen Sie ihn hier hinzu.',
  },
  apex: {
    title: 'Spitze einer Zone',
    explanation: '{host} ist die Spitze seiner Zone; dort erlaubt das DNS keinen CNAME-Eintrag.',
    advice: 'Nehmen Sie einen Namen darunter, zum Beispiel click.{host}, und fügen Sie diesen hier hinzu.',
  },
  conflict_mx: {
    title: 'Andere Einträge stehen im Weg',
    explanation: '{host} hat Einträge der Typen {others}; das DNS erlaubt daneben keinen CNAME-Eintrag.',
    advice:
      'Wenn {name} keine E-Mails empfängt, löschen Sie in den DNS-Einstellungen von {zone} seine Einträge {others} und legen Sie einen CNAME-Eintrag mit dem Ziel {target} an. Sonst nehmen Sie einen anderen Namen.',
  },
  multiple_cname: {
    title: 'Mehrere CNAME-Einträge',
    explanation: '{host} hat mehrere CNAME-Einträge: {found}. Erlaubt ist nur einer, und welcher gilt, ist Zufall.',
    advice:
      'Löschen Sie in den DNS-Einstellungen von {zone} alle CNAME-Einträge {name} außer dem mit dem Ziel {target}.',
  },
  loop: {
    title: 'CNAME-Einträge führen im Kreis',
    explanation: 'Die CNAME-Einträge von {host} führen dorthin zurück, woher sie kommen: {found}.',
    advice: 'Ändern Sie in den DNS-Einstellungen von {zone} das Ziel des CNAME-Eintrags {name} in {target}.',
  },
  delegated: {
    title: 'Der Name ist an eine andere Zone abgegeben',
    explanation:
      'NS-Einträge von {zone} geben {host} an eine eigene Zone ab[[ (auf {server})]]. Ein CNAME-Eintrag in {zone} wirkt dann nicht, und an der Spitze der anderen Zone erlaubt das DNS keinen.',
    advice:
      'Löschen Sie in den DNS-Einstellungen von {zone} die NS-Einträge von {name} und legen Sie einen CNAME-Eintrag mit dem Ziel {target} an, oder nehmen Sie einen Namen unter {host} und legen Sie dessen Eintrag in der anderen Zone an.',
  },
  dnssec_bogus: {
    title: 'DNSSEC der Zone ist defekt',
    explanation:
      'Die Signaturen von {zone} sind ungültig. Die meisten Resolver antworten daher nicht für {host}, was auch immer in den Einträgen steht.',
    advice:
      'Bitten Sie die Person, die das DNS von {zone} betreut, DNSSEC in Ordnung zu bringen: Oft gehört der DS-Eintrag beim Registrar zu einem früheren DNS-Anbieter.',
  },
  https_unreachable: {
    title: 'HTTPS antwortet nicht',
    explanation: 'Das DNS stimmt, aber {address}, wohin {host} führt, hat die Verbindung abgelehnt.',
    advice:
      'Wir versuchen es von selbst noch einmal. Bleibt es so, muss der Betreiber von Waymark nachsehen, ob dort HTTPS läuft.',
  },
  'https_unreachable:timeout': {
    title: 'HTTPS antwortet nicht rechtzeitig',
    explanation: 'Das DNS stimmt, aber {address}, wohin {host} führt, hat nicht rechtzeitig geantwortet.',
    advice:
      'Wir versuchen es von selbst noch einmal. Bleibt es so, muss der Betreiber von Waymark nachsehen, ob eine Firewall dazwischen steht.',
  },
  'https_unreachable:private': {
    title: 'Die Adresse ist nicht öffentlich',
    explanation: 'Das DNS stimmt, aber {host} führt zu {address}, und dorthin kommt niemand aus dem Internet.',
    advice:
      'Der Betreiber von Waymark muss seiner CNAME-Zone öffentliche Adressen geben oder private in WAYMARK_PRIVATE_ADDRESSES nennen.',
  },
  'https_unreachable:broken': {
    title: 'Die Verbindung bricht ab',
    explanation: 'Das DNS stimmt, aber die Verbindung zu {address}, wohin {host} führt, ist abgebrochen.',
    advice:
      'Wir versuchen es von selbst noch einmal. Bleibt es so, muss der Betreiber von Waymark den Server ansehen, der dort antwortet.',
  },
  'https_unreachable:no_route': {
    title: 'Kein Weg zu der Adresse',
    explanation:
      'Das DNS stimmt, aber dieser Server hat keinen Weg zu {address}, wohin {host} führt; daher weiß niemand, was dort antwortet.',
    advice:
      'Wir versuchen es von selbst noch einmal. Der Betreiber von Waymark muss diesem Server einen Weg dorthin geben: zu IPv6-Adressen IPv6.',
  },
  https_certificate: {
    title: 'Keine sichere Verbindung',
    explanation:
      'Das DNS stimmt, aber mit {host} kam keine sichere Verbindung zustande[[ ({found})]]. Browser würden Ihre Leser warnen.',
    advice:
      'Wir versuchen es von selbst noch einmal: Das erste Zertifikat kann einige Minuten dauern. Bleibt es so, fragen Sie den Betreiber von Waymark.',
  },
  'https_certificate:expired': {
    title: 'Das Zertifikat ist abgelaufen',
    explanation:
      'Das DNS stimmt, aber das Zertifikat von {host} ist zurzeit nicht gültig ({found}). Browser würden Ihre Leser warnen.',
    advice:
      'Wir versuchen es von selbst noch einmal. Bleibt es so, muss der Betreiber von Waymark nachsehen, warum Zertifikate nicht erneuert werden.',
  },
  'https_certificate:wrong_name': {
    title: 'Das Zertifikat gilt für einen anderen Namen',
    explanation:
      'Das DNS stimmt, aber der Server zeigt ein Zertifikat für {found} und nicht für {host}. Browser würden Ihre Leser warnen.',
    advice:
      'Wir versuchen es von selbst noch einmal: Das erste Zertifikat kann einige Minuten dauern. Bleibt es so, fragen Sie den Betreiber von Waymark.',
  },
  'https_certificate:untrusted': {
    title: 'Dem Zertifikat wird nicht vertraut',
    explanation:
      'Das DNS stimmt, aber das Zertifikat von {host} stammt von niemandem, dem Browser vertrauen[[ ({found})]].',
    advice: 'Der Betreiber von Waymark muss eine Zertifizierungsstelle verwenden, der Browser vertrauen.',
  },
  https_other_server: {
    title: 'Ein anderer Server antwortet',
    explanation:
      'Das DNS stimmt, aber der Server, der für {host} antwortet, ist nicht unserer (Status {status}[[, {server}]]).',
    advice:
      'Das können nicht Sie beheben: Der Betreiber von Waymark muss sehen, welcher Server dort antwortet und ob er Anfragen mit unverändertem Host-Header weitergibt. Wir versuchen es von selbst noch einmal.',
  },
  ...diagnosesOfWaitingDe,
};
