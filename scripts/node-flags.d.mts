/** Where Node keeps compiled modules. */
export declare const compileCache: string;
export const nodeFlags: readonly string[];
