/** Every reason why Domain Connect cannot create a record; the only list of them. */
export const connectRefusals = [
  'not-set-up',
  'no-zone',
  'not-offered',
  'unreachable',
  'not-understood',
  'template-unknown',
] as const;
export type ConnectRefusal = (typeof connectRefusals)[number];
