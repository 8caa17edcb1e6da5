import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeTagSyntaxes } from './merge-tags.data.ts';
import { cutOffTag, findMergeTags, isValueTag } from './merge-tags.ts';

const dollar = '$';

function found(text: string): readonly string[] {
  return findMergeTags(text).map(({ start, end }) => text.slice(start, end));
}

describe('a merge tag', () => {
  it.each([
    ['Handlebars', '{{name}}'],
    ['Handlebars, unescaped', '{{{ name }}}'],
    ['Handlebars, block', '{{#if member}}'],
    ['Handlebars, end of a block', '{{/if}}'],
    ['Handlebars, partial', '{{> footer}}'],
    ['Handlebars, comment', '{{!-- never seen --}}'],
    ['Handlebars, white space control', '{{~name~}}'],
    ['Handlebars, data', '{{@root.name}}'],
    ['Liquid', '{{ customer.name | default: "you" }}'],
    ['Liquid, statement', '{%- if a < b -%}'],
    ['Jinja, comment', '{# for later #}'],
    ['Go templates', '{{.Name}}'],
    ['Go templates, trimmed', '{{- .Name -}}'],
    ['Marketo', '{{lead.First Name:default=friend}}'],
    ['Marketo, Velocity', `${dollar}{lead.FirstName}`],
    ['Marketo, quiet Velocity', '$!{lead.FirstName}'],
    ['Braze', `{{${dollar}{first_name}}}`],
    ['Klaviyo', "{{ person|lookup:'City' }}"],
    ['Klaviyo, statement', '{% unsubscribe_link %}'],
    ['HubSpot', '{{ contact.firstname }}'],
    ['Brevo', '{{ params.name }}'],
    ['Customer.io', '{{customer.email}}'],
    ['Iterable', '{{#ifEq a "b"}}'],
    ['Iterable, data feed', '[[feed.title]]'],
    ['Sendios', '{{user.name}}'],
    ['Mailchimp', '*|FNAME|*'],
    ['Mailchimp, condition', '*|IF:FNAME|*'],
    ['Mandrill', '*|UNSUB:https://a.example/|*'],
    ['ERB', '<%= @name %>'],
    ['EJS', '<%- include("x") %>'],
    ['EJS, statement', '<% if (a > b) { %>'],
    ['PHP', '<?= $name ?>'],
    ['PHP, arrow', '<?=$user->name?>'],
    ['PHP, statement', '<?php echo $name; ?>'],
    ['PHP, short', '<? echo $name ?>'],
    ['SendGrid', '[%first_name%]'],
    ['SendGrid, unsubscribe', '<%asm_group_unsubscribe_raw_url%>'],
    ['Mailgun', '%recipient.first-name%'],
    ['Mailgun, unsubscribe', '%mailing_list_unsubscribe_url%'],
    ['AMPscript', '%%First Name%%'],
    ['AMPscript, inline', '%%=RedirectTo(@url)=%%'],
    ['AMPscript, block', '%%[ set @a = 1 ]%%'],
    ['Salesforce', '{!Contact.FirstName}'],
    ['Salesforce Marketing Cloud Account Engagement', '{{Recipient.FirstName}}'],
  ])('of %s is found whole: %s', (_, tag) => {
    expect(found(tag)).toEqual([tag]);
    expect(found(`https://a.example/?x=${tag}&y=1`)).toEqual([tag]);
    expect(found(`${tag}${tag}`)).toEqual([tag, tag]);
  });

  it.each([
    ['percent-encoded braces', 'https://a.example/%7B%7Bname%7D%7D'],
    ['percent-encoding', 'https://a.example/%C3%BCber%20uns%25'],
    ['empty braces', 'https://a.example/{}?a={{}}&b={{ }}'],
    ['single braces', 'https://a.example/{name}'],
    ['a style', '@media print{a{color:red}}'],
    ['a script', 'if(a){b({c:{d:1}})}'],
    ['an opening alone', 'https://a.example/{{name'],
    ['a closing alone', 'https://a.example/name}}'],
    ['brackets of a query', 'https://a.example/?filter[year]=1&a[]=2'],
    ['a rating', '***|***'],
    ['percent signs in a sentence', '50%% off, 100% sure, 20% more'],
    ['prices', `${dollar}5 and ${dollar}{`],
    ['an empty tag', '<%%>'],
  ])('is not seen in %s', (_, text) => {
    expect(found(text)).toEqual([]);
  });

  it('names its syntax', () => {
    expect(findMergeTags('a {{b}} *|C|*').map((tag) => tag.syntax)).toEqual(['double-braces', 'mailchimp']);
  });
});

