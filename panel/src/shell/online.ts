import { useEffect, useState } from 'preact/hooks';

/** Whether the browser has a network at all, as far as it knows. */
export function useOnline(): boolean {
  const [isOnline, setOnline] = useState(navigator.onLine);
  useEffect(() => {
    const look = () => setOnline(navigator.onLine);
    const listening = new AbortController();
    for (const type of ['online', 'offline']) addEventListener(type, look, listening);
    return () => listening.abort();
  }, []);
  return isOnline;
}
