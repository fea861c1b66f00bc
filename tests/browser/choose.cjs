// Choosing from all rows of a list in Chromium: by every field, sorted, in the address, as a file, from a server and from
// a disk, by keyboard, at 390 px, and whole where no script runs. What a choice has to give is worked out from the
// site's own downloads.
//
// CHROMIUM=/usr/bin/chromium THROUGHLINE=target/debug/throughline node tests/browser/choose.cjs FOLDER
const fs = require('fs');
const os = require('os');
const path = require('path');
const { execFileSync } = require('child_process');
const { pathToFileURL } = require('url');
const { faults, launch, serve, tally, visit } = require('./chromium.cjs');

const PAGE = 'recommendations/index.html';
const PROGRAM = path.resolve(process.env.THROUGHLINE || 'target/debug/throughline');
const ROOT = path.resolve(__dirname, '../..');
// The greatest that a file may be which a page loads.
const MOST = 1000 * 1000;

/** The ids of the rows that are shown, by their addresses. */
const seen = (page) => page.$$eval('#chosen:not([hidden]) #chosen_rows th a', (links) => links.map((link) =>
  link.href.replace(/^.*\/recommendations\/(.+)\/([^/]+)\.html$/, '$1#$2')));

/** Stays until the rows are those of the last choice. */
const settled = async (page) => {
  await page.locator('[aria-busy=true]').first().waitFor({ state: 'detached' });
  await page.waitForFunction(() => !document.getElementById('choose_said').textContent.startsWith('Reading'));
};