describe('a value tag', () => {
  const isValue = (text: string) => findMergeTags(text).map((tag) => isValueTag(text, tag));

  it.each([
    '{{name}}',
    '{{ endpoint }}',
    '{{if_member}}',
    '{{{ name }}}',
    '{{~name~}}',
    '{{- .Name -}}',
    '{{&name}}',
    '{{ name | default: "if" }}',
    '{{lead.First Name:default=friend}}',
    `{{${dollar}{first_name}}}`,
    "{{ person|lookup:'City' }}",
    '[[feed.title]]',
    '*|FNAME|*',
    '*|IFA|*',
    '*|UPPER:FNAME|*',
    '*|DATE:d/m/y|*',
    '<%= @name %>',
    '<%== url %>',
    '<%asm_group_unsubscribe_raw_url%>',
    '<?= $id ?>',
    '[%first_name%]',
    '[%-name-%]',
    '%%First Name%%',
    '%%=v(@id)=%%',
    '%recipient.id%',
    '{!Contact.Id}',
    `${dollar}{lead.Id}`,
    '$!{lead.Id}',
  ])('is %s', (tag) => expect(isValue(tag)).toEqual([true]));

  it.each([
    '{{#if a}}',
    '{{ #if a}}',
    '{{~#if a~}}',
    '{{/if}}',
    '{{else}}',
    '{{ else if b }}',
    '{{~else~}}',
    '{{^a}}',
    '{{> footer}}',
    '{{! never seen }}',
    '{{!-- never seen --}}',
    '{{{#a}}}',
    '{{if .Member}}',
    '{{- range .Items -}}',
    '{{end}}',
    `{{${dollar}x := .Name}}`,
    '{% if a %}',
    '{%- endif -%}',
    '{% unsubscribe_link %}',
    '{# for later #}',
    '[[#each a]]',
    '*|IF:FNAME|*',
    '*|ELSE:|*',
    '*|END:IF|*',
    '*|INTERESTED:A:B|*',
    '<% if a %>',
    '<%- include("x") %>',
    '<% end %>',
    '<%# never seen %>',
    '<%= link_to a do |b| %>',
    '<%= items.map(function (a) { %>',
    '<?php if ($a): ?>',
    '[% IF a %]',
    '[% END %]',
    '%%[ set @a = 1 ]%%',
  ])('is not %s', (tag) => expect(isValue(tag)).toEqual([false]));
});

describe('a tag that is cut off', () => {
  it.each([
    ['https://a.example/?x={{', '{{'],
    ['https://a.example/?x={{name', '{{name'],
    ['https://a.example/?x={{ name | default: ', '{{ name | default: '],
    ['https://a.example/{{a}}/{{b', '{{b'],
    ['https://a.example/?x=<%=', '<%='],
    ['https://a.example/?x=<%', '<%'],
    ['https://a.example/?x=<?= $a[', '<?= $a['],
    ['https://a.example/?x=<?php', '<?php'],
    ['https://a.example/?x={%', '{%'],
    ['https://a.example/?x=*|FNAME:', '*|FNAME:'],
    ['https://a.example/?x=%%First', '%%First'],
    ['https://a.example/?x=[%first', '[%first'],
    [`https://a.example/?x=${dollar}{lead.First`, `${dollar}{lead.First`],
    ['https://a.example/?x={!Contact', '{!Contact'],
  ])('is seen at the end of %s', (text, tag) => expect(cutOffTag(text)).toBe(tag));

  it.each([
    'https://a.example/{{name}}',
    'https://a.example/}}',
    'https://a.example/%7B%7Bname',
    'https://a.example/{}?a={{}}&b=1',
    'https://a.example/?a[]=1&b[c]=2',
    'https://a.example/?discount=50%%',
    'https://a.example/?a=100%%20off',
    'https://a.example/***',
  ])('is not seen in %s', (text) => expect(cutOffTag(text)).toBeUndefined());
});

describe('merge tags in any text', () => {
  it('are in order, do not overlap, and begin and end as their syntax requires', () => {
    const parts = mergeTagSyntaxes.flatMap(({ open, close }) => [open, close]);
    const text = fc
      .array(fc.oneof(fc.constantFrom(...parts), fc.constantFrom('a', ' ', '"', '.', '#', '}', '%', 'recipient')), {
        maxLength: 20,
      })
      .map((chosen) => chosen.join(''));
    fc.assert(
      fc.property(text, (source) => {
        let end = 0;
        for (const tag of findMergeTags(source)) {
          const syntax = mergeTagSyntaxes.find(({ name }) => name === tag.syntax);
          const text = source.slice(tag.start, tag.end);
          expect(tag.start).toBeGreaterThanOrEqual(end);
          expect([text.startsWith(syntax?.open ?? '?'), text.endsWith(syntax?.close ?? '?')]).toEqual([true, true]);
          end = tag.end;
        }
      }),
      { numRuns: 1000 },
    );
  });
});
