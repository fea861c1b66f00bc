// The search of a site with so many records that its index is a large one (src/search/large.rs): what the first search
// loads (how long it takes is printed, since that hangs on the machine), that choosing an authority finds all of its
// records, and that counts are those of the downloads. The site is one of benches/make_site.py; FOLDER, of a site that is built already, may have any size.
//
// CHROMIUM=/usr/bin/chromium THROUGHLINE=target/debug/throughline node tests/browser/large.cjs [FOLDER]
//
// For 600,000 records: python3 benches/make_site.py DIR --inspections 22000, a release build of it, and its folder here.
const assert = require('assert/strict');
const fs = require('fs');
const os = require('os');
const path = require('path');
const { execFileSync } = require('child_process');
const { launch, serve, tally } = require('./chromium.cjs');

/** Just enough for more than 20,000 records. */
const INSPECTIONS = 800;
const MOST_KB = 300;
const ROOT = path.resolve(__dirname, '../..');
const { wrong, right, end } = tally('large');

function made() {
  const site = fs.mkdtempSync(path.join(os.tmpdir(), 'large-'));
  execFileSync('python3', [path.join(ROOT, 'benches/make_site.py'), path.join(site, 'site'), '--inspections', INSPECTIONS], { stdio: 'pipe' });
  const program = path.resolve(process.env.THROUGHLINE || 'target/debug/throughline');
  execFileSync(program, ['build', '--site', path.join(site, 'site'), '--out', path.join(site, 'public')], { stdio: 'pipe' });
  return path.join(site, 'public');
}

const [, , given] = process.argv;
const folder = path.resolve(given ?? made());
const head = JSON.parse(/^throughline\("index",(.*)\)$/m.exec(fs.readFileSync(path.join(folder, 'search/index.js'), 'utf8'))[1]);
const texts = [...fs.readFileSync(path.join(ROOT, 'tests/search/questions.toml'), 'utf8').matchAll(/^ask = "(.*)"$/gm)].map(([, ask]) => ask);

const settled = (page) => page.locator('#search_results[aria-busy=false]').waitFor({ state: 'attached' });
const status = (page) => page.locator('#search_count').textContent();
const count = async (page) => Number(/(\d+) results?\./.exec(await status(page))?.[1] ?? NaN);

async function test(what, run) {
  try {
    await run();
    right();
  } catch (error) {
    wrong(`${what}: ${error.message}`);
  }
}

