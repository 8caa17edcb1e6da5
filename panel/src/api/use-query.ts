import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { leadToSignIn, type ShownError, shownErrorOf } from './shown-error.ts';

/** What was loaded, and why not, if it was not. */
export interface Query<Data> {
  /** Undefined until it is loaded for the first time; of the question before while another is asked. */
  readonly data: Data | undefined;
  readonly failure: ShownError | undefined;
  readonly isLoading: boolean;
  reload(): Promise<void>;
  /** Shows what an action returned. */
  set(data: Data): void;
}

/**
 * Asks the server whenever `key` changes, and again every `everyMs` while the page is in front: pages that wait turn by
 * themselves. A late answer to an earlier question is dropped.
 */
export function useQuery<Data>(
  key: string,
  load: () => Promise<Data>,
  { everyMs }: { readonly everyMs?: ((data: Data) => number | undefined) | undefined } = {},
): Query<Data> {
  const [data, setData] = useState<Data | undefined>(undefined);
  const [failure, setFailure] = useState<ShownError | undefined>(undefined);
  const [isLoading, setLoading] = useState(true);
  const asked = useRef(0);
  const latest = useRef(load);
  latest.current = load;

  const reload = useCallback(async () => {
    const question = ++asked.current;
    setLoading(true);
    try {
      const found = await latest.current();
      if (question !== asked.current) return;
      setData(found);
      setFailure(undefined);
    } catch (error) {
      if (question !== asked.current) return;
      const seen = shownErrorOf(error);
      if (!leadToSignIn(seen)) setFailure(seen);
    }
    setLoading(false);
  }, []);

  useEffect(() => {
    void reload();
    // What is still under way belongs to a page that was left.
    return () => void asked.current++;
  }, [key, reload]);

  const pause = data === undefined ? undefined : everyMs?.(data);
  useEffect(() => {
    if (pause === undefined) return;
    const look = () => document.visibilityState === 'visible' && void reload();
    const timer = setInterval(look, pause);
    // Who comes back to the page sees what happened meanwhile.
    document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, [pause, reload]);

  const set = useCallback((shown: Data) => {
    asked.current++;
    setLoading(false);
    setData(shown);
  }, []);
  return { data, failure, isLoading, reload, set };
}
