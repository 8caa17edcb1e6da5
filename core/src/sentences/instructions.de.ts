import type { InstructionTexts } from './explain-record.ts';

export const instructionsDe: InstructionTexts = {
  quirks: {
    'host-part': 'Als Name nur {name} eingeben: {zone} ergänzt das Panel selbst.',
    'final-dot': 'Das Ziel mit einem Punkt beenden, also „{target}.“: Sonst hängt das Panel {zone} daran.',
    'no-final-dot': 'Das Ziel ohne Punkt am Ende schreiben.',
    proxy: 'Für diesen Eintrag den Proxy abschalten („Nur DNS“): Sonst ist der CNAME-Eintrag nicht zu sehen.',
    flattening: '„CNAME-Flattening“ für diesen Eintrag aus lassen: Sonst werden statt seiner Adressen geantwortet.',
  },
  colleague: {
    title: 'Bitte einen DNS-Eintrag für {fullName} anlegen',
    explanation: `Hallo,

bitte legen Sie diesen Eintrag im DNS von {zone} an[[ (bei {provider}, {panel})]]:

Typ:   CNAME
Name:  {name}
Ziel:  {target}
TTL:   3600, oder was das Panel vorschlägt

Der volle Name ist {fullName}[[, das heißt {unicode}]]. Als Zeile einer Zonendatei:

{zoneLine}`,
    advice: `Mit dem Eintrag beginnen die Links in unseren E-Mails mit unserem eigenen Namen. Website und Postfächer von {zone} sind nicht betroffen. Er wird nach Minuten, spätestens nach einem Tag von selbst gefunden; bitte lassen Sie ihn stehen, solange unsere E-Mails gelesen werden.

Vielen Dank!`,
  },
};
