import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { render } from '@react-email/components';
import { type ComponentType, createElement } from 'react';
import { transformWithOxc } from 'vite';
import type { Mail } from './mail.ts';
import { installed, list, read } from './packages.ts';

type Template = ComponentType<Record<string, unknown>> & { readonly PreviewProps?: Record<string, unknown> };

const folder = ['create-email', 'template', 'emails'];
const compiled = join(installed, '.compiled-mails');

/** The starter templates of react-email, rendered with the values of their previews. */
export async function reactEmailTemplates(): Promise<readonly Mail[]> {
  mkdirSync(compiled, { recursive: true });
  return Promise.all(
    list('.tsx', ...folder).map(async (name) => {
      const template = await load(name);
      return { name, html: await render(createElement(template, template.PreviewProps)) };
    }),
  );
}

async function load(name: string): Promise<Template> {
  const { code } = await transformWithOxc(read(...folder, name), name, { jsx: { runtime: 'automatic' } });
  const file = join(compiled, `${name}.mjs`);
  writeFileSync(file, code.replaceAll(/from ["']react-email["']/g, 'from "@react-email/components"'));
  const { default: template }: { default: Template } = await import(pathToFileURL(file).href);
  return template;
}
