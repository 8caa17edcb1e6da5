import Mailgen from 'mailgen';
import type { Mail } from './mail.ts';
import { list, read } from './packages.ts';

const themes = list('index.html', 'mailgen', 'themes').map((file) => file.replace(/\Windex\.html$/, ''));

const product = { name: 'Kiln & Tide', link: 'https://kilnandtide.example/?from=mail&lang=de' };
const button = (text: string, link: string) => ({ color: '#22BC66', text, link });
const bodies: Readonly<Record<string, Mailgen.ContentBody>> = {
  welcome: {
    name: 'Ada',
    intro: 'Welcome to "Kiln & Tide" – we are glad you are here.',
    action: {
      instructions: 'Please confirm your address:',
      button: button('Confirm', 'https://kilnandtide.example/confirm?s=1&t=2'),
    },
    outro: 'Need help? Just reply.',
  },
  receipt: {
    name: 'Ada',
    intro: 'Thank you for your order.',
    table: {
      data: [
        { item: 'Bowl', price: '€ 28' },
        { item: 'Cup <small>', price: '€ 14' },
      ],
    },
    action: {
      instructions: 'See how it gets on:',
      button: button('Your order', 'https://kilnandtide.example/o/1#now'),
    },
    goToAction: { text: 'Order', link: 'https://kilnandtide.example/o/1', description: 'Look at the order' },
  },
};

/** Every theme as its source, full of EJS tags, and rendered with two mails. */
export async function mailgenThemes(): Promise<readonly Mail[]> {
  return themes.flatMap((theme) => [
    { name: `${theme} source`, html: read('mailgen', 'themes', theme, 'index.html') },
    ...Object.entries(bodies).map(([name, body]) => ({
      name: `${theme} ${name}`,
      html: new Mailgen({ theme, product }).generate({ body }),
    })),
  ]);
}
