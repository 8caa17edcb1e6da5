import { defineConfig } from 'wxt';

export default defineConfig({
  srcDir: 'src',
  publicDir: 'public',
  modules: ['@wxt-dev/webextension-polyfill'],
  imports: false,
  manifestVersion: 3,
  // Every browser that the manifest allows supports the CSS used; transpiling it for older ones only adds weight.
  vite: () => ({ build: { cssTarget: ['chrome130', 'firefox142'] } }),
  manifest: ({ browser }) => ({
    name: 'Waymark',
    description: 'Shows your tracking domains and what every link will become, right where you write the mail.',
    permissions: ['storage', 'activeTab', 'scripting'],
    optional_host_permissions: ['https://*/*', 'http://*/*'],
    ...(browser === 'chrome' && { minimum_chrome_version: '130' }),
    action: { default_title: 'Waymark' },
    ...(browser === 'firefox' && {
      browser_specific_settings: {
        gecko: {
          id: 'waymark@waymark.example',
          strict_min_version: '142.0',
          // Signing in sends a key to the member's own server; a try-out sends one link's destination. The second cannot be
          // optional: it is asked for in the page, where no extension may ask for a permission.
          data_collection_permissions: { required: ['authenticationInfo', 'websiteContent'] },
        },
      },
    }),
  }),
});
