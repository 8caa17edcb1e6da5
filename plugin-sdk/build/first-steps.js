// What is run in a project that has nothing but the package.
import { createWaymark } from '@waymark/sdk';

const settings = { origin: 'https://click.brand.com', pixelOrigin: 'https://click.brand.com', host: 'click.brand.com' };
const answers = {
  'projects.settings': { ...settings, status: 'verified', trackClicks: true, trackOpens: true, project: null },
};
const waymark = createWaymark({
  server: 'https://waymark.example',
  key: 'wm_pub_example',
  fetch: async (url) => {
    const names = new URL(url).pathname.replace('/trpc/', '').split(',');
    return Response.json(names.map((name) => ({ result: { data: answers[name] } })));
  },
});
const { links } = await waymark.preview('<p><a href="https://brand.com/">Shop</a> and <a href="tel:+1">call</a></p>');
console.log(links[0].action, links[0].originalUrl);
console.log(
  await waymark.prepare({ projectId: 'prj_1', name: 'Spring', html: '' }).then(
    () => 'taken',
    () => 'refused',
  ),
);
