import theme from '@waymark/ui/theme/theme.css?inline';
import { translator } from '@waymark/ui/words/translator.ts';
import { render } from 'preact';
import { requestFromFrame } from '../messaging.ts';
import type { FrameCommands } from '../protocol.ts';
import rowCss from './link-row.css?inline';
import panelCss from './panel.css?inline';
import { Panel } from './panel.tsx';

type Shown = FrameCommands['panel.show'];

/** The panel of a page. It is a child of `<html>`, outside the body, where no editor saves it. */
export interface PanelHost {
  show(shown: Shown): void;
  /** From now on the panel shows even while there is no mail on the page, because the member opened it here. */
  showWithoutMail(): void;
}

/** How long the panel may show a state that has changed on the server. */
const refreshMs = 15_000;

const sheet = new CSSStyleSheet();

function createHost(): { host: HTMLElement; root: ShadowRoot } {
  const host = document.createElement('waymark-panel');
  const root = host.attachShadow({ mode: import.meta.env.MODE === 'e2e' ? 'open' : 'closed' });
  sheet.replaceSync(theme + panelCss + rowCss);
  root.adoptedStyleSheets = [sheet];
  // Keys typed into the panel must not trigger the page's own shortcuts.
  for (const type of ['keydown', 'keyup', 'keypress'] as const) {
    host.addEventListener(type, (event) => event.stopPropagation());
  }
  return { host, root };
}

/** Creates the panel of this page; nothing is added to the page until there is something to show. */
export function createPanel(signal: AbortSignal): PanelHost {
  let mounted: { host: HTMLElement; root: ShadowRoot } | undefined;
  let last: Shown | undefined;
  let withoutMail = false;

  function remove(): void {
    if (mounted === undefined) return;
    render(null, mounted.root);
    mounted.host.remove();
  }

  function draw({ state, layout, language, texts }: Shown): void {
    if (state.editors.length === 0 && !withoutMail) {
      remove();
      return;
    }
    mounted ??= createHost();
    if (!mounted.host.isConnected) document.documentElement.append(mounted.host);
    mounted.host.lang = language;
    const saveLayout = (changed: typeof layout) => {
      show({ state: last?.state ?? state, layout: changed, language, texts });
      void requestFromFrame('panel.setLayout', changed);
    };
    render(
      <Panel
        state={state}
        layout={layout}
        t={translator(texts)}
        onLayoutChange={saveLayout}
        onClose={() => void requestFromFrame('panel.close')}
        onRetry={() => void requestFromFrame('panel.refresh')}
        onSignIn={() => void requestFromFrame('account.open')}
        onPoint={(id) => void requestFromFrame('link.emphasise', id)}
        onTry={(id) => requestFromFrame('link.try', id)}
      />,
      mounted.root,
    );
  }

  function show(shown: Shown): void {
    last = shown;
    if (!signal.aborted) draw(shown);
  }

  // Settings change and servers come back while a mail is being written; nobody should have to close the page for it.
  const refresh = () => {
    if (mounted?.host.isConnected && document.visibilityState === 'visible')
      requestFromFrame('panel.refresh').catch(() => undefined);
  };
  const timer = setInterval(refresh, refreshMs);
  document.addEventListener('visibilitychange', refresh, { signal });
  signal.addEventListener('abort', () => clearInterval(timer));
  signal.addEventListener('abort', remove);
  return {
    show,
    showWithoutMail() {
      withoutMail = true;
      if (last) draw(last);
    },
  };
}
