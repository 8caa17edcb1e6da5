import type { createAppRouter } from './router.ts';

/** The type of the API: the one thing of the server that others may import, and it is gone at run time. */
export type AppRouter = ReturnType<typeof createAppRouter>;
