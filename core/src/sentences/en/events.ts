import type { EventReasonSentences } from '../types.ts';

export const eventReasonsEn: EventReasonSentences = {
  browser: 'Came from a browser or a mail program, as people use them.',
  app: 'Came from an app that opened the link for its user.',
  'gmail-image-proxy': 'Gmail fetched the image for somebody who opened the mail, so who and where is hidden.',
  'yahoo-mail-proxy': 'Yahoo Mail fetched the image for somebody who opened the mail, so who and where is hidden.',
  'apple-mail-privacy':
    'Apple Mail fetches images in the background whether or not anybody opens the mail, so this is not counted as an open.',
  'outlook-image-proxy':
    'Outlook fetched the image by way of Microsoft, mostly for somebody who opened the mail, so who and where is hidden.',
  'no-user-agent': 'Did not say which program it is, which every browser and mail program does.',
  crawler: 'Calls itself a program that reads pages by itself.',
  prefetch: 'A browser fetched the page beforehand, in case somebody would click.',
  'scanner-network':
    'Came from the network of a security gateway or of a mail provider, which opens links to look at them.',
  'head-before-get':
    'The same program first asked about the link without opening it, as security gateways do and browsers do not.',
  'many-links':
    'Three or more different links were opened within two and a half seconds, as security gateways do and people do not.',
  own: 'Came from a connection of which a member of your team said that it does not count.',
  'two-links':
    'Two different links were opened within a second, and the mail had not been opened before, as security gateways do.',
};
