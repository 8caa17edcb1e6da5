import { ApiError } from '../api-error.ts';
import { problemAt } from '../input-problems.ts';

/**
 * The input of a call whose address says a part of it: what its body is, and the fields of the address. Throws invalid_input
 * for a body that is no object, and for a field that both have, of which one would be ignored.
 */
export function joinedInput(body: unknown, fields: Readonly<Record<string, unknown>>): object {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw noObject();
  const twice = Object.keys(fields).find((name) => Object.hasOwn(body, name));
  if (twice !== undefined)
    throw new ApiError('invalid_input', { field: twice, problem: problemAt(twice, standsInAddress) });
  return { ...body, ...fields };
}

const standsInAddress = {
  en: 'stands in the address already',
  de: 'steht schon in der Adresse',
};

function noObject(): ApiError {
  return new ApiError('invalid_input', {
    problem: problemAt('', { en: 'has to be an object', de: 'muss ein Objekt sein' }),
  });
}
