import type { FindingSentences } from '../types.ts';
import { appFindingsEn } from './app-findings.ts';

export const findingsEn: FindingSentences = {
  malformed: {
    title: 'The address has a typing mistake',
    explanation:
      'There are too few or too many slashes after “https:”. Browsers repair this, some mail programs do not.',
    advice: 'Write the address with exactly two slashes, as in https://www.example.com.',
  },
  'malformed:refused': {
    title: 'This address cannot work',
    explanation: 'The beginning of the address is wrong, so readers would land nowhere or on the wrong site.',
    advice: 'Open the page in your browser, copy its address from there, and paste it again.',
  },
  'missing-scheme': {
    title: 'The beginning of the address is missing',
    explanation: 'Without “https://” many mail programs do not open this link, so it was left as it is.',
    advice: 'Write {suggestion} instead.',
  },
  'protocol-relative': {
    title: 'The address begins with two slashes',
    explanation:
      'Mail programs do not know whether “https:” or something else belongs in front, so it was left as it is.',
    advice: 'Write {suggestion} instead.',
  },
  relative: {
    title: 'The link has no website in it',
    explanation: 'A short address works on a website, but in a mail it leads nowhere. It was left as it is.',
    advice: 'Enter the full address, beginning with https://.',
  },
  placeholder: {
    title: 'The link is still a placeholder',
    explanation: 'This looks like a link that was meant to be filled in later. Readers who click it get nowhere.',
    advice: 'Enter the real address, or remove the link.',
  },
  'dangerous-scheme': {
    title: 'The link does not lead to a page',
    explanation:
      'Addresses that begin with “{scheme}:” run code or open files. Mail programs block them, and spam filters punish them.',
    advice: 'Replace it by the https:// address of a page.',
  },
  credentials: {
    title: 'The address contains a user name or password',
    explanation: 'Everything before the “@” would be visible to every reader, and such addresses are typical of fraud.',
    advice: 'Remove the part before the “@”[[, so that the address begins with {host}]].',
  },
  'too-long': {
    title: 'The address is too long',
    explanation: 'It has more than 8,000 characters. Browsers and mail programs cut such addresses off.',
    advice: 'Use a shorter address, for instance without the parameters you do not need.',
  },
  'parser-differential': {
    title: 'The address can be read in two ways',
    explanation: 'Some programs would open one website and some another, so nobody can say where readers land.',
    advice: 'Open the page in your browser, copy its address from there, and paste it again.',
  },
  'glued-word': {
    title: 'A word is glued to the address',
    explanation:
      'In the HTML the link leads to {url}. In the text, {text} follows without a space, and mail programs take both for one address. The link was left as it is, and its clicks are not counted.',
    advice: 'Put a space or a line break between the address and {text}.',
  },
  'invisible-character': {
    title: 'There is an invisible character in the address',
    explanation:
      'It usually comes from copying out of a document, and can make the link fail or lead elsewhere[[ ({character})]].',
    advice: 'Delete the address and type it again, or copy it from the browser.',
  },
  'bidi-control': {
    title: 'The address contains a hidden character that turns text around',
    explanation: 'Readers would see a different address from the one that opens. Mail programs treat this as fraud.',
    advice: 'Delete the address and type it again, or copy it from the browser.',
  },
  'local-host': {
    title: 'This address probably works on your own network only',
    explanation: '“{host}” is not a public website, so your readers may not reach it.',
    advice: 'Enter the public address of the page.',
  },
  'local-host:refused': {
    title: 'Readers cannot reach this address',
    explanation: '“{host}” exists only on one computer or inside one network.',
    advice: 'Enter the public address of the page.',
  },
  'ip-host': {
    title: 'The address is a number instead of a name',
    explanation: 'Readers do not trust {host}, and spam filters often block mails with such links.',
    advice: 'Use the name of the website instead.',
  },
  'confusable-host': {
    title: 'The website’s name can be mistaken for another',
    explanation:
      '“{host}” contains characters that look like others[[, and can be read as {reads}]]. What opens is {opens}.',
    advice: 'Check that this is the right website. If it is yours, link to the spelling you are known by.',
  },
  'confusable-host:domain': {
    title: 'The name can be mistaken for another',
    explanation:
      '“{host}” contains characters that look like others[[, and can be read as {reads}]]. What readers open is {opens}.',
    advice:
      'If you are known by this name, there is nothing to do. Otherwise use one in plain letters: readers and spam filters distrust look-alikes.',
  },
  'merge-tag': {
    title: 'Part of the address is filled in when you send',
    explanation: 'Your sending system[[ ({system})]] replaces {tag} for each reader, so the link was left as it is.',
    advice: 'Nothing to do. Clicks on this link are not counted.',
  },
  'merge-tag-passed': {
    title: 'A value is filled in when you send, and passed on',
    explanation:
      'Your sending system replaces {tag} for each reader. The wrapped link carries the value to where it leads.',
    advice: 'Nothing to do. Clicks on this link are counted.',
  },
  'merge-tag-in-host': {
    title: 'The website itself is filled in when you send',
    explanation:
      'The name of the website or what comes before it is {tag}, so nobody can tell where the link leads. It was left as it is.',
    advice: 'Write https:// and the name of the website out, and use tags only behind them. Clicks are counted then.',
  },
  'merge-tag-logic': {
    title: 'Part of the address depends on a condition',
    explanation:
      'A condition, a loop or a comment such as {tag} has no value that could be passed on, so the link was left as it is.',
    advice: 'Put the condition around two whole links. Clicks are counted then.',
  },
  'possible-merge-tag': {
    title: 'Part of the address looks like a placeholder',
    explanation:
      'If your sending system replaces {tag} for each reader, a wrapped link would freeze it. So the link was left as it is, and its clicks are not counted.',
    advice:
      'If {tag} belongs to the address, mark the link with data-track="on": then it is wrapped just as it is written.',
  },
  'encoded-merge-tag': {
    title: 'A placeholder in the address is encoded',
    explanation:
      'Most sending systems do not find {tag} when it is written with percent signs. Every reader would open the address with the placeholder in it.',
    advice: 'Enter {tag} itself in the address, or remove it.',
  },
  unsubscribe: {
    title: 'A link for unsubscribing, preferences or the web view',
    explanation:
      'Such links are left as they are, so that they always work and no security check can unsubscribe anyone through them.',
    advice: 'Nothing to do. If you want clicks counted here too, switch it on in the project.',
  },
  'no-track': {
    title: 'Tracking is switched off for this link',
    explanation: 'The link carries the mark {mark}, so it was left as it is.',
    advice: 'Nothing to do. Remove the mark if you want clicks to be counted.',
  },
  signed: {
    title: 'The text around the link is signed',
    explanation: 'A signature covers every character of this part of the mail, so the link was left as it is.',
    advice: 'Nothing to do. Clicks on this link are not counted.',
  },
  'quoted-pixel': {
    title: 'The mail quotes an older one that has a pixel',
    explanation: 'That pixel belongs to the older mail, so this mail got one of its own.',
    advice: 'Nothing to do. If the older mail counts new opens, remove the quoted part.',
  },
  'already-wrapped': {
    title: 'This is a tracked link of {sender} already',
    explanation: 'Wrapping it a second time makes it slower and easier to break, so it was left as it is.',
    advice: 'Use the original address of the page if you want your own tracking to count it.',
  },
  'already-wrapped:self': {
    title: 'This link is wrapped already',
    explanation: 'It leads through your own tracking domain, so it was left as it is.',
    advice:
      'Nothing to do. In a copied mail, enter the original address again, otherwise clicks count for the old mail.',
  },
  'wrapped-by-scanner-or-shortener': {
    title: 'The link goes through {service} first',
    explanation:
      'It is not the page’s own address[[, which is {target}]]. Detours are slower, may expire, and look suspicious to spam filters.',
    advice: 'Link to the page directly[[: {target}]].',
  },
  'one-time': {
    title: 'This link looks personal or usable only once',
    explanation: 'Security software opens links before readers do. A password or sign-in link may be used up by then.',
    advice: 'Make sure the page asks for one more click, or mark the link with data-track="off".',
  },
  'text-mismatch': {
    title: 'The text shows another address than the link opens',
    explanation: 'Readers see {shown}, but the link opens {opens}. Mail programs warn of this as fraud.',
    advice: 'Write words instead of an address, or make both the same.',
  },
  'insecure-target': {
    title: 'The page is opened without encryption',
    explanation: 'The address begins with http://, and browsers mark such pages as “not secure”.',
    advice: 'Try the same address with https://, and use that if it works.',
  },
  'custom-scheme': {
    title: 'The link opens an app directly',
    explanation: 'Gmail and other mail programs remove links that begin with “{scheme}:”. It was left as it is.',
    advice: 'Use the https:// link that the app’s makers offer for the same place.',
  },
  'opens-app': {
    title: 'The link opens the {service} app',
    explanation:
      'On phones that have the {service} app, this link opens it. Behind a tracked link the website would open instead, so the link was left as it is, and clicks on it are not counted.',
    advice: 'Nothing to do. Wrap it only if counting clicks matters more than opening the app.',
  },
  'opens-own-app': {
    title: 'The link opens your app (via {service})',
    explanation:
      'On phones that have your app, {service} opens it at the right place. Behind a tracked link the browser would open instead, so the link was left as it is, and clicks on it are counted by {service} only.',
    advice: 'Nothing to do. Wrap it only if counting clicks here matters more than opening the app.',
  },
  ...appFindingsEn,
  'utm-added': {
    title: 'Parameters are added',
    explanation: 'The link leads to its page with {parameters}. What you wrote stays as it is.',
    advice: 'Nothing to do.',
  },
  'base-href': {
    title: 'The mail sets a common start for its addresses',
    explanation:
      'It contains a “base” element[[ ({base})]]. Most mail programs ignore it, and short addresses then lead nowhere.',
    advice: 'Enter full addresses beginning with https://, and remove the element.',
  },
  'base-href:link': {
    title: 'Where this link leads depends on the mail program',
    explanation:
      'Programs that know the mail’s “base” element open [[{address}]]. Most ignore the element, and then the short address leads elsewhere or nowhere.',
    advice: 'Enter full addresses beginning with https://, and remove the “base” element.',
  },
  'form-action': {
    title: 'The mail contains a form',
    explanation:
      'Most mail programs block forms or warn about them. Waymark does not change where it is sent[[ ({action})]].',
    advice: 'Put the form on a web page and link to it.',
  },
  'gmail-clip': {
    title: 'Gmail may cut this mail off',
    explanation:
      'The mail has [[{bytes} bytes]] after wrapping. Gmail hides what comes after 102,400 bytes, often the unsubscribe link and the open count.',
    advice: 'Shorten the mail or remove styles you do not need.',
  },
};
