import type { Change } from './edge/link-map.ts';

/** The ordered feed that link maps follow: hosts, keys, messages, links. */
export interface ChangeFeed {
  publish(changes: readonly Change[]): void;
  /** `follower` sees every change published from now on, in order. Returns what ends it. */
  follow(follower: (change: Change) => void): () => void;
}

/** A feed inside one process. A server that missed a change finds it by its link map's read-through. */
export function createChangeFeed(): ChangeFeed {
  const followers = new Set<(change: Change) => void>();
  return {
    publish(changes) {
      for (const change of changes) for (const follower of followers) follower(change);
    },
    follow(follower) {
      followers.add(follower);
      return () => followers.delete(follower);
    },
  };
}
