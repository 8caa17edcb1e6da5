import { defineConfig } from 'vite';

export default defineConfig({
  build: {
    outDir: '.output',
    target: 'es2023',
    // The policy of the page allows no images in its text.
    assetsInlineLimit: 0,
    // A page for browsers that know modules fetches what it needs by itself.
    modulePreload: { polyfill: false },
    cssTarget: ['chrome130', 'firefox142', 'safari17'],
    license: false,
  },
});
