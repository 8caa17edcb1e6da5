// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { grapesjs } from '../editors/adapters/grapesjs.ts';
import { tinymce } from '../editors/adapters/tinymce.ts';
import { linksOf } from './links.ts';

function rootOf(html: string): Element {
  document.body.innerHTML = `<div class="mce-content-body" contenteditable="true">${html}</div>`;
  return document.body.firstElementChild ?? document.body;
}

const hrefs = (html: string, editor = tinymce) => linksOf(editor, rootOf(html)).map(({ link }) => link.href);

describe('linksOf', () => {
  beforeEach(() => {
    // happy-dom has no layout: everything without a hidden attribute counts as visible.
    vi.spyOn(Element.prototype, 'getClientRects').mockImplementation(function (this: Element) {
      return (this.closest('[hidden]') ? [] : [{}]) as unknown as DOMRectList;
    });
  });
  afterEach(() => vi.restoreAllMocks());

  it('reads the attribute as written, not as a browser would open it', () => {
    expect(hrefs('<a href="{{url}}">a</a><a href="page">b</a><a href="#">c</a><a href="">d</a>')).toEqual([
      '{{url}}',
      'page',
      '#',
      '',
    ]);
  });

  it('leaves out elements that are not links or not visible', () => {
    expect(hrefs('<a name="top">a</a><a href="x" hidden>b</a><p hidden><a href="y">c</a></p>')).toEqual([]);
  });

  it('reads the areas of an image map', () => {
    expect(hrefs('<map><area href="https://x.example" hidden></map>')).toEqual(['https://x.example']);
  });

  it('keeps what TinyMCE will save, and leaves out what it adds for its own use', () => {
    expect(
      hrefs('<a href="/resolved" data-mce-href="saved">a</a><span data-mce-bogus="all"><a href="copy">b</a></span>'),
    ).toEqual(['saved']);
  });

  it('reads GrapesJS’s components', () => {
    document.body.innerHTML = '<div data-gjs-type="wrapper"><a data-gjs-type="link" href="x">a</a></div>';
    const [root] = grapesjs.roots(document);
    expect(root && linksOf(grapesjs, root).map(({ link }) => link.href)).toEqual(['x']);
  });

  it('reports the words around a link with a short text, with paragraphs and other links', () => {
    const [shop, here, long] = linksOf(
      tinymce,
      rootOf(
        `<p>Visit <a href="a"><b>our</b> shop</a> & more</p><p>No more mail?<br>Click <i><a href="b">here</a></i>, please.</p><a href="c">${'long '.repeat(10)}</a>`,
      ),
    );
    expect(shop?.link.around?.before).toBe('<p><p>Visit ');
    expect(here?.link.around?.before).toBe('<p><p>Visit <a>our shop</a> &amp; more</p><p>No more mail?<br>Click ');
    expect(here?.link.around?.after).toMatch(/^, please\.<\/p><a>/);
    expect(long?.link).not.toHaveProperty('around');
  });

  it('reports the text, a name for links without text, and the attributes that a verdict needs', () => {
    const [text, image, named] = linksOf(
      tinymce,
      rootOf(
        '<a href="a" style="x" data-mce-href="a" CLASS="untracked"> See\n <b>more</b></a><a href="b"><img alt="A coat"><i>new</i></a><a href="c" title="Home"><img></a>',
      ),
    );
    expect(text?.link).toMatchObject({ href: 'a', text: 'See more', label: '', attributes: [['class', 'untracked']] });
    expect(image?.link).toMatchObject({ text: 'A coat new', label: '' });
    expect(named?.link).toMatchObject({ text: '', label: 'Home' });
  });
});
