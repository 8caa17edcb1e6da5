/** What the program is started with besides its file. */
export const nodeFlags = [
  // V8 lets the young part of the heap grow to three times what is live in a busy server, which takes 80 MB and saves no time
  // that a measurement shows: here it may have what older versions of Node gave it.
  '--max-semi-space-size=16',
  // Next to nothing in it is live after a request, so that waking other threads to help costs more than copying that alone.
  '--no-parallel-scavenge',
];
