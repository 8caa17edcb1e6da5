import { render } from 'preact';
import '@waymark/ui/theme/theme.css';
import '../pages.css';
import { languageFor } from '@waymark/ui/words/translator.ts';
import { browserLanguage } from '../../browser.ts';
import { Welcome } from './welcome.tsx';

document.documentElement.lang = languageFor(browserLanguage());
render(<Welcome />, document.querySelector('main') ?? document.body);
