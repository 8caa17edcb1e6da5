import { handleCommands, RequestFailed, requestFromFrame } from '../messaging.ts';
import type { Mark } from '../protocol.ts';
import { clearMarks, emphasise, paint } from './marks.ts';
import { createPanel } from './panel-host.tsx';
import { type FrameContent, watch } from './watch.ts';

interface Running {
  waymark?: AbortSignal;
}

const nothing: FrameContent = { editors: [], links: [] };

/** Runs Waymark in this frame. Does nothing where it already runs: the script may be injected more than once. */
export function runFrame(markSheet: string): void {
  const running: typeof globalThis & Running = globalThis;
  if (running.waymark?.aborted === false) return;
  const controller = new AbortController();
  running.waymark = controller.signal;

  const isPage = window.top === window;
  const panel = isPage ? createPanel(controller.signal) : undefined;
  let content = nothing;
  let marks: readonly Mark[] = [];
  let requested = false;
  let revision = 0;
  let lastReport = JSON.stringify([[], [], false]);

  // Once the extension was removed or updated, requests of this script fail for good: clean up the page.
  const stopIfOrphaned = (error: unknown) => {
    if (!(error instanceof RequestFailed)) controller.abort();
  };
  const repaint = () => {
    paint(
      content.links.map(({ element }) => element),
      marks,
    );
  };

  function report(): void {
    const links = content.links.map(({ link }) => link);
    const now = JSON.stringify([content.editors, links, requested]);
    if (now === lastReport) {
      repaint();
      return;
    }
    lastReport = now;
    revision += 1;
    requestFromFrame('frame.report', { revision, editors: content.editors, links }).catch(stopIfOrphaned);
  }

  const shadowSheet = new CSSStyleSheet();
  shadowSheet.replaceSync(markSheet);

  handleCommands(
    {
      'frame.open': () => {
        requested = true;
        panel?.showWithoutMail();
        report();
      },
      'frame.stop': () => controller.abort(),
      'marks.paint': (painted) => {
        if (painted.revision !== revision) return;
        marks = painted.marks;
        repaint();
      },
      'marks.emphasise': ({ index }) => emphasise(index === undefined ? undefined : content.links[index]?.element),
      'panel.show': (shown) => panel?.show(shown),
    },
    controller.signal,
  );

  const reportGone = () => void requestFromFrame('frame.gone').catch(stopIfOrphaned);
  // A page restored from the back/forward cache resumes its state, but the background has dropped its reports.
  const reportRestored = ({ persisted }: PageTransitionEvent) => {
    if (!persisted) return;
    lastReport = '';
    report();
  };
  // A script injected by a click only runs in the frames that exist at that moment.
  const injectIntoNewFrame = ({ target }: Event) => {
    if (requested && target instanceof HTMLIFrameElement) requestFromFrame('frame.appeared').catch(stopIfOrphaned);
  };
  watch(document, {
    onChange: (changed) => {
      content = changed;
      // document.open removes all listeners, so they are added again; adding one twice changes nothing.
      window.addEventListener('pagehide', reportGone, { signal: controller.signal });
      window.addEventListener('pageshow', reportRestored, { signal: controller.signal });
      document.addEventListener('load', injectIntoNewFrame, { signal: controller.signal, capture: true });
      report();
    },
    onShadowRoot: (root) => {
      root.adoptedStyleSheets = [...root.adoptedStyleSheets, shadowSheet];
    },
    signal: controller.signal,
  });
  controller.signal.addEventListener('abort', clearMarks);
}