(async () => {
  const server = await serve(folder);
  const browser = await launch();
  const opened = async (query) => {
    const page = await (await browser.newContext()).newPage();
    page.on('pageerror', (error) => wrong(`${query}: ${error}`));
    server.sent.length = 0;
    const began = Date.now();
    await page.goto(`${server.root}search.html?${query}`);
    await settled(page);
    const sum = server.sent.filter((one) => one.path.startsWith('/search/')).reduce((all, { size }) => all + size, 0);
    return { page, took: Date.now() - began, kb: sum / 1000 };
  };
  const asked = (text) => opened(`q=${encodeURIComponent(text)}`);

  await test('a large index', async () => assert.ok(head.large && head.count > 20000, `${head.count} records`));
  const loads = [];
  // The first opens the browser's own caches; it is not counted.
  await (await asked(texts[0])).page.context().close();
  for (const text of texts) {
    const { page, took, kb } = await asked(text);
    await test(text, async () => assert.ok(await count(page) > 0, await status(page)));
    await page.context().close();
    loads.push({ text, took, kb });
  }
  const most = (what) => loads.reduce((one, other) => (one[what] >= other[what] ? one : other));
  const [heavy, slow] = [most('kb'), most('took')];
  console.log(`${head.count} records, first searches: at most ${heavy.kb.toFixed(1)} kB (“${heavy.text}”) and ${slow.took} ms (“${slow.text}”)`);
  await test('what it loads', async () => assert.ok(heavy.kb <= MOST_KB, `${heavy.kb} kB`));

  // A council in the middle, by what the pieces of its records say.
  const place = Math.floor(head.authorities.length / 2);
  const [id, name] = head.authorities[place];
  await test('a council that is chosen has all of its records', async () => {
    const { page } = await opened(`authority=${id}`);
    const all = await count(page);
    const files = fs.readdirSync(path.join(folder, 'search')).filter((file) => /^r\d+\.js$/.test(file));
    let records = 0;
    for (const file of files) {
      const range = JSON.parse(/^throughline\("\w+",(.*)\)$/m.exec(fs.readFileSync(path.join(folder, 'search', file), 'utf8'))[1]);
      range.reports.forEach(([first, authority], n) => {
        if (authority === place) records += (range.reports[n + 1]?.[0] ?? range.end) - first;
      });
    }
    // Its own page too.
    assert.equal(all, records + 1);
    // Kinds are counted then, and all of them together are all records.
    const kinds = await page.locator('#facet_kind .note').allTextContents();
    assert.equal(kinds.reduce((sum, one) => sum + Number(one), 0), all);
    await page.context().close();
  });
  for (const [typed, meant] of [['neglegt of children', 'neglect of children'], ['careleavers in education', 'care leavers in education']]) {
    await test(`${typed}: spelling is forgiven`, async () => {
      const first = async (text) => {
        const { page, kb } = await asked(text);
        const [said, links] = [await status(page), await page.locator('#search_results > li > a').evaluateAll((all) => all.map((a) => a.getAttribute('href')))];
        await page.context().close();
        return { said, links, kb };
      };
      const [one, other] = [await first(typed), await first(meant)];
      assert.match(one.said, new RegExp(`No page has “${typed.split(' ')[0]}”: these are the results for “${meant.replace(/ (of|in) .*/, '')}”`));
      assert.ok(one.links.length > 0 && one.links.some((link) => other.links.includes(link)), one.links.join());
      assert.ok(one.kb <= MOST_KB, `${one.kb} kB`);
    });
  }
  await test('a page of the site is found, and is called one', async () => {
    const { page } = await asked('download spreadsheet');
    assert.equal(await page.locator('#search_results > li > a').first().getAttribute('href'), 'data/index.html');
    assert.match(await page.locator('#search_results .note').first().textContent(), /about this site/);
    await page.context().close();
  });
  await test('a common word finds more in a council that is chosen than in the best of all', async () => {
    const { page } = await asked('plans');
    assert.match(await status(page), /There are more/);
    await page.context().close();
    const { page: narrow } = await opened(`q=plans&authority=${id}`);
    assert.doesNotMatch(await status(narrow), /There are more/);
    const found = await count(narrow);
    const pages = new Set();
    while (await narrow.locator('#search_more').isVisible() && pages.size < 40) {
      await narrow.locator('#search_more').click();
      await settled(narrow);
      (await narrow.locator('#search_results .note').allTextContents()).forEach((note) => pages.add(note));
    }
    assert.ok(found > 10, `${found} results`);
    assert.ok([...pages].every((note) => note.includes(name) || note.includes('unresolved')), [...pages].join('\n'));
    await narrow.context().close();
  });
  await test('a question that names a council has its records first', async () => {
    const { page } = await asked(`${name} care plans`);
    const notes = await page.locator('#search_results > li > .note').allTextContents();
    assert.ok(notes.length > 0 && notes.slice(0, 5).every((note) => note.includes(name) || note.includes('unresolved')), notes.join('\n'));
    await page.context().close();
  });
  await test('what is chosen beside a council is asked of all', async () => {
    const { page } = await opened('q=plans&kind=recommendation');
    assert.ok(await count(page) > 0, await status(page));
    const labels = new Set(await page.locator('#search_results .label').allTextContents());
    assert.deepEqual([...labels], ['recommendation']);
    await page.context().close();
  });
  await browser.close();
  server.close();
  if (!given) fs.rmSync(path.dirname(folder), { recursive: true });
  end();
})().catch((error) => {
  console.error(error);
  process.exit(1);
});
