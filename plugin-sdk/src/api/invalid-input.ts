import { WaymarkError } from './waymark-error.ts';

/** What the server would answer, before anything is sent. */
export function invalidInput(problem: string, hint = 'Correct that part and send it again.'): WaymarkError {
  return new WaymarkError('invalid_input', `Something in the request is not as expected: ${problem}`, hint);
}
