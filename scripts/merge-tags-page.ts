import { tagSystems } from '../core/src/links/merge-tags/own-tags.ts';
import { sendingSystems, type TemplateSystem, templateLanguages } from '../core/src/links/merge-tags/systems.data.ts';
import { findMergeTags, isValueTag } from '../core/src/mail/merge-tags.ts';

/** docs/marketers/merge-tags.md: what is known of each system. */
export function mergeTagsPage(): string {
  return `# Merge tags by system

Your sending system replaces merge tags after Waymark has read the mail. A wrapped link would freeze them, so a link with a
tag is left as it is, wherever in the address the tag stands, and you are told which tag it is. What looks like a tag but
belongs to no system below is left too; if it is part of the address, mark the link with \`data-track="on"\` and it is counted.
Links to unsubscribe, to change preferences and to the web version are left in any case.

**Passed through**: whoever sends the mail can have such links counted, with the [setting](../sdk/README.md#prepare-once-render-for-each-recipient)
\`mergeTags: 'pass-through'\`; the wrapped link then carries the value to where it leads. *no* means that other addresses
hold the same characters, so that these links are left all the same.

This page is written from \`core/src/links/merge-tags/systems.data.ts\` by \`npm run docs\`.

## Sending systems

${table(sendingSystems)}

## Template languages

${table(templateLanguages)}
`;
}

function table(systems: readonly TemplateSystem[]): string {
  const rows = systems.toSorted((one, other) => one.name.localeCompare(other.name, 'en')).map(row);
  return [
    '| system | tags | footer links | passed through | documentation |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}

function row({ name, source, tags, alone = [], footers = [] }: TemplateSystem): string {
  const known = [...tags, ...alone].map(carries).filter((one) => one !== undefined);
  const passed = known.every(Boolean) ? 'yes' : known.some(Boolean) ? 'some' : 'no';
  return `| ${name} | ${[...tags, ...alone].map(code).join(' ')} | ${footers.map(code).join(' ')} | ${passed} | ${source} |`;
}

/** Whether a tag's value may pass through; undefined for what has no value, such as a condition. */
function carries(tag: string): boolean | undefined {
  const text = `/${tag}`;
  const [found] = findMergeTags(text, tagSystems);
  if (found === undefined) return false;
  return isValueTag(text, found) ? true : undefined;
}

function code(tag: string): string {
  const fence = tag.includes('`') ? '``' : '`';
  return fence + tag.replaceAll('|', '\\|') + fence;
}
