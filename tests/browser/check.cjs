// Opens pages of the built site in Chromium: served on this machine, one of each kind in every
// combination of width and colour scheme through axe-core; then from the disk at 320 px, where the
// page itself must not scroll sideways. `404.html` uses the host's root and is only served.
//
// CHROMIUM=/usr/bin/chromium node tests/browser/check.cjs FOLDER
const fs = require('fs');
const path = require('path');
const { pathToFileURL } = require('url');
const { chromium } = require('playwright-core');
const { FLAGS, faults } = require('./chromium.cjs');
const { serve } = require('./serve.cjs');

// The first and the largest page of every folder: one of each kind, and the one most likely to break.
function pagesOf(folder) {
  const kinds = new Map();
  const walk = (dir, kind) => {
    for (const entry of fs.readdirSync(dir, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const full = path.join(dir, entry.name);
      if (entry.isDirectory()) walk(full, kind || entry.name);
      else if (entry.name.endsWith('.html')) {
        const name = kind ? (entry.name === 'index.html' ? `${kind}/index` : kind) : entry.name;
        const seen = kinds.get(name) || [];
        seen.push([fs.statSync(full).size, full]);
        kinds.set(name, seen);
      }
    }
  };
  walk(folder, '');
  const chosen = new Set();
  for (const list of kinds.values()) {
    chosen.add(list[0][1]);
    chosen.add([...list].sort((a, b) => b[0] - a[0])[0][1]);
  }
  return [...chosen];
}

(async () => {
  const folder = path.resolve(process.argv[2]);
  const server = await serve(folder);
  const address = (file) => `http://127.0.0.1:${server.address().port}/${path.relative(folder, file)}`;
  const pages = pagesOf(folder);
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: FLAGS });
  let failed = 0;
  let passed = 0;
  const wrong = (text) => { failed += 1; console.error(text); };
  for (const [width, scheme] of [[1280, 'light'], [1280, 'dark'], [390, 'light'], [390, 'dark']]) {
    // The pages' own policy forbids scripts; the checker is one.
    const context = await browser.newContext({ bypassCSP: true, colorScheme: scheme, viewport: { width, height: 900 } });
    const page = await context.newPage();
    page.on('pageerror', (error) => wrong(String(error)));
    for (const file of pages) {
      await page.goto(address(file));
      const found = await faults(page);
      found.forEach((fault) => wrong(`${path.relative(folder, file)} ${width} ${scheme}: ${fault}`));
      if (found.length === 0) passed += 1;
    }
    await context.close();
  }
  const context = await browser.newContext({ viewport: { width: 320, height: 800 } });
  const page = await context.newPage();
  page.on('console', (message) => { if (message.type() === 'error') wrong(`${page.url()}: ${message.text()}`); });
  for (const file of pages.filter((f) => path.basename(f) !== '404.html')) {
    await page.goto(pathToFileURL(file).href);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (over > 0) wrong(`${path.relative(folder, file)}: ${over} px wider than a screen of 320`);
    else passed += 1;
  }
  await browser.close();
  server.close();
  console.log(`${passed} passed, ${failed} failed`);
  process.exit(failed ? 1 : 0);
})();
