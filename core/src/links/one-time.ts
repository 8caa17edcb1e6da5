import { type Finding, finding } from './findings.ts';
import { oneTimeSteps, secretNames, stepsWithSecret } from './one-time.data.ts';
import type { Address } from './url/address.ts';

const secretName = anyOf(secretNames);
const oneTimeStep = anyOf(oneTimeSteps);
const stepWithSecret = anyOf(stepsWithSecret);
const secret = /^(?=.*\d)(?=.*[a-z])[\w.~-]{16,}={0,2}$/i;

/** A link that appears to work only once or for one person: password reset, magic login, verification. */
export function oneTime({ segments, parameters }: Address): Finding | undefined {
  const found =
    segments.some(
      (segment, index) =>
        segment !== '' && (oneTimeStep.test(segment) || isStepWithSecret(segment, segments[index + 1])),
    ) || parameters.some(([name, value]) => value !== '' && secretName.test(name));
  return found ? finding('one-time') : undefined;
}

function isStepWithSecret(segment: string, next: string | undefined): boolean {
  return next !== undefined && stepWithSecret.test(segment) && secret.test(next);
}

function anyOf(patterns: readonly string[]): RegExp {
  return new RegExp(`^(?:${patterns.join('|')})$`, 'i');
}
