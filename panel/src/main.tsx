import { render } from 'preact';
import '@waymark/ui/theme/theme.css';
import '@waymark/ui/base/form.css';
import './shell/page.css';
import { App } from './app.tsx';
import { language } from './i18n/t.ts';

document.documentElement.lang = language;
const root = document.querySelector('#app');
if (root) render(<App />, root);
