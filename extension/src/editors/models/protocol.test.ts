import { describe, expect, it } from 'vitest';
import { readModelAnswer } from './protocol.ts';

describe('the answer of a model, which any script of the page may send', () => {
  it('is read as places and addresses', () => {
    expect(readModelAnswer('[[0,"myapp://open/5"],[7,""]]')).toEqual([
      [0, 'myapp://open/5'],
      [7, ''],
    ]);
  });

  it.each([
    undefined,
    null,
    7,
    [[0, 'https://brand.com/']],
    '',
    '[[0,"cut',
    'null',
    '{"0":"https://brand.com/"}',
    '[[0]]',
    '[["0","https://brand.com/"]]',
    '[[0.5,"https://brand.com/"]]',
    '[[0,"https://brand.com/",1]]',
    '[[0,{"toString":1}]]',
  ])('counts for nothing when it is %j', (detail) => expect(readModelAnswer(detail)).toBeUndefined());
});
