import { askFromFrame, hear, RequestFailed } from '../messaging.ts';
import type { Mark } from '../protocol.ts';
import { clearMarks, emphasise, paint } from './marks.ts';
import { createPanel } from './panel-host.tsx';
import { type Seen, watch } from './watch.ts';

interface Running {
  waymark?: AbortSignal;
}

const nothing: Seen = { editors: [], links: [] };

/** Runs Waymark in this frame. Where it runs already, this does nothing: a page may be asked for twice. */
export function runFrame(markSheet: string): void {
  const running: typeof globalThis & Running = globalThis;
  if (running.waymark?.aborted === false) return;
  const end = new AbortController();
  running.waymark = end.signal;

  const isPage = window.top === window;
  const panel = isPage ? createPanel(end.signal) : undefined;
  let seen = nothing;
  let marks: readonly Mark[] = [];
  let asked = false;
  let revision = 0;
  let told = JSON.stringify([[], [], false]);

  // When the extension itself is gone (removed, updated), nobody can be asked any more: leave the page as it was.
  const orphaned = (error: unknown) => {
    if (!(error instanceof RequestFailed)) end.abort();
  };
  const repaint = () => {
    paint(
      seen.links.map(({ element }) => element),
      marks,
    );
  };

  function report(): void {
    const links = seen.links.map(({ link }) => link);
    const now = JSON.stringify([seen.editors, links, asked]);
    if (now === told) {
      repaint();
      return;
    }
    told = now;
    revision += 1;
    askFromFrame('frame.report', { revision, asked, editors: seen.editors, links }).catch(orphaned);
  }

  const shadowSheet = new CSSStyleSheet();
  shadowSheet.replaceSync(markSheet);

  hear(
    {
      'frame.open': () => {
        asked = true;
        panel?.ask();
        report();
      },
      'frame.stop': () => end.abort(),
      'marks.paint': (painted) => {
        if (painted.revision !== revision) return;
        marks = painted.marks;
        repaint();
      },
      'marks.emphasise': ({ index }) => emphasise(index === undefined ? undefined : seen.links[index]?.element),
      'panel.show': (shown) => panel?.show(shown),
    },
    end.signal,
  );

  const leave = () => void askFromFrame('frame.gone').catch(orphaned);
  // A page that comes back from the browser's cache goes on where it was, but the background has forgotten it.
  const comeBack = ({ persisted }: PageTransitionEvent) => {
    if (!persisted) return;
    told = '';
    report();
  };
  // A script that was started for a click reaches only the frames of that moment.
  const frameLoaded = ({ target }: Event) => {
    if (asked && target instanceof HTMLIFrameElement) askFromFrame('frame.appeared').catch(orphaned);
  };
  watch(document, {
    onChange: (changed) => {
      seen = changed;
      // document.open removes all listeners, so they are added again; adding one twice changes nothing.
      window.addEventListener('pagehide', leave, { signal: end.signal });
      window.addEventListener('pageshow', comeBack, { signal: end.signal });
      document.addEventListener('load', frameLoaded, { signal: end.signal, capture: true });
      report();
    },
    onShadowRoot: (root) => {
      root.adoptedStyleSheets = [...root.adoptedStyleSheets, shadowSheet];
    },
    signal: end.signal,
  });
  end.signal.addEventListener('abort', clearMarks);
}
