import type { ConnectRefusalSentences } from './explain-connect.ts';

const byHand = 'Legen Sie den Eintrag von Hand an, wie er gezeigt wird.';

export const connectRefusalsDe: ConnectRefusalSentences = {
  'not-set-up': {
    title: 'Hier nicht eingerichtet',
    explanation: 'Wer diesen Waymark-Server betreibt, hat Domain Connect nicht eingerichtet.',
    advice: byHand,
  },
  'no-zone': {
    title: 'Zone nicht gefunden',
    explanation: 'Die DNS-Zone von {host} wurde nicht gefunden; wer sie verwaltet, ist also nicht bekannt.',
    advice:
      'Prüfen Sie, ob die Domain registriert ist, und versuchen Sie es erneut, oder legen Sie den Eintrag von Hand an, wie er gezeigt wird.',
  },
  'not-offered': {
    title: 'Von Ihrem DNS-Anbieter nicht angeboten',
    explanation: 'Der DNS-Anbieter von {zone} bietet Domain Connect nicht an.',
    advice: byHand,
  },
  unreachable: {
    title: 'Ihr DNS-Anbieter hat nicht geantwortet',
    explanation: 'Der DNS-Anbieter von {zone} bietet Domain Connect an, doch {provider} antwortete nicht wie erwartet.',
    advice: 'Versuchen Sie es später erneut, oder legen Sie den Eintrag von Hand an, wie er gezeigt wird.',
  },
  'not-understood': {
    title: 'Bei Ihrem DNS-Anbieter nicht nutzbar',
    explanation: 'Was der DNS-Anbieter von {zone} über seinen Domain-Connect-Dienst sagt, lässt sich nicht nutzen.',
    advice: byHand,
  },
  'template-unknown': {
    title: 'Ihr DNS-Anbieter kennt Waymark nicht',
    explanation: '{provider} bietet Domain Connect an, kennt den Eintrag dieses Waymark-Servers aber noch nicht.',
    advice: byHand,
  },
};
