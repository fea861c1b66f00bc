// Opens pages of the built site from the disk in Chromium: one of each kind in every combination
// of width and colour scheme through axe-core, and every one of them at 320 px, where the page
// itself must not scroll sideways.
//
// CHROMIUM=/usr/bin/chromium node tests/browser/check.cjs FOLDER
const fs = require('fs');
const path = require('path');
const { pathToFileURL } = require('url');
const { chromium } = require('playwright-core');
const axe = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync'];

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
      await page.goto(pathToFileURL(file).href);
      await page.addScriptTag({ content: axe });
      const result = await page.evaluate((tags) => axe.run({ runOnly: tags }), TAGS);
      for (const v of result.violations) {
        wrong(`${path.relative(folder, file)} ${width} ${scheme}: ${v.id}, ${v.nodes.length} times: ${v.nodes[0].html.slice(0, 120)}`);
      }
      if (result.violations.length === 0) passed += 1;
    }
    await context.close();
  }
  const context = await browser.newContext({ viewport: { width: 320, height: 800 } });
  const page = await context.newPage();
  page.on('console', (message) => { if (message.type() === 'error') wrong(`${page.url()}: ${message.text()}`); });
  for (const file of pages) {
    await page.goto(pathToFileURL(file).href);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (over > 0) wrong(`${path.relative(folder, file)}: ${over} px wider than a screen of 320`);
    else passed += 1;
  }
  await browser.close();
  console.log(`${passed} passed, ${failed} failed`);
  process.exit(failed ? 1 : 0);
})();
