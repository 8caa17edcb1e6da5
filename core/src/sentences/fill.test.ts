import { describe, expect, it } from 'vitest';
import { fill } from './fill.ts';

const filled = (explanation: string, details?: Record<string, string>) =>
  fill({ title: '', explanation, advice: '' }, details).explanation;

describe('a sentence with placeholders', () => {
  it('is filled in from the details', () => {
    expect(filled('{host} points to {target}.', { host: 'a.example', target: 'b.example' })).toBe(
      'a.example points to b.example.',
    );
  });

  it('drops only optional parts that lack a value', () => {
    expect(filled('It leads on[[ to {target}]].', { target: 'b.example' })).toBe('It leads on to b.example.');
    expect(filled('It leads on[[ to {target}]].')).toBe('It leads on.');
  });

  it('never shows a brace or an inherited property', () => {
    expect(filled('From {host}{constructor}.')).toBe('From .');
  });

  it('leaves braces and brackets in values alone', () => {
    expect(filled('Replaced: {tag}', { tag: '{{id}} [[x]] $& $1' })).toBe('Replaced: {{id}} [[x]] $& $1');
  });
});
