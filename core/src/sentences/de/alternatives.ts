import type { AlternativeTexts } from '../types.ts';

export const alternativesDe: AlternativeTexts = {
  buttons: {
    leave: 'Lassen, wie er ist',
    parameters: 'Stattdessen Parameter ergänzen',
    keep: 'Als App-Link behalten',
    track: 'Klicks trotzdem zählen',
  },
  obstacles: {
    service: 'Der Dienst sagt nicht, ob seine Links die App dann noch öffnen.',
    'merge-tags': 'Der Link enthält Platzhalter, und wofür sie stehen, ist erst beim Versand bekannt.',
    'no-parameters': 'Das Projekt hat keine Parameter, die diesem Link fehlen.',
    rejected: 'Mit den Parametern passt keine Regel der App sicher, der Link könnte sie nicht mehr öffnen.',
    'not-listed': 'Ihre Tracking-Domain führt die App noch nicht auf: Tragen Sie sie bei den Apps der Domain ein.',
    'not-confirmed': 'Ihr Team hat noch nicht bestätigt, welche Version Links Ihrer Tracking-Domain öffnet.',
    'no-app': 'Keine App öffnet diesen Link.',
    unknown: 'Zurzeit weiß niemand, ob eine App diesen Link öffnet.',
  },
};
