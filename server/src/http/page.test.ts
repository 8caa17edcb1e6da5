import { describe, expect, it } from 'vitest';
import { escapeHtml } from './page.ts';

describe('text on a page', () => {
  it.each([
    ['<script>alert(1)</script>', '&lt;script&gt;alert(1)&lt;/script&gt;'],
    [`" onfocus='x' &amp;`, '&quot; onfocus=&#39;x&#39; &amp;amp;'],
    ['Brand & Söhne', 'Brand &amp; Söhne'],
    ['', ''],
  ])('%j is shown as it is', (text, escaped) => {
    expect(escapeHtml(text)).toBe(escaped);
  });
});
