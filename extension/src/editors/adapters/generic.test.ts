// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { generic } from './generic.ts';

const rootsOf = (html: string) => {
  document.body.innerHTML = html;
  return generic.roots(document).map(({ id }) => id);
};

it('finds the outermost field in which links are edited', () => {
  expect(
    rootsOf(
      '<div id="mail" contenteditable="true"><p contenteditable><a href="https://brand.com/">Home</a></p></div><a href="/menu">Menu</a>',
    ),
  ).toEqual(['mail']);
  expect(
    rootsOf('<div id="plain" contenteditable="plaintext-only"><a href="https://brand.com/">Home</a></div>'),
  ).toEqual(['plain']);
});

it('leaves alone what is only read, and fields without a link, which may be a chat', () => {
  expect(rootsOf('<div id="read" contenteditable="false"><a href="https://brand.com/">Home</a></div>')).toEqual([]);
  expect(rootsOf('<div id="chat" contenteditable="true">Hello</div>')).toEqual([]);
});
