/** How a link is tried: as it is written, as it is counted, and as an app may keep it. */
export const ways = ['as-written', 'wrapped', 'app-link'] as const;
export type Way = (typeof ways)[number];

/** What opened, as the tester says. `other`: nothing, or something else. */
export const openings = ['app', 'browser', 'other'] as const;
export type Opened = (typeof openings)[number];
