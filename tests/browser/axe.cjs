// Looks with axe-core (WCAG 2.2 AA and best practice) at pages of every kind of the built site, served on this
// machine: light and dark, 1280 and 390 px wide. With `largest`, only at the largest page of each kind.
//
// CHROMIUM=/usr/bin/chromium node tests/browser/axe.cjs FOLDER [largest]
const path = require('path');
const { faults, launch, pagesOf, serve, tally } = require('./chromium.cjs');

(async () => {
  const folder = path.resolve(process.argv[2]);
  const server = await serve(folder);
  const { root } = server;
  const browser = await launch();
  const { wrong, each, end } = tally('axe');
  // The pages' own policy forbids scripts that are not the site's; the checker is one.
  const page = await (await browser.newContext({ bypassCSP: true })).newPage();
  page.on('pageerror', (error) => wrong(`${page.url()}: ${error}`));
  for (const name of pagesOf(folder)[process.argv[3] || 'all']) {
    await page.goto(root + name);
    for (const [width, colorScheme] of [[1280, 'light'], [1280, 'dark'], [390, 'dark'], [390, 'light']]) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme });
      each((await faults(page)).map((fault) => `${name} ${width} ${colorScheme}: ${fault}`));
    }
  }
  await browser.close();
  server.close();
  end();
})();
