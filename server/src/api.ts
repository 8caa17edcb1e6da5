import type { createAppRouter } from './router.ts';

/** The type of the API, the only export of the server: it does not exist at run time. */
export type AppRouter = ReturnType<typeof createAppRouter>;
