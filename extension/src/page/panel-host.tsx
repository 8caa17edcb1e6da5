import { render } from 'preact';
import { translator } from '../i18n/t.ts';
import { askFromFrame } from '../messaging.ts';
import type { FrameCommands } from '../protocol.ts';
import theme from '../ui/theme.css?inline';
import rowCss from './link-row.css?inline';
import panelCss from './panel.css?inline';
import { Panel } from './panel.tsx';

type Shown = FrameCommands['panel.show'];

/** The panel of a page. It hangs on `<html>`, outside the body, where no editor saves it. */
export interface PanelHost {
  show(shown: Shown): void;
  /** The member asked for this page, so the panel shows even when there is no mail on it. */
  ask(): void;
}

const sheet = new CSSStyleSheet();

function createHost(): { host: HTMLElement; root: ShadowRoot } {
  const host = document.createElement('waymark-panel');
  const root = host.attachShadow({ mode: import.meta.env.MODE === 'e2e' ? 'open' : 'closed' });
  sheet.replaceSync(theme + panelCss + rowCss);
  root.adoptedStyleSheets = [sheet];
  // The page's own shortcuts are not meant for keys typed into the panel.
  for (const type of ['keydown', 'keyup', 'keypress'] as const) {
    host.addEventListener(type, (event) => event.stopPropagation());
  }
  return { host, root };
}

/** Prepares the panel of this page; nothing is added to the page before there is something to show. */
export function createPanel(signal: AbortSignal): PanelHost {
  let made: { host: HTMLElement; root: ShadowRoot } | undefined;
  let last: Shown | undefined;
  let asked = false;

  function remove(): void {
    if (made === undefined) return;
    render(null, made.root);
    made.host.remove();
  }

  function draw({ state, place, language, words }: Shown): void {
    if (state.editors.length === 0 && !asked) {
      remove();
      return;
    }
    made ??= createHost();
    if (!made.host.isConnected) document.documentElement.append(made.host);
    made.host.lang = language;
    const remember = (changed: typeof place) => {
      show({ state: last?.state ?? state, place: changed, language, words });
      void askFromFrame('panel.place', changed);
    };
    render(
      <Panel
        state={state}
        place={place}
        t={translator(words)}
        onPlace={remember}
        onClose={() => void askFromFrame('panel.close')}
        onSignIn={() => void askFromFrame('account.open')}
        onPoint={(id) => void askFromFrame('link.emphasise', id)}
        onTry={(id) => askFromFrame('link.try', id)}
      />,
      made.root,
    );
  }

  function show(shown: Shown): void {
    last = shown;
    if (!signal.aborted) draw(shown);
  }

  signal.addEventListener('abort', remove);
  return {
    show,
    ask() {
      asked = true;
      if (last) draw(last);
    },
  };
}
