import type { Language } from '@waymark/core';

const en = {
  forgotten: 'Forgotten your password?',
  mailed: 'We mail you a link by which you choose a new one. It works for an hour.',
  askOperator: 'Ask whoever runs this server for a link by which you choose a new one: it sends no mail.',
  send: 'Mail the link',
  sent: 'Look into your mail',
  look: 'If somebody signs in with this address, a link is on its way to it. It works for an hour.',
  choose: 'Choose a new password',
  everywhere: 'You will be signed out everywhere.',
  tooShort: (least: number) => `A password of at least ${least} characters is needed.`,
  save: 'Save',
  over: 'This link is over',
};

/** What the pages say on which somebody gets a new password. */
export const resetWords: Record<Language, typeof en> = {
  en,
  de: {
    forgotten: 'Passwort vergessen?',
    mailed: 'Wir schicken Ihnen einen Link, mit dem Sie ein neues wählen. Er gilt eine Stunde.',
    askOperator:
      'Bitten Sie den Betreiber dieses Servers um einen Link, mit dem Sie ein neues wählen: Der Server verschickt keine Mails.',
    send: 'Link schicken',
    sent: 'Sehen Sie in Ihr Postfach',
    look: 'Wenn sich mit dieser Adresse jemand anmeldet, ist ein Link dorthin unterwegs. Er gilt eine Stunde.',
    choose: 'Neues Passwort wählen',
    everywhere: 'Sie werden überall abgemeldet.',
    tooShort: (least) => `Es wird ein Passwort von mindestens ${least} Zeichen gebraucht.`,
    save: 'Speichern',
    over: 'Dieser Link gilt nicht mehr',
  },
};