(async () => {
  const folder = path.resolve(process.argv[2]);
  const { recommendations: all } = JSON.parse(fs.readFileSync(path.join(folder, 'data/throughline.json'), 'utf8'));
  const server = await serve(folder);
  const browser = await launch();
  const { wrong, right, end } = tally('rows to choose from');
  const is = (what, found, expected) => {
    if (JSON.stringify(found) === JSON.stringify(expected)) right();
    else wrong(`${what}: ${JSON.stringify(found).slice(0, 400)} for ${JSON.stringify(expected).slice(0, 400)}`);
  };
  const ids = (rows) => rows.map((row) => row.id);
  const sorted = (rows) => [...rows].sort();
  const council = all[0].authority;
  const missed = all.filter((r) => r.authority === council && r.outcome === 'missed');
  if (missed.length < 3) wrong('the content has too few missed rows to tell anything apart');

  for (const place of [server.root, `${pathToFileURL(folder)}/`]) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, acceptDownloads: true });
    const page = await context.newPage();
    page.on('pageerror', (error) => wrong(error.message));
    const go = async (address) => { await visit(page, place + address); await settled(page); };
    const choose = async (label, value) => { await page.getByLabel(label, { exact: true }).selectOption(value); await settled(page); };
    await go(PAGE);
    is(`${place}: nothing chosen, the list stands`, [await page.locator('#all_rows').isVisible(), (await seen(page)).length], [true, 0]);

    await choose('Authority', council);
    await choose('Where it stands', 'missed');
    is('missed of a council', sorted(await seen(page)), sorted(ids(missed)));
    is('said', await page.textContent('#choose_said'), `${missed.length} recommendations.`);
    is('the list of all gives way', await page.locator('#all_rows').isVisible(), false);
    const raised = new Map(all.map((r) => [r.id, r.raised]));
    await choose('Sorted by', 'raised');
    const byRaised = (await seen(page)).map((id) => raised.get(id));
    is('most raised first', byRaised, [...byRaised].sort((a, b) => b - a));
    if (new Set(byRaised).size < 2) wrong('the order by times raised tells nothing apart');
    const since = new Map(all.map((r) => [r.id, r.thread_since]));
    await choose('Sorted by', 'since');
    const bySince = (await seen(page)).map((id) => since.get(id));
    is('oldest first', bySince, [...bySince].sort());

    // Another window opens the address; back and forth go through the choices.
    const other = await (await browser.newContext()).newPage();
    await visit(other, page.url());
    await settled(other);
    is('the address brings it back', await seen(other), await seen(page));
    await other.context().close();
    await page.goBack();
    await settled(page);
    is('back', (await seen(page)).map((id) => raised.get(id)), byRaised);

    // The file holds what is chosen, in its order.
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Download these rows (CSV)' }).click()]);
    const text = fs.readFileSync(await file.path(), 'utf8');
    const lines = text.replace(/^\ufeff/, '').split('\r\n');
    is('a line a row', lines.length, missed.length + 2);
    is('the file’s rows', lines.slice(1, -1).map((line) => line.split(',')[0]), await seen(page));
    is('the file’s columns', lines[0].split(',').slice(0, 2), ['id', 'authority']);

    // A short list can be had whole, before anything is chosen.
    await go('outcomes/missed.html');
    const [whole] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Download these rows (CSV)' }).click()]);
    const wholeLines = fs.readFileSync(await whole.path(), 'utf8').replace(/^\ufeff/, '').split('\r\n').slice(1, -1);
    is('the file of a whole list', sorted(wholeLines.map((line) => line.split(',')[0])), sorted(ids(all.filter((r) => r.outcome === 'missed'))));
    is('nothing to clear', await page.locator('#choose_clear').isVisible(), false);

    // Every other field, from the address, over all councils.
    const [theme] = all.find((r) => r.themes.length).themes;
    const year = all[0].date.slice(0, 4);
    const asks = [
      [`theme=${theme}`, all.filter((r) => r.themes.includes(theme))],
      [`year=${year}`, all.filter((r) => r.date.startsWith(year))],
      ['kind=priority-action', all.filter((r) => r.kind === 'priority-action')],
      ['reader=inspector&outcome=met', all.filter((r) => r.outcome === 'met' && r.reader === 'inspector')],
      [`to=${encodeURIComponent(all.find((r) => r.to)?.to ?? 'nobody')}`, all.filter((r) => r.to && r.to === all.find((one) => one.to).to)],
      [`by=${encodeURIComponent(all.find((r) => r.by)?.by ?? 'never')}`, all.filter((r) => r.by && r.by === all.find((one) => one.by).by)],
      ['words=CARE%20%20leavers', all.filter((r) => /care/i.test(r.words + r.label + r.id) && /leavers/i.test(r.words + r.label + r.id))],
    ];
    for (const [ask, expected] of asks) {
      await go(`${PAGE}?${ask}`);
      while (await page.locator('#chosen_more').isVisible()) { await page.locator('#chosen_more').click(); await settled(page); }
      is(ask, sorted(await seen(page)), sorted(ids(expected)));
      if (!expected.length && !/^(to|by)=/.test(ask)) wrong(`${ask} is of nothing`);
    }
    await go(`${PAGE}?outcome=no-such-outcome`);
    is('an outcome that there is not', [await page.textContent('#choose_said'), await page.locator('#choose_outcome').inputValue()], ['0 recommendations.', 'no-such-outcome']);

    // An authority's bars lead to as many rows as they count.
    await visit(page, `${place}authorities/${council}.html`);
    const bars = await page.$$eval('table.bars tbody tr', (rows) => rows.map((row) => [row.querySelector('a').href, Number(row.querySelector('b').textContent)]));
    if (bars.length < 3) wrong('the council has too few bars');
    for (const [href, count] of bars) {
      await visit(page, href);
      await settled(page);
      is(href, (await seen(page)).length, count);
    }

    // By keyboard, narrow, and what axe-core finds.
    await go(`${PAGE}?authority=${council}`);
    await page.locator('#choose_outcome').focus();
    await page.keyboard.press('ArrowDown');
    await settled(page);
    is('by keyboard', (await page.locator('#choose_outcome').inputValue()) !== '' && await page.evaluate(() => document.activeElement.id), 'choose_outcome');
    for (const [width, colorScheme] of [[1280, 'light'], [390, 'dark']]) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme });
      await page.$$eval('#choose details', (all_) => all_.forEach((one) => { one.open = true; }));
      (await faults(page)).forEach((fault) => wrong(`${width}: ${fault}`));
      is(`${width}: nothing beyond the edge`, await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true);
    }
    await page.getByRole('button', { name: 'Show all again' }).click();
    await settled(page);
    await page.reload();
    is('all again', [await page.locator('#all_rows').isVisible(), (await seen(page)).length], [true, 0]);
    await context.close();
  }

  const still = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await still.goto(`${server.root}${PAGE}?authority=${council}`);
  is('without script', [await still.locator('#choose').isVisible(), await still.locator('#all_rows tbody tr').count()], [false, Math.min(all.length, 30)]);
  server.close();

  // Of very many rows a council's are a few pieces, and no piece is large.
  const work = fs.mkdtempSync(path.join(os.tmpdir(), 'choose-'));
  execFileSync('python3', [path.join(ROOT, 'benches/make_site.py'), work, '--inspections', '400'], { stdio: 'pipe' });
  const large = path.join(work, 'public');
  execFileSync(PROGRAM, ['build', '--site', work, '--out', large], { stdio: 'pipe' });
  const files = fs.readdirSync(path.join(large, 'search')).filter((name) => /^l(ists|c?\d+)\.js$/.test(name));
  files.forEach((name) => { if (fs.statSync(path.join(large, 'search', name)).size > MOST) wrong(`${name} is too large`); });
  const many = await serve(large);
  const page = await (await browser.newContext()).newPage();
  const { authorities, count } = JSON.parse(fs.readFileSync(path.join(large, 'search/lists.js'), 'utf8').match(/,(\{.*\})\)/)[1]);
  const [id, , , first] = authorities[1];
  await visit(page, `${many.root}${PAGE}?authority=${id}`);
  await settled(page);
  is('as many rows as there are', await page.textContent('#choose_said').then((text) => parseInt(text, 10)), authorities[2][3] - first);
  const loaded = many.sent.filter((one) => /search\/l\d+\.js/.test(one.path)).length;
  if (loaded > 3 || files.length < 20) wrong(`${loaded} of ${files.length} files were loaded for one of ${count} rows’ councils`); else right();
  console.log(`${count} rows in ${files.length} files; a council loads ${loaded} of rows`);
  many.close();
  await browser.close();
  fs.rmSync(work, { recursive: true });
  end();
})().catch((error) => {
  console.error(error);
  process.exit(1);
});
