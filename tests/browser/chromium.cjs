// What every test in Chromium needs: the browser, the site served as a static host would, which pages
// to look at, axe-core's findings on a page, and a count of what was found.
const fs = require('fs');
const http = require('http');
const path = require('path');
const zlib = require('zlib');
const { chromium } = require('playwright-core');

const axe = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage'];
exports.FLAGS = FLAGS;

exports.launch = (...more) => chromium.launch({ executablePath: process.env.CHROMIUM, args: [...FLAGS, ...more] });

// Goes to an address and stays until the page is still: it has loaded, says of no part of it that it is busy, has
// nothing left to do, and waits for nothing that it asked for.
exports.visit = async (page, address) => {
  const asked = new Set();
  let tell = () => {};
  const begins = (request) => asked.add(request);
  const ends = (request) => { asked.delete(request); tell(); };
  page.on('request', begins).on('requestfinished', ends).on('requestfailed', ends);
  await page.goto(address);
  await page.locator('[aria-busy=true]').first().waitFor({ state: 'detached' });
  // What the last answer started is asked for before the page is idle again.
  for (await idle(page); asked.size; await idle(page)) await new Promise((resolve) => { tell = resolve; });
  page.off('request', begins).off('requestfinished', ends).off('requestfailed', ends);
};

const idle = (page) => page.evaluate(() => new Promise((resolve) => { requestIdleCallback(() => resolve()); }));

// Everything that axe-core finds wrong with a page, one line each; `without` names rules to leave out.
exports.faults = async (page, without = []) => {
  if (!await page.evaluate(() => 'axe' in globalThis)) await page.evaluate(axe);
  const options = { runOnly: { type: 'tag', values: TAGS }, rules: Object.fromEntries(without.map((id) => [id, { enabled: false }])) };
  const { violations } = await page.evaluate((how) => globalThis.axe.run(document, how), options);
  return violations.flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.target.join(' ')}: ${n.failureSummary}`));
};

// How many pixels a page is wider than its window. A scroll bar counts as part of the window.
exports.sideways = (page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

const TYPES = {
  '.html': 'text/html; charset=utf-8', '.css': 'text/css', '.js': 'text/javascript', '.svg': 'image/svg+xml',
  '.json': 'application/json', '.csv': 'text/csv; charset=utf-8', '.xml': 'application/xml', '.txt': 'text/plain',
};

// Serves a folder on a free port of this machine, at `root`, with gzip, and with 404.html where nothing is. `sent`
// has each answer's path and size as it went over the wire.
exports.serve = (folder) => {
  const sent = [];
  const server = http.createServer((request, response) => {
    const { pathname } = new URL(request.url, 'http://127.0.0.1');
    const wanted = path.join(folder, path.normalize(decodeURIComponent(pathname)), pathname.endsWith('/') ? 'index.html' : '');
    const there = wanted.startsWith(folder) && fs.existsSync(wanted) && fs.statSync(wanted).isFile();
    const file = there ? wanted : path.join(folder, '404.html');
    const bytes = zlib.gzipSync(fs.readFileSync(file), { level: 6 });
    sent.push({ path: pathname, size: bytes.length });
    response.writeHead(there ? 200 : 404, {
      'Content-Type': TYPES[path.extname(file)] || 'application/octet-stream', 'Content-Encoding': 'gzip', 'Cache-Control': 'max-age=600',
    });
    response.end(bytes);
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve(Object.assign(server, { root: `http://127.0.0.1:${server.address().port}/`, sent })));
  });
};

const walk = (dir) => fs.readdirSync(dir, { withFileTypes: true })
  .sort((a, b) => (a.name < b.name ? -1 : 1))
  .flatMap((entry) => (entry.isDirectory() ? walk(path.join(dir, entry.name)) : [path.join(dir, entry.name)]));

// All pages of a site, from its root.
exports.allPages = (folder) => walk(folder).filter((f) => f.endsWith('.html')).map((f) => path.relative(folder, f));

// What kind of page it is, by its address. Each list below `outcomes/` is a kind of its own.
function kindOf(page) {
  const parts = page.split('/');
  const name = parts[parts.length - 1];
  if (parts.length === 1 || name === 'index.html') return page;
  if (name.startsWith('page-')) return `${parts[0]}/page`;
  if (name === 'scrutiny.html') return name;
  return parts[0] === 'outcomes' ? page : parts[0];
}

// Of each kind, the first page and the largest, which is the most likely to break. Old addresses that only
// lead on are left out.
exports.pagesOf = (folder) => {
  const kinds = new Map();
  for (const page of exports.allPages(folder)) {
    const text = fs.readFileSync(path.join(folder, page), 'utf8');
    if (!/<meta http-equiv="refresh"/i.test(text)) kinds.set(kindOf(page), [...(kinds.get(kindOf(page)) || []), [text.length, page]]);
  }
  const chosen = [...kinds.values()].map((list) => [list[0][1], [...list].sort((a, b) => b[0] - a[0])[0][1]]);
  return { all: [...new Set(chosen.flat())], largest: chosen.map(([, largest]) => largest) };
};

// Says what is wrong as it is found, and ends the test.
exports.tally = (name) => {
  let failed = 0;
  let passed = 0;
  return {
    wrong: (text) => { failed += 1; console.error(text); },
    right: () => { passed += 1; },
    // Right where it is what is expected.
    check: (what, is, expected = true) => {
      if (JSON.stringify(is) === JSON.stringify(expected)) passed += 1;
      else {
        failed += 1;
        console.error(`${what}\n  is       ${JSON.stringify(is)}\n  expected ${JSON.stringify(expected)}`);
      }
    },
    // Right where nothing is wrong.
    each: (faults) => { faults.forEach((fault) => { failed += 1; console.error(fault); }); if (!faults.length) passed += 1; },
    end: () => {
      console.log(`${name}: ${passed} passed, ${failed} failed`);
      process.exit(failed || !passed ? 1 : 0);
    },
  };
};
