/** Every reason why a record cannot be created by Domain Connect: the one list. */
export const connectRefusals = [
  'not-set-up',
  'no-zone',
  'not-offered',
  'unreachable',
  'not-understood',
  'template-unknown',
] as const;
export type ConnectRefusal = (typeof connectRefusals)[number];
