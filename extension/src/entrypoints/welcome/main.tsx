import { render } from 'preact';
import '../../ui/theme.css';
import '../../ui/pages.css';
import { browserLanguage } from '../../browser.ts';
import { languageFor } from '../../i18n/t.ts';
import { Welcome } from './welcome.tsx';

document.documentElement.lang = languageFor(browserLanguage());
render(<Welcome />, document.querySelector('main') ?? document.body);
