import { describe, expect, it } from 'vitest';
import { looksLikeTypo } from './typo.ts';

describe('a typo', () => {
  it.each([
    ['k3x9.cname.waymark.exmaple', true],
    ['k3x9.cname.waymark.exampl', true],
    ['k3x9.cnamewaymark.example', true],
    ['k3x9.cname.waymark.eexample', true],
    ['k3x9.cname.waymark.example', false],
    ['k3x9.cname.waymark', false],
    ['track.other.example', false],
    ['', false],
  ])('is %s: %s', (written, typo) => {
    expect(looksLikeTypo(written, 'k3x9.cname.waymark.example')).toBe(typo);
  });
});
